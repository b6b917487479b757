"""Operations as rows of the database: each follows the one before it, or nothing is taken."""

from collections.abc import Sequence

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.observations.log.operation import Operation as Tap
from babyhubs.workbench.observations.models import Operation, Session
from babyhubs.workbench.observations.sessions.contradicting import contradiction

MOST = 60_000  # operations of one session: ten times a long and busy one


def extend(session: Session, taps: Sequence[Tap]) -> None:
    """The taps that come next, in their order. What is there already is left as it is; what leaves a gap is not taken."""
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
    Operation.objects.bulk_create(rows, batch_size=2_000)
    session.received_at = session.changed_at = timezone.now()
    session.save()


def _follows(session: Session, one: Tap) -> None:
    if one.prev != session.head or (not one.erased and one.t_ms < session.t_ms):
        raise contradiction()
