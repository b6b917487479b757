"""States that may overlap become states that exclude each other: what began last holds, and what it interrupted goes on after it.

In a session of ours a person is in one zone and does one thing at a time. Other programs let codes overlap; how much time that
cost is counted.
"""

import heapq
import itertools
from collections.abc import Sequence
from dataclasses import replace

from babyhubs.observations.records import Interval


def exclusive(states: Sequence[Interval]) -> tuple[list[Interval], int]:
    """Of one actor in one track, any order. Also how many milliseconds were told twice."""
    ordered = sorted(states, key=lambda one: (one.start, one.stop, one.code))
    edges = sorted({end for one in ordered for end in (one.start, one.stop)})
    holding: list[tuple[int, int]] = []  # the last one on top
    found: list[tuple[int, int, int]] = []
    following = iter(enumerate(ordered))
    coming = next(following, None)
    for start, stop in itertools.pairwise(edges):
        while coming is not None and coming[1].start <= start:
            heapq.heappush(holding, (-coming[0], coming[1].stop))
            coming = next(following, None)
        while holding and holding[0][1] <= start:
            heapq.heappop(holding)
        if not holding:
            continue
        number = -holding[0][0]
        if found and found[-1][0] == number and found[-1][2] == start:
            found[-1] = (number, found[-1][1], stop)
        else:
            found.append((number, start, stop))
    rows = [
        replace(
            ordered[number], start=start, stop=stop,
            cut_start=ordered[number].cut_start and start == ordered[number].start,
            cut_stop=ordered[number].cut_stop and stop == ordered[number].stop,
        )
        for number, start, stop in found
    ]  # fmt: skip
    told = sum(one.stop - one.start for one in ordered)
    return rows, told - sum(one.stop - one.start for one in rows)
