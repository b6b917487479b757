"""The composite of time-and-motion studies: five views of agreement about the tasks of one person, none of which is enough alone.

Kappa on one-second tasks; kappa on the names of tasks paired by overlap; concordance of their durations; how far apart
they start; and the order of tasks by global alignment. Lopetegui MA et al. (TimeCaT). AMIA Annu Symp Proc 2013:889-896.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from babyhubs.observations.agreement import grid
from babyhubs.observations.agreement.alignment import states_of
from babyhubs.observations.records import Interval, Recording
from babyhubs.statistics.concordance import concordance
from babyhubs.statistics.weighted_agreement import kappa

SECOND = 1_000


def composite(
    first: Recording, second: Recording, pairs: Sequence[tuple[str, str]], track: str | None
) -> dict[str, float | int | None]:
    """The five figures over all pairs of actors. None where there is none."""
    paired: list[tuple[Interval, Interval]] = []
    alone = 0
    order: list[float] = []
    weights: list[int] = []
    seconds: dict[tuple[str, str], int] = {}
    for one, other in pairs:
        mine, theirs = states_of(first, one, track), states_of(second, other, track)
        found = by_overlap(mine, theirs)
        paired += found
        alone += len(mine) + len(theirs) - 2 * len(found)
        _add_seconds(seconds, mine, theirs)
        same = grid.identity([((state.code, ""),) for state in mine], [((state.code, ""),) for state in theirs])
        if same is not None:
            order.append(same)
            weights.append(len(mine) + len(theirs))
    lengths = [(mine.stop - mine.start, theirs.stop - theirs.start) for mine, theirs in paired]
    starts = [abs(theirs.start - mine.start) / SECOND for mine, theirs in paired]
    ccc = concordance([own for own, _ in lengths], [other for _, other in lengths])[0]
    return {
        "one_second_kappa": _kappa(seconds),
        "paired_tasks": len(paired),
        "tasks_without_partner": alone,
        "paired_task_kappa": _kappa(_counted((mine.code, theirs.code) for mine, theirs in paired)),
        "duration_concordance": None if np.isnan(ccc) else ccc,
        "median_start_gap_s": float(np.median(starts)) if starts else None,
        "order_identity_pct": float(np.average(order, weights=weights)) if order else None,
    }


def by_overlap(mine: Sequence[Interval], theirs: Sequence[Interval]) -> list[tuple[Interval, Interval]]:
    """Tasks paired one to one, the longest overlap first, whatever they were called."""
    overlaps = sorted(
        (-(min(a.stop, b.stop) - max(a.start, b.start)), here, there)
        for here, a in enumerate(mine)
        for there, b in enumerate(theirs)
        if min(a.stop, b.stop) > max(a.start, b.start)
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, here, there in overlaps:
        if here not in taken[0] and there not in taken[1]:
            taken[0].add(here)
            taken[1].add(there)
            found.append((here, there))
    return [(mine[here], theirs[there]) for here, there in sorted(found)]


def _add_seconds(seconds: dict[tuple[str, str], int], mine: Sequence[Interval], theirs: Sequence[Interval]) -> None:
    ends = [end for state in (*mine, *theirs) for end in (state.start, state.stop)]
    if not ends:
        return
    times = np.arange(min(ends) + SECOND // 2, max(ends), SECOND)
    names = ["", *sorted({state.code for state in (*mine, *theirs)})]
    said = []
    for states in (mine, theirs):
        codes = np.zeros(times.size, dtype=np.int64)
        for state in states:
            low, high = np.searchsorted(times, [state.start, state.stop])
            codes[low:high] = names.index(state.code)
        said.append(codes)
    for pair, count in enumerate(np.bincount(said[0] * len(names) + said[1])):
        if count:
            both = names[pair // len(names)], names[pair % len(names)]
            seconds[both] = seconds.get(both, 0) + int(count)


def _counted(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for pair in pairs:
        found[pair] = found.get(pair, 0) + 1
    return found


def _kappa(counts: dict[tuple[str, str], int]) -> float | None:
    names = sorted({name for pair in counts for name in pair})
    table = np.zeros((len(names), len(names)))
    for (one, other), count in counts.items():
        table[names.index(one), names.index(other)] += count
    value = float(kappa(table)) if names else float("nan")
    return None if np.isnan(value) else value
