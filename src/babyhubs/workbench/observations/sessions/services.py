"""Taking in what phones recorded, and what is learnt about a session afterwards."""

from collections.abc import Sequence

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.observations.log.operation import FIRST
from babyhubs.observations.log.operation import Operation as Tap
from babyhubs.workbench.observations.models import Session
from babyhubs.workbench.observations.sessions.rows import extend
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("observation.received", "received part of an observed session")
def append(actor: Actor, programme: Programme, taps: Sequence[Tap]) -> Changed[Session]:
    """Taps of one session and device, in their order. What is there already is left as it is; what leaves a gap is not taken."""
    first = taps[0]
    session, _ = Session.objects.get_or_create(
        session=first.session,
        device=first.device,
        defaults={
            "programme": programme, "header": first.value, "opened": first.wall, "head": FIRST,
            "received_by_name": actor.name,
        },
    )  # fmt: skip
    session = Session.objects.select_for_update().get(pk=session.pk)
    before, session.received_by_name = session.seq, actor.name
    extend(session, taps)
    details = {"session": str(session), "from": before + 1, "to": session.seq, "sha256": session.head}
    return Changed(session, subject=session, programme=programme.pk, details=details)


@audited("observation.recorded", "wrote down how many attendances the records have of an observed session")
def note_recorded(actor: Actor, session: Session, *, attendances: int) -> Changed[Session]:
    """What the records say, against what was counted at the door: the capture rate."""
    session.recorded, session.changed_at = attendances, timezone.now()
    session.save(update_fields=["recorded", "changed_at"])
    details = {"session": str(session), "attendances": attendances}
    return Changed(session, subject=session, programme=session.programme_id, details=details)


@audited("observation.removed", "removed the log of an observed session")
def remove(actor: Actor, session: Session, *, why: str) -> Changed[None]:
    """The whole log goes: its time has come, or it should never have been made. That it was there stays in the record."""
    if not why.strip():
        raise InputError("Removing a log needs its reason.", remedy="Say why, in a sentence.")
    details = {"session": str(session), "operations": session.seq, "sha256": session.head, "why": why.strip()}
    programme = session.programme_id
    session.operations.all().delete()
    session.delete()
    return Changed(None, programme=programme, details=details)
