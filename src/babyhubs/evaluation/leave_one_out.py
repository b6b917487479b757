"""Intervals from leaving out one hub at a time, with Student's t.

With few hubs an interval must come from the hubs, not from the visits: contacts of one hub share its staff, its hall and its bad
months. Tukey's jackknife by cluster: Bell RM, McCaffrey DF. Survey Methodology 2002;28:169-181; MacKinnon JG, Nielsen MO, Webb MD.
J Appl Econometrics 2023;38:671-694. Bands that hold for several groups together use the largest |t| of the leave-one-out spread.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from babyhubs.statistics.interval import Floats, floats

_DRAWS, _SEED = 4_000, 20_261_124
_MOST_DEGREES = 60  # beyond, a standard error is as good as known


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
    """The quantile of the largest |t| among several, by their leave-one-out correlation; seeded, so it never changes.

    Each entry has a standard error of its own, estimated from as few hubs: a common one for all would make the limits too narrow.
    """
    usable = np.isfinite(deviation).all(axis=0) & (deviation.std(axis=0) > 0)
    alone = float(stats.t.ppf(0.5 + level / 2, degrees))
    if not usable.any():
        return alone
    scaled = deviation[:, usable] / np.sqrt((deviation[:, usable] ** 2).sum(axis=0))
    size, direction = np.linalg.eigh(scaled.T @ scaled)
    root = direction * np.sqrt(np.maximum(size, 0.0)) @ direction.T
    normal = _normal(degrees, root.shape[0]) @ root  # correlated as the leave-one-out estimates are
    several_t = np.abs(normal[:, 0]) / np.sqrt((normal[:, 1:] ** 2).mean(axis=1))
    return max(float(np.quantile(several_t.max(axis=1), level)), alone)


@cache
def _normal(degrees: int, entries: int) -> Floats:
    """Draws of an estimate and of what its standard error comes from: (draws, 1 + degrees, entries)."""
    rng = np.random.Generator(np.random.PCG64(_SEED))
    return floats(rng.standard_normal((_DRAWS, 1 + min(degrees, _MOST_DEGREES), entries)))
