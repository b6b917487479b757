"""Rates of repeated visits: one family's visits are not independent of one another.

Poisson limits treat ten visits by one family like ten families, and are too narrow. Here the family is the unit: the
rate is a ratio of two sums over families, and its variance the robust ("sandwich") one of a ratio estimator.

Cochran WG. Sampling Techniques, 3rd ed. New York: Wiley, 1977, section 6.3 (ratio estimator).
Glynn RJ, Buring JE. Ways of measuring rates of recurrent events. BMJ 1996;312:364-367 (why not Poisson).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Interval, floats, reasons
from babyhubs.statistics.rates import exact_count_limits

FEWEST_FAMILIES = 50  # docs/explanation/coverage.md


@dataclass(frozen=True)
class FamilySums:
    """What is needed of each group, as sums over its families: an engine can compute these without sending rows.

    y: visits of a family; t: its eligible time. All arrays have one shape, one entry a group.
    """

    families: Floats
    y: Floats
    t: Floats
    yy: Floats
    yt: Floats
    tt: Floats

    @classmethod
    def of(cls, **sums: ArrayLike) -> "FamilySums":
        """From any array-likes."""
        return cls(**{name: floats(values) for name, values in sums.items()})


def log_rate_variance(sums: FamilySums) -> Floats:
    """Robust variance of ln(rate), NaN where there are no visits or fewer than two families."""
    usable = (sums.y > 0) & (sums.t > 0) & (sums.families > 1)
    t = np.where(usable, sums.t, np.nan)
    n = np.where(usable, sums.families, np.nan)
    r = sums.y / t
    residual = np.maximum(sums.yy - 2 * r * sums.yt + r**2 * sums.tt, 0.0)
    return floats(n / (n - 1) * residual / np.where(usable, sums.y, np.nan) ** 2)


def rate(sums: FamilySums, multiplier: float = 1.0, level: float = 0.95) -> Interval:
    """Visits per `multiplier` units of time, limits on the log scale with Student's t on (families - 1).

    Without visits, or with one family, the limits are the exact Poisson ones and the reason says so.
    """
    empty = sums.t == 0
    scale = multiplier / np.where(empty, np.nan, sums.t)
    estimate = sums.y * scale
    variance = log_rate_variance(sums)
    robust = np.isfinite(variance)
    quantile = special.stdtrit(np.maximum(sums.families - 1, 1), 0.5 + level / 2)
    width = np.exp(quantile * np.sqrt(np.where(robust, variance, 0.0)))
    exact_lower, exact_upper = exact_count_limits(sums.y, level)
    lower = np.where(robust, estimate / width, exact_lower * scale)
    upper = np.where(robust, estimate * width, exact_upper * scale)
    return Interval(
        estimate,
        lower,
        upper,
        "robust by family, log scale",
        reasons(empty.shape, no_denominator=empty, no_events=sums.y == 0),
        reasons(empty.shape, limits_may_be_narrower_than_stated=~empty & (sums.families < FEWEST_FAMILIES)),
    )
