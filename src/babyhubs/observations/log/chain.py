"""Whether anything is missing from a log, or was changed: sequence, hash chain and clock of each session and device."""

from collections.abc import Iterable
from dataclasses import dataclass

from babyhubs.errors import InputError
from babyhubs.observations.log.operation import FIRST, Operation


@dataclass(frozen=True)
class Head:
    """Two copies of a log with the same head are the same to the byte. broken: what is wrong, with its place."""

    session: str
    device: str
    seq: int
    digest: str
    operations: int
    erased: int
    broken: tuple[str, ...]


def by_device(operations: Iterable[Operation]) -> dict[tuple[str, str], list[Operation]]:
    """Operations in their order, for each session and device. One that was sent twice counts once."""
    ids: dict[str, Operation] = {}
    places: dict[tuple[str, str, int], Operation] = {}
    for one in operations:
        place = (one.session, one.device, one.seq)
        before = places.setdefault(place, one)
        twin = ids.setdefault(one.op_id, one) if one.op_id else one
        if before != one or twin != one:
            raise InputError(
                "Two different operations claim one place in the log.",
                where=f"session {one.session}, device {one.device}, operation {one.seq}",
                remedy="Keep both files, and ask whoever looks after the program: this should be impossible.",
            )
    chains: dict[tuple[str, str], list[Operation]] = {}
    for session, device, seq in sorted(places):
        chains.setdefault((session, device), []).append(places[session, device, seq])
    return chains


def head(chain: list[Operation]) -> Head:
    """Check one device's operations of one session, in their order."""
    broken = []
    expected, previous, clock, digest = 1, FIRST, 0, FIRST
    if not chain[0].erased and (chain[0].kind != "open" or chain[0].seq != 1):
        broken.append(f"operation {chain[0].seq}: the log does not begin with its opening")
    for one in chain:
        if one.seq != expected:
            missing = str(expected) if one.seq == expected + 1 else f"{expected} to {one.seq - 1}"
            broken.append(f"operation {missing}: missing")
        elif one.prev != previous:
            broken.append(f"operation {one.seq}: the one before it was changed, or this one is from another log")
        if not one.erased:
            if one.t_ms < clock:
                broken.append(f"operation {one.seq}: its time is before that of the operation before")
            clock = max(clock, one.t_ms)
        expected, previous = one.seq + 1, one.digest()
        digest = previous
    first = chain[0]
    erased = sum(bool(one.erased) for one in chain)
    return Head(first.session, first.device, chain[-1].seq, digest, len(chain), erased, tuple(broken))
