"""How badly would the comparison have to be wrong for the result to go away?

Rambachan A, Roth J. A more credible approach to parallel trends. Rev Econ Stud 2023;90:2555-2591. Smoothness: the earlier
difference of trends goes on after the change, bent by at most M a month each month. Relative magnitude: from half-year to half-year the gap
strays by at most so many times its largest stray before the change. Both are worked out in a simple, conservative way: the
estimate is fixed in advance (not optimised), limits add the worst bias in full, and the largest earlier stray enters with its own
upper limit, so that a short or noisy past cannot make a result look safe.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation.estimands import absolute_gap, log_relative_gap
from babyhubs.evaluation.expected import compare
from babyhubs.evaluation.leave_one_out import spread
from babyhubs.evaluation.panel import Panel
from babyhubs.evaluation.scope import FEWEST_CHANGED, Scope
from babyhubs.evaluation.trends import Trend, both, months_since
from babyhubs.evaluation.two_way import Scale
from babyhubs.statistics.interval import Floats, floats

HALF_YEAR = 6
MOST_HALF_YEARS = 4
TIMES = (0.5, 1.0, 2.0)


@dataclass(frozen=True)
class Bound:
    """The gap (ln ratio of indices, or change of the slope) with limits that hold under the assumption."""

    assumption: str
    lower: float
    upper: float


@dataclass(frozen=True)
class Sensitivity:
    """explained_by: the trend a month, before the change, that would make the whole estimate. bend_allowed: how much that trend may
    bend a month each month before nothing is left (0: nothing is left even of a straight one; None: not told). bounds: limits under
    each assumption.
    """

    explained_by: float
    bend_allowed: float | None
    bounds: tuple[Bound, ...]


def sensitivity(
    panel: Panel, used: Scope, scale: Scale, rank: ArrayLike, earlier: Trend | None, gap: float
) -> Sensitivity:
    """gap: the headline's estimate on the fitted scale."""
    found: list[Bound] = []
    if earlier is not None:
        found += _smooth(panel, used, scale, rank, earlier)
    bend = _bend_allowed(panel, used, found[0]) if found else None
    found += _relative(panel, used, scale, rank)
    return Sensitivity(gap / _distance(panel, used), bend, tuple(found))


def _distance(panel: Panel, used: Scope) -> float:
    """Months from the middle of a hub's unchanged time to the middle of its judged time, averaged over judged hub-months."""
    after, before = used.after, used.before
    middle = (before * panel.months).sum(axis=1) / np.maximum(before.sum(axis=1), 1)
    return float((panel.months[None, :] - middle[:, None])[after].mean())


def _smooth(panel: Panel, used: Scope, scale: Scale, rank: ArrayLike, earlier: Trend) -> list[Bound]:
    _, gap = both(earlier.carried_on, scale, rank)
    return [Bound("the earlier trend went straight on", float(gap.lower), float(gap.upper))]


def _bend_allowed(panel: Panel, used: Scope, straight: Bound) -> float:
    """By how much a month the trend may bend each month, in the worst direction, before the straight-on limits reach no effect."""
    since = months_since(panel, used)
    nearest = max(straight.lower, -straight.upper, 0.0)
    return nearest / float((since * (since + 1) / 2).mean())


def _relative(panel: Panel, used: Scope, scale: Scale, rank: ArrayLike) -> list[Bound]:
    covariates = _half_years(panel, used)
    if covariates.shape[0] < 1:
        return []
    found = compare(panel, used, scale, covariates, carried_on=False)
    weight, x = found.whole.exposure, floats(rank)
    centred = weight * (x - (weight * x).sum() / weight.sum())
    gaps = (
        np.einsum("qrk,q->rk", found.slopes, centred) / (centred * x).sum()
    )  # (1 + hubs, bins), the nearest bin first
    steps = np.diff(np.concatenate([np.zeros((gaps.shape[0], 1)), gaps], axis=1), axis=1)
    # half of the 5% for the strays, half for the estimate
    strays = spread(steps[0], steps[1:], found.degrees, found.dates, level=0.975, together=found.degrees_together)
    largest = float(np.nanmax(np.maximum(np.abs(strays.lower), np.abs(strays.upper))))
    measure = log_relative_gap if scale == "ratio" else absolute_gap
    gap = spread(measure(found.whole, rank), measure(found.without, rank), found.degrees, found.dates, level=0.975)
    half_years = float(np.ceil(months_since(panel, used) / HALF_YEAR).mean())
    return [
        Bound(
            f"the gap strays by at most {times:g} times its largest earlier stray",
            float(gap.lower) - times * largest * half_years,
            float(gap.upper) + times * largest * half_years,
        )
        for times in TIMES
    ]


def _half_years(panel: Panel, used: Scope) -> Floats:
    """One flag for each earlier half-year of hubs that change, the one just before the change left out as the yardstick."""
    ahead = panel.start[:, None] - panel.months[None, :]  # 1 in the last month before
    number = np.where(panel.changes[:, None] & (ahead > 0), (ahead - 1) // HALF_YEAR, 0)
    number = np.minimum(number, MOST_HALF_YEARS)
    kept = []
    for one in range(1, MOST_HALF_YEARS + 1):
        flag = number == one
        if (flag & used.before).any(axis=1).sum() < FEWEST_CHANGED:
            break
        kept.append(flag)
    return floats(np.array(kept)) if kept else np.zeros((0, *panel.open.shape))
