"""What arrives, by whatever way: checked, matched with what is there, and answered with the workbench's own hash.

The same lines may come twice, late, cut off or in another order: what is there already has to be the same to the byte and
changes nothing, what leaves a gap waits until the phone sends what is missing.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations.log import reader
from babyhubs.observations.log.operation import FIRST, operation
from babyhubs.observations.log.operation import Operation as Tap
from babyhubs.workbench.observations.models import Operation, Session
from babyhubs.workbench.observations.sessions import services
from babyhubs.workbench.observations.sessions.contradicting import contradiction
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor

REMEDY = "Keep the session on the phone, and hand it over as a file."


def lines(sent: bytes) -> list[Tap]:
    """Operations from lines, each in the very form that its hash is taken of. A last line that was cut off is left out."""
    whole = sent[: sent.rfind(b"\n") + 1]
    found = []
    for number, line in enumerate(whole.split(b"\n")[:-1], start=1):
        where = f"line {number}"
        try:
            text = line.decode("utf-8")
            one = operation(json.loads(text), where)
            same = one.line() == text
        except (ValueError, RecursionError) as error:
            raise InputError("What was sent is not a log.", where=where, remedy=REMEDY) from error
        if not same:
            raise InputError("A line is not in its canonical form.", where=where, remedy=REMEDY)
        found.append(one)
    return found


def take(actor: Actor, programme: Programme, taps: Sequence[Tap]) -> Session | None:
    """Operations of one session and device. Gives the session as it stands now; None where nothing of it could be taken yet."""
    if not taps:
        return None
    if len({(one.session, one.device) for one in taps}) > 1:
        raise InputError("These lines are of several sessions.", remedy="Send one session at a time.")
    ordered = sorted(taps, key=lambda one: one.seq)
    known = Session.objects.filter(session=ordered[0].session, device=ordered[0].device).first()
    if known is not None and known.programme_id != programme.pk:
        raise InputError("This session was sent to another programme.", remedy="Open the page of that programme.")
    if known is None and (ordered[0].seq != 1 or ordered[0].kind != "open" or ordered[0].prev != FIRST):
        return None
    stands = known.seq if known else 0
    _same(known, [one for one in ordered if one.seq <= stands])
    new = [one for one in ordered if one.seq > stands]
    if not new or new[0].seq != stands + 1:
        return known
    return services.append(actor, programme, new)


def take_file(actor: Actor, programme: Programme, path: Path) -> list[Session]:
    """Every session of a file that was handed over."""
    found = [take(actor, programme, log.operations) for log in reader.read(path)]
    return [one for one in found if one is not None]


def answer(session: Session | None) -> dict[str, Any]:
    """What the phone is told: how far the log is whole here, and its head as worked out here."""
    if session is None:
        return {"seq": 0, "head": FIRST}
    return {"seq": session.seq, "head": session.head}


def _same(known: Session | None, again: Sequence[Tap]) -> None:
    """What is here already must be what comes again."""
    if known is None or not again:
        return
    kept = dict(
        Operation.objects.filter(session=known, seq__gte=again[0].seq, seq__lte=again[-1].seq).values_list(
            "seq", "line"
        )
    )
    if any(kept.get(one.seq) != one.line() for one in again):
        raise contradiction()
