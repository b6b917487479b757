"""Which points of a chart are news: NHS England's Making Data Count rules, and whether a target is met for good.

Rules in order of precedence: a point outside a limit; seven in a row rising or falling; two of three close to a limit on one side;
seven in a row on one side of the mean. Each point carries the first that holds. A new segment starts all counting again.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from babyhubs.statistics.control_charts import Chart
from babyhubs.statistics.interval import Flags, Floats, Indices, Texts

RUN = 7
NEAR = 2 / 3  # of the way from the mean to a limit
COMMON = "common cause"
OUTSIDE, TREND, TWO_OF_THREE, SHIFT = (
    "outside a limit",
    "7 rising or falling",
    "2 of 3 close to a limit",
    "7 on one side of the mean",
)


@dataclass(frozen=True)
class SpecialCause:
    """Per point: the rule it meets (or "common cause"; "" for a missing point) and on which side, "high" or "low" (or "")."""

    rule: Texts
    side: Texts


def special_cause(chart: Chart) -> SpecialCause:
    """Every point's rule. All points of a run are marked, not only the last; a point on the mean ends a run on one side."""
    x = chart.value
    side = np.nan_to_num(np.sign(x - chart.centre)).astype(np.int64)
    with np.errstate(invalid="ignore"):
        outside = (x > chart.upper) | (x < chart.lower)
        reach = np.where(side > 0, chart.upper - chart.centre, chart.centre - chart.lower)
        near = (np.abs(x - chart.centre) > NEAR * reach) & ~outside
    trend, direction = _trends(x, chart.segment)
    two = _two_of_three(near, side, chart.segment)
    shift = _runs(side, chart.segment) >= RUN
    shift &= side != 0
    rule = np.select([outside, trend, two, shift], [OUTSIDE, TREND, TWO_OF_THREE, SHIFT], COMMON)
    rule = np.where(np.isfinite(x), rule, "")
    # a trend is named by where it goes, everything else by where it lies
    sign = np.where(rule == TREND, direction, side)
    marked = (rule != COMMON) & (rule != "")
    return SpecialCause(rule, np.where(marked & (sign > 0), "high", np.where(marked & (sign < 0), "low", "")))


def assurance(chart: Chart, target: float, higher_is_better: bool) -> str:
    """What the last point's limits promise of a target: it will be met, missed, or met now and then by chance."""
    low, high = float(chart.lower[-1]), float(chart.upper[-1])
    if not np.isfinite(low) or not np.isfinite(high):
        return "cannot tell"
    always, never = (target < low, target > high) if higher_is_better else (target > high, target < low)
    return "consistently passes" if always else "consistently fails" if never else "inconsistent"


def _starts(changed: Flags, segment: Indices) -> Flags:
    starts = np.ones(segment.size, dtype=bool)
    starts[1:] = changed[1:] | (segment[1:] != segment[:-1])
    return starts


def _lengths(starts: Flags) -> NDArray[np.int64]:
    """The length of the run that each point belongs to, runs given by their first points."""
    if not starts.size:
        return np.zeros(0, dtype=np.int64)
    number = np.cumsum(starts) - 1
    return np.asarray(np.bincount(number)[number], dtype=np.int64)


def _runs(side: Indices, segment: Indices) -> NDArray[np.int64]:
    changed = np.zeros(side.size, dtype=bool)
    changed[1:] = side[1:] != side[:-1]
    return _lengths(_starts(changed, segment))


def _trends(x: Floats, segment: Indices) -> tuple[Flags, NDArray[np.int64]]:
    """Points in seven or more strictly rising or falling: six or more steps of one sign, with the point before them."""
    step = np.zeros(x.size, dtype=np.int64)
    step[1:] = np.nan_to_num(np.sign(np.diff(x))).astype(np.int64)
    first = np.zeros(x.size, dtype=bool)
    if x.size:
        first[0] = True
        first[1:] = segment[1:] != segment[:-1]
    step[first] = 0
    long_enough = (_runs(step, segment) >= RUN - 1) & (step != 0)
    marked = long_enough.copy()
    marked[:-1] |= long_enough[1:]  # the point from which the first step leads
    direction = np.where(long_enough, step, 0)
    direction[:-1] = np.where(long_enough[1:], step[1:], direction[:-1])  # a turning point belongs to what follows
    return marked, direction


def _two_of_three(near: Flags, side: Indices, segment: Indices) -> Flags:
    """The close points of any three in a row that lie on one side, two or three of them close to its limit."""
    marked = np.zeros(near.size, dtype=bool)
    if near.size < 3:
        return marked
    a, b, c = side[:-2], side[1:-1], side[2:]
    together = (segment[:-2] == segment[2:]) & (a == b) & (b == c) & (a != 0)
    several = near[:-2].astype(int) + near[1:-1] + near[2:] >= 2
    hit = together & several
    for offset in range(3):
        marked[offset : offset + hit.size] |= hit
    return marked & near
