"""Taking in what phones recorded, and what is learnt about a session afterwards."""

from collections.abc import Sequence

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.observations.log.operation import FIRST
from babyhubs.observations.log.operation import Operation as Tap
from babyhubs.workbench.observations.models import Operation, Session
from babyhubs.workbench.observations.sessions.contradicting import contradiction
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

MOST = 60_000  # operations of one session: ten times a long and busy one


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
    before = session.seq
    rows = []
    for one in taps:
        if one.seq == session.seq + 1:
            _follows(session, one)
            session.seq, session.head, session.t_ms = one.seq, one.digest(), max(session.t_ms, one.t_ms)
            session.closed = session.closed or one.kind == "close"
            rows.append(Operation(session=session, seq=one.seq, op_id=one.op_id or one.erased[:36], line=one.line()))
    if session.seq > MOST:
        raise InputError(
            f"A session has {MOST:,} operations at most.", remedy="Hand it over as a file, and ask for help."
        )
    Operation.objects.bulk_create(rows)
    session.received_at = session.changed_at = timezone.now()
    session.received_by_name = actor.name
    session.save()
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


def _follows(session: Session, one: Tap) -> None:
    if one.prev != session.head or (not one.erased and one.t_ms < session.t_ms):
        raise contradiction()
