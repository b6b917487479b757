"""Until when the files of an upload are kept, by the retention list."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from babyhubs.workbench import retention
from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.kinds import LABELS, MIB
from babyhubs.workbench.audits.models import Run, Upload


@dataclass(frozen=True, slots=True)
class File:
    """One file as its page shows it. elsewhere: another upload has the same file."""

    label: str
    name: str
    size: str
    elsewhere: bool


def until(upload: Upload) -> date:
    """The last day on which the files should be here."""
    return timezone.localdate(upload.uploaded_at) + timedelta(days=retention.days(retention.UPLOADS))


def is_due(upload: Upload) -> bool:
    """Whether that day is past, and the files are still here."""
    return upload.state != Upload.State.REMOVED and timezone.localdate() > until(upload)


def files(upload: Upload) -> list[File]:
    """The files of an upload. One that was used again has a second name on the disk (audits/again.py)."""
    found = []
    for one in upload.files.order_by("kind"):
        path = places.of_file(one)
        size = f"{one.size / MIB:.1f} MB" if one.size >= MIB / 10 else f"{max(1, round(one.size / 1024))} kB"
        elsewhere = path.is_file() and path.stat().st_nlink > 1
        found.append(File(LABELS.get(one.kind, one.kind), one.name, size, elsewhere))
    return found


def answered(upload: Upload) -> int:
    """How many audits read these files and have results, which stay."""
    return upload.runs.filter(state=Run.State.DONE).count()
