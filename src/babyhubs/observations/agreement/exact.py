"""Agreement in continuous time: how long one observer said i while the other said j. No grid, so nothing depends on one.

Time counts while both observed. For a family that is from the first coming that either saw to the last going; a time at which
one has the family there and the other does not is disagreement (nothing against something).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.observations.agreement.alignment import states_of
from babyhubs.observations.records import FAMILY, Interval, Recording
from babyhubs.observations.spans import Span, common, union
from babyhubs.statistics.interval import Floats, Indices, floats

NOTHING = "nothing"


@dataclass(frozen=True)
class Timeline:
    """Stretches of time of all actors, one after the other. first, second: places in `codes` (what each observer said)."""

    codes: tuple[str, ...]
    start: Indices
    stop: Indices
    first: Indices
    second: Indices

    def table(self) -> Floats:
        """Milliseconds, (codes, codes): rows the first observer's."""
        return floats(self.tables(np.zeros(self.start.size, dtype=np.int64), 1)[0])

    def tables(self, group: Indices, groups: int) -> Floats:
        """The same for each group of stretches, (groups, codes, codes)."""
        size = len(self.codes)
        place = (group * size + self.first) * size + self.second
        flat = np.bincount(place, weights=self.stop - self.start, minlength=groups * size * size)
        return floats(flat.reshape(groups, size, size))

    def cut(self, edges: Sequence[int]) -> tuple["Timeline", Indices]:
        """Stretches cut at sorted edges, and between which two edges each lies."""
        inner = np.asarray(edges, dtype=np.int64)
        low = np.searchsorted(inner, self.start, "right")
        high = np.searchsorted(inner, self.stop, "left")
        parts = high - low + 1
        owner = np.repeat(np.arange(self.start.size), parts)
        step = np.arange(owner.size) - np.repeat(np.cumsum(parts) - parts, parts)
        padded = np.concatenate([inner, [0]])
        start = np.where(step == 0, self.start[owner], padded[np.minimum(low[owner] + step - 1, inner.size)])
        stop = np.where(step == parts[owner] - 1, self.stop[owner], padded[np.minimum(low[owner] + step, inner.size)])
        return Timeline(self.codes, start, stop, self.first[owner], self.second[owner]), low[owner] + step


def timeline(first: Recording, second: Recording, pairs: Sequence[tuple[str, str]], track: str | None) -> Timeline:
    """Both observers' states over common time. Codes that hold together are one category, such as "feeding + talking"."""
    codes: dict[str, int] = {NOTHING: 0}
    rows: list[tuple[int, int, int, int]] = []
    both = common(first.observed, second.observed)
    whole = _window(first, second, pairs, track)
    roles = {actor.token: actor.role for actor in first.actors}
    for one, other in pairs:
        span = _there(first, second, one, other) if roles.get(one) == FAMILY else whole
        if span is None:
            continue
        mine, theirs = states_of(first, one, track), states_of(second, other, track)
        for start, stop in common([span], both):
            edges = {start, stop}
            for state in (*mine, *theirs):
                edges |= {end for end in (state.start, state.stop) if start < end < stop}
            ordered = sorted(edges)
            said = [_said(states, ordered) for states in (mine, theirs)]
            for place, (begin, end) in enumerate(itertools.pairwise(ordered)):
                names = [" + ".join(sorted(row[place])) or NOTHING for row in said]
                mine_now, theirs_now = (codes.setdefault(name, len(codes)) for name in names)
                rows.append((begin, end, mine_now, theirs_now))
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Timeline(tuple(codes), table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def holding(line: Timeline, code: str) -> Timeline:
    """The same stretches with two categories: this code holds (alone or with others), or not."""
    has = np.array([code in name.split(" + ") for name in line.codes], dtype=np.int64)
    return Timeline(("no", "yes"), line.start, line.stop, has[line.first], has[line.second])


def single_codes(line: Timeline) -> list[str]:
    """Every code that either observer used."""
    return sorted({code for name in line.codes for code in name.split(" + ")} - {NOTHING})


def _said(states: Sequence[Interval], edges: list[int]) -> list[set[str]]:
    """The codes that hold between each two neighbouring edges."""
    place = {edge: number for number, edge in enumerate(edges)}
    found: list[set[str]] = [set() for _ in edges[1:]]
    for state in states:
        low = 0 if state.start <= edges[0] else place.get(state.start)
        high = len(edges) - 1 if state.stop >= edges[-1] else place.get(state.stop)
        if low is None or high is None:
            continue
        for number in range(low, high):
            found[number].add(state.code)
    return found


def _there(first: Recording, second: Recording, one: str, other: str) -> Span | None:
    spans = [(visit.start, visit.stop) for visit in first.visits if visit.actor == one]
    spans += [(visit.start, visit.stop) for visit in second.visits if visit.actor == other]
    found = union(spans)
    return (found[0][0], found[-1][1]) if found else None


def _window(first: Recording, second: Recording, pairs: Sequence[tuple[str, str]], track: str | None) -> Span | None:
    """A log of ours says when it was observed. Of another program's file it is known from the first to the last state."""
    if first.visits and second.visits:
        return min(first.start, second.start), max(first.stop, second.stop)
    ends = [
        end
        for one, other in pairs
        for state in (*states_of(first, one, track), *states_of(second, other, track))
        for end in (state.start, state.stop)
    ]
    return (min(ends), max(ends)) if ends and max(ends) > min(ends) else None
