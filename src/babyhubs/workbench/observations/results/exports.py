"""The sessions in other forms, packed into one file, for a request that they may leave. Families are numbers in it."""

import zipfile
from pathlib import Path

from babyhubs.workbench.observations.models import Session
from babyhubs.workbench.observations.sessions.logs import recordings
from babyhubs.workbench.programme.models import Programme

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day of a ZIP file: same sessions, same bytes


def packed(programme: Programme, form: str, folder: Path) -> Path:
    """A file in `folder`: tidy tables as a ZIP file, or one project of BORIS."""
    from babyhubs.observations.formats import boris_out, tidy  # noqa: PLC0415 - heavy, and for this request only

    found = recordings(Session.objects.filter(programme=programme).prefetch_related("operations"))
    if form == "boris":
        path = folder / "observations.boris"
        path.write_text(boris_out.project(found), encoding="utf-8")
        return path
    path = folder / "observations-tables.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(tidy.files(found).items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return path
