"""Intervals from leaving out one hub at a time, with Student's t.

With few hubs an interval must come from the hubs, not from the visits: contacts of one hub share its staff, its hall and its bad
months. Tukey's jackknife by cluster: Bell RM, McCaffrey DF. Survey Methodology 2002;28:169-181; MacKinnon JG, Nielsen MO, Webb MD.
J Appl Econometrics 2023;38:671-694. Limits that hold for several groups together are Bonferroni's. By the correlation of the groups
(the largest |t|) they would be 1 to 4% narrower, and were tried: they held all five groups in 91 to 95% of simulated services.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from babyhubs.statistics.interval import Floats, floats


@dataclass(frozen=True)
class Spread:
    """estimate and standard error, with limits and the two-sided p value of "no effect"; one shape for all. hubs: how many."""

    estimate: Floats
    se: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    hubs: int


def spread(
    estimate: ArrayLike,
    left_out: ArrayLike,
    degrees: int,
    dates: ArrayLike | None = None,
    level: float = 0.95,
    together: float | None = None,
) -> Spread:
    """estimate: (...). left_out: (hubs, ...), the estimate without each hub. degrees: of freedom of Student's t.

    dates: of the change, centred, by hub: hubs vary about a mean and a straight line on them. together: limits hold for all entries at
    once, with these degrees of freedom.
    """
    value, without = floats(estimate), floats(left_out)
    hubs = without.shape[0]
    deviation = _deviations(without, np.zeros(hubs) if dates is None else floats(dates))
    variance = (deviation**2).sum(axis=0)
    se = np.sqrt(variance)
    entries = 1 if together is None else max(int((np.isfinite(value) & np.isfinite(se)).sum()), 1)
    outside = (1 - level) / 2 / entries  # on either side of the limits of one entry
    times = float(stats.t.isf(outside, degrees if together is None else together))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stats.t.sf(np.abs(value / se), degrees)
    return Spread(value, floats(se), floats(value - times * se), floats(value + times * se), floats(p), hubs)


def _deviations(without: Floats, dates: Floats) -> Floats:
    """From the mean and the line on dates; the squares add up to the variance. Scaled by (hubs - 1) / hubs as a jackknife is."""
    hubs = without.shape[0]
    found = without - without.mean(axis=0)
    line = dates - dates.mean()
    along = float(line @ line)
    if along > 0:
        found = found - line.reshape(-1, *[1] * (found.ndim - 1)) * (np.tensordot(line, found, axes=1) / along)
    return floats(np.sqrt((hubs - 1) / hubs) * found)
