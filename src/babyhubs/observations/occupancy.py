"""How many people are where, when: counts over time, peaks, person-minutes, density, and the map of where time is spent.

The identity that every report asserts: the integral of the number present equals the sum of dwell times, exactly, with cut
parts counted as far as they were seen (Little JDC. Oper Res 1961;9:383-387, over a whole session an accounting identity).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.observations.layout import Layout
from babyhubs.observations.log.operation import PLAN
from babyhubs.observations.records import FAMILY, ZONE, Recording
from babyhubs.observations.spans import Span, common, length, union
from babyhubs.statistics.interval import Floats

CELLS = 20  # of the heat map, each way: a twentieth of a hall is about half a metre, what a tap can tell


@dataclass(frozen=True)
class Steps:
    """A count over time: from times[i] on there are counts[i], until the next."""

    times: tuple[int, ...]
    counts: tuple[int, ...]

    def integral(self) -> int:
        """Person-milliseconds."""
        return sum(
            count * (after - before)
            for before, after, count in zip(self.times, self.times[1:], self.counts, strict=False)
        )

    @property
    def peak(self) -> int:
        """The largest number at once."""
        return max(self.counts, default=0)

    def peak_at(self) -> int:
        """When it was first reached."""
        return self.times[self.counts.index(self.peak)] if self.counts else 0


def steps(spans: Iterable[Span]) -> Steps:
    """The number of spans that hold at each time."""
    changes: dict[int, int] = {}
    for start, stop in spans:
        changes[start] = changes.get(start, 0) + 1
        changes[stop] = changes.get(stop, 0) - 1
    times = sorted(changes)
    counts, now = [], 0
    for time in times:
        now += changes[time]
        counts.append(now)
    return Steps(tuple(times), tuple(counts))


@dataclass(frozen=True)
class ZoneUse:
    """One zone of one session, families only. square_metres, peak_per_ten_m2: None without a scale."""

    zone: str
    person_minutes: float
    families: int
    peak: int
    peak_at_ms: int
    square_metres: float | None
    peak_per_ten_m2: float | None


def presence(recording: Recording) -> dict[str, list[Span]]:
    """When each family was there and seen."""
    families = {actor.token for actor in recording.actors if actor.role == FAMILY}
    return {token: spans for token, spans in recording.coverage.items() if token in families}


def whole_room(recording: Recording) -> Steps:
    """Families in the room over time. Raises where the identity does not hold, which would be a fault of this program."""
    there = presence(recording)
    found = steps(span for spans in there.values() for span in spans)
    dwell = sum(length(spans) for spans in there.values())
    if found.integral() != dwell:
        raise ArithmeticError("the integral of the number present is not the sum of dwell times")
    return found


def zone_use(recording: Recording, layout: Layout | None) -> list[ZoneUse]:
    """One row a zone, by person-minutes."""
    there = presence(recording)
    spans: dict[str, list[Span]] = {}
    who: dict[str, set[str]] = {}
    for state in recording.intervals:
        if state.track == ZONE and state.actor in there:
            held = common([(state.start, state.stop)], there[state.actor])
            spans.setdefault(state.code, []).extend(held)
            who.setdefault(state.code, set()).add(state.actor)
    areas = {} if layout is None else {zone.identity: layout.square_metres(zone) for zone in layout.zones}
    rows = []
    for zone, held in spans.items():
        counted = steps(held)
        area = areas.get(zone)
        rows.append(
            ZoneUse(
                zone,
                counted.integral() / 60_000,
                len(who[zone]),
                counted.peak,
                counted.peak_at(),
                area,
                None if not area else 10 * counted.peak / area,
            )
        )
    return sorted(rows, key=lambda row: (-row.person_minutes, row.zone))


def heat(recordings: Sequence[Recording], layout: Layout | None) -> Floats:
    """Family-minutes in each cell of the plan, (CELLS, CELLS), rows from the top. Nothing is smoothed.

    A family is where it was last tapped until the next tap; where only its zone is known, in the zone's middle.
    """
    middle = {} if layout is None else {zone.identity: zone.middle for zone in layout.zones}
    table = np.zeros((CELLS, CELLS))
    for recording in recordings:
        there = presence(recording)
        taps: dict[str, dict[int, tuple[int, int]]] = {}
        for state in recording.intervals:
            if state.track == ZONE and state.actor in there and state.code in middle:
                taps.setdefault(state.actor, {})[state.start] = middle[state.code]
        for place in recording.positions:
            if place.actor in there:
                taps.setdefault(place.actor, {})[place.at] = (place.x, place.y)
        for token, where in taps.items():
            times = sorted(where)
            for begin, end in zip(times, (*times[1:], recording.stop), strict=True):
                minutes = length(common([(begin, end)], union(there[token]))) / 60_000
                x, y = where[begin]
                table[min(y * CELLS // PLAN, CELLS - 1), min(x * CELLS // PLAN, CELLS - 1)] += minutes
    return table
