"""Intervals from leaving out one hub at a time, with Student's t.

With few hubs an interval must come from the hubs, not from the visits: contacts of one hub share its staff, its hall and its bad
months. Tukey's jackknife by cluster: Bell RM, McCaffrey DF. Survey Methodology 2002;28:169-181; MacKinnon JG, Nielsen MO, Webb MD.
J Appl Econometrics 2023;38:671-694. Bands that hold for several groups together use the largest |t| of the leave-one-out spread.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from babyhubs.statistics.interval import Floats, floats

_DRAWS, _SEED = 4_000, 20_261_124


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
    together: bool = False,
) -> Spread:
    """estimate: (...). left_out: (hubs, ...), the estimate without each hub. degrees: of freedom of Student's t.

    dates: of the change, centred, by hub: hubs vary about a mean and a straight line on them. together: limits hold for all entries at once.
    """
    value, without = floats(estimate), floats(left_out)
    hubs = without.shape[0]
    deviation = _deviations(without, np.zeros(hubs) if dates is None else floats(dates))
    variance = (deviation**2).sum(axis=0)
    se = np.sqrt(variance)
    times = (
        _largest(deviation, degrees, level) if together and value.ndim else float(stats.t.ppf(0.5 + level / 2, degrees))
    )
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


def _largest(deviation: Floats, degrees: int, level: float) -> float:
    """The quantile of the largest |t| among several, by their leave-one-out correlation; seeded, so it never changes."""
    hubs = deviation.shape[0]
    usable = np.isfinite(deviation).all(axis=0) & (deviation.std(axis=0) > 0)
    if not usable.any():
        return float(stats.t.ppf(0.5 + level / 2, degrees))
    scaled = deviation[:, usable] / np.sqrt((deviation[:, usable] ** 2).sum(axis=0))
    rng = np.random.Generator(np.random.PCG64(_SEED))
    normal = rng.standard_normal((_DRAWS, hubs)) @ scaled  # correlated as the leave-one-out estimates are
    chi = np.sqrt(rng.chisquare(degrees, _DRAWS) / degrees)
    several_t = np.abs(normal).max(axis=1) / chi
    return max(float(np.quantile(several_t, level)), float(stats.t.ppf(0.5 + level / 2, degrees)))
