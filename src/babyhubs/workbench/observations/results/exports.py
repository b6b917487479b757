"""The sessions in other forms, packed into one file, for a request that they may leave. Families are numbers in it."""

import zipfile
from pathlib import Path

from babyhubs.workbench.observations.models import Session
from babyhubs.workbench.observations.sessions.logs import recordings, text
from babyhubs.workbench.programme.models import Programme

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a ZIP file: same sessions, same bytes


def packed(programme: Programme, form: str, folder: Path) -> Path:
    """A file in `folder`: the form's one file, or a ZIP file of several."""
    from babyhubs.observations.formats import any_out  # noqa: PLC0415 - heavy, and for this request only

    sessions = Session.objects.filter(programme=programme).prefetch_related("operations")
    if form == "own":  # the very lines that are here, whoever sent them
        files = {
            f"{place:03d}-{any_out.safe(str(one))}.obs.jsonl": text(one)
            for place, one in enumerate(sessions.order_by("opened", "id"), start=1)
        }
    else:
        files = any_out.written(recordings(sessions), form)
    if len(files) == 1:
        ((name, content),) = files.items()
        ending = ".obs.jsonl" if form == "own" else Path(name).suffix
        path = folder / f"observations{ending}"
        path.write_text(content, encoding="utf-8")
        return path
    path = folder / f"observations-{form}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return path
