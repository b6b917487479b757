"""Removing the files of an upload: all of them or none, for good, and told in the record."""

import shutil
import uuid
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.models import Run, Upload
from babyhubs.workbench.audits.presenters import interrupted
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("upload.removed", "removed the files of an upload")
def remove(actor: Actor, upload: Upload) -> Changed[Upload]:
    """The files, the examples shown of them, and the rows that were set aside go. Answers, findings and what was learnt stay."""
    one = Upload.objects.select_for_update().get(pk=upload.pk)
    if one.state == Upload.State.REMOVED:
        raise InputError("The files of this upload were removed before.")
    if one.state == Upload.State.WAITING and not interrupted(one):
        raise InputError("These files are being read.", remedy="Wait until that has ended.")
    under_way = one.runs.filter(state__in=[Run.State.WAITING, Run.State.RUNNING])
    if any(not interrupted(run) for run in under_way):
        raise InputError("An audit of these records is under way.", remedy="Wait until it has ended, or stop it.")
    sizes = list(one.files.values_list("size", flat=True))
    for run in one.runs.all():
        (places.answer(run) / "internal" / "rows_set_aside.csv").unlink(missing_ok=True)
    gone = _put_away(places.of_upload(one))
    transaction.on_commit(lambda: shutil.rmtree(gone, ignore_errors=True))
    one.state, one.removed_at = Upload.State.REMOVED, timezone.now()
    one.save(update_fields=["state", "removed_at"])
    return Changed(one, subject=one, programme=one.programme_id, details={"files": len(sizes), "bytes": sum(sizes)})


def _put_away(folder: Path) -> Path:
    """Under a name that no row knows: what a stop leaves of it is swept up as any other leftover."""
    gone = folder.with_name(uuid.uuid4().hex)
    try:
        folder.rename(gone)
    except OSError as error:
        raise InputError(
            "The files could not be removed.",
            remedy="Another program may have them open. Close it, and try again.",
        ) from error
    return gone
