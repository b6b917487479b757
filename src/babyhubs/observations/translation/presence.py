"""When a family was there, from what another program's file says of coming, going and being there.

Where the file says nothing of it, a family is there from its first record to its last: that serves as the denominator of its time. Nobody
then knows when it came, so it is left out of how long families stay and wait.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from babyhubs.observations.records import ZONE, Interval, Point, Visit
from babyhubs.observations.spans import Span, common, union, without

LEAST_MS = 1_000  # of a family with one moment only
LONGEST_GAP_MS = 5_000  # between two zones; a longer one is no move, but a stretch of which nobody said where
NOT_SAID = "place_not_said"
Mark = tuple[int, str]  # when, and "comes", "goes" or "was there" (there already when first noticed)


def visits(actor: str, marks: Sequence[Mark], first: int, last: int, stop: int) -> list[Visit]:
    """marks: in any order. first, last: its first and last record. stop: when observation ended."""
    if not marks:
        return [Visit(actor, first, min(max(last, first + LEAST_MS), stop), True, False)]
    found: list[Visit] = []
    begun: tuple[int, bool] | None = None
    for at, what in sorted(marks):
        if what == "goes":
            if begun is None and found:
                continue  # gone already
            start, cut = begun or (min(first, at), True)
            found.append(Visit(actor, start, at, cut, False))
            begun = None
        elif begun is None:
            begun = at, what == "was there"
    if begun is not None:
        found.append(Visit(actor, begun[0], stop, begun[1], True))
    return [one for one in found if one.stop > one.start]


@dataclass(frozen=True)
class Inside:
    """What lies within the visits of families; others are there throughout."""

    states: list[Interval]
    moments: list[Point]
    left_out: int


def within(states: Sequence[Interval], moments: Sequence[Point], there: Mapping[str, Sequence[Visit]]) -> Inside:
    """A family does nothing before it comes and after it goes. there: the visits of each family."""
    spans = {token: union((visit.start, visit.stop) for visit in rows) for token, rows in there.items()}
    found: list[Interval] = []
    left_out = 0
    for one in states:
        parts = common([(one.start, one.stop)], spans[one.actor]) if one.actor in spans else [(one.start, one.stop)]
        left_out += not parts
        found += [
            replace(one, start=start, stop=stop, cut_stop=one.cut_stop and stop == one.stop) for start, stop in parts
        ]
    kept = [one for one in moments if one.actor not in spans or any(a <= one.at <= b for a, b in spans[one.actor])]
    return Inside(_placed(found, spans), kept, left_out + len(moments) - len(kept))


def _placed(states: list[Interval], there: Mapping[str, list[Span]]) -> list[Interval]:
    """In a log a zone holds until the next one: where a file leaves a gap, the place is said not to be known."""
    zones: dict[str, list[Span]] = {}
    for one in states:
        if one.track == ZONE:
            zones.setdefault(one.actor, []).append((one.start, one.stop))
    gaps = [
        Interval(actor, ZONE, NOT_SAID, start, stop)
        for actor, held in sorted(zones.items())
        for start, stop in without(there.get(actor, [(min(held)[0], max(stop for _, stop in held))]), union(held))
        if stop - start > LONGEST_GAP_MS
    ]
    return [*states, *gaps]
