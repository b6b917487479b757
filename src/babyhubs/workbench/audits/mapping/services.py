"""Corrections of what codes and venues mean."""

from collections.abc import Sequence

from babyhubs.errors import InputError
from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("upload.values-corrected", "corrected what values of an upload mean")
def correct(actor: Actor, upload: Upload, *, answers: Sequence[list[str]]) -> Changed[Upload]:
    """Kept until the columns are confirmed, which checks the records anew. answers: file, part, field, value, choice."""
    one = Upload.objects.select_for_update().get(pk=upload.pk)
    if one.state == Upload.State.WAITING:
        raise InputError("The records are being read just now.", remedy="Wait until that is done, and correct it then.")
    if one.state == Upload.State.REMOVED:
        raise InputError("The files of this upload were removed.", remedy="Upload the records again.")
    kept = {tuple(entry[:4]): entry for entry in one.answers} | {tuple(entry[:4]): list(entry) for entry in answers}
    one.answers, one.confirmed = list(kept.values()), False
    if one.state == Upload.State.CHECKED:
        one.state = Upload.State.RECOGNISED
    one.save(update_fields=["answers", "confirmed", "state"])
    return Changed(one, subject=one, programme=one.programme_id, details={"values": len(answers)})
