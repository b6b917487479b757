"""Files that need not be sent again: those of earlier uploads, and the hubs as the workbench's own directory knows them."""

import os
import shutil
from pathlib import Path
from typing import Any

from django.utils import timezone

from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.kinds import MIB
from babyhubs.workbench.audits.models import SourceFile
from babyhubs.workbench.hubs.models import Hub

Choices = dict[str, list[tuple[str, str]]]  # kind -> what may be chosen in the place of a new file, with its words

DIRECTORY = "directory"
DIRECTORY_NAME = "Directory of hubs"
OFFERED = 5  # files of a kind
LOOKED_AT = 50  # newest files of a programme


def offered(programme: Any) -> Choices:
    """The newest files of each kind that still lie in the data folder; for the hubs, the directory first."""
    found: Choices = {}
    hubs = Hub.objects.filter(programme=programme).count()
    if hubs:
        found["hubs"] = [(DIRECTORY, f"The directory of hubs in this workbench ({hubs})")]
    sent = SourceFile.objects.filter(upload__programme=programme, upload__removed_at=None, from_directory=False)
    sent = sent.select_related("upload")
    for file in sent.order_by("-upload__uploaded_at", "kind")[:LOOKED_AT]:
        choices = found.setdefault(file.kind, [])
        if len(choices) < OFFERED and places.of_file(file).is_file():
            choices.append((str(file.pk), _told(file)))
    return found


def chosen(upload: Any) -> dict[str, str]:
    """What to choose to have the files of an upload again."""
    return {file.kind: DIRECTORY if file.from_directory else str(file.pk) for file in upload.files.all()}


def same(old: Path, new: Path) -> None:
    """The same bytes under another name. They are never written to again, so one copy on the disk is enough."""
    try:
        os.link(old, new)
    except OSError:  # a disk that knows no second names
        shutil.copyfile(old, new)
        new.chmod(0o600)


def _told(file: SourceFile) -> str:
    at = timezone.localtime(file.upload.uploaded_at)
    size = f"{file.size / MIB:.1f} MB" if file.size >= MIB / 10 else f"{max(1, round(file.size / 1024))} kB"
    return f"{file.name}, uploaded {at.day} {at:%B %Y}, {at:%H:%M} ({size})"
