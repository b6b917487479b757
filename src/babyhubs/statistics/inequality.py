"""Slope and relative index of inequality over ordered groups, with deterministic limits.

The slope index is the difference between the hypothetical ends of the ranked population on a weighted line through the
groups; the relative index is the ratio of the ends. Pamuk ER. Population Studies 1985;39:17-31; the weighting and the
cumulative mid-rank follow the English public health convention (see docs/explanation/method.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, floats, z_value

FEWEST_GROUPS = 5  # with fewer, a slope says little that a comparison of two groups would not


@dataclass(frozen=True)
class SlopeIndex:
    """Per series: sii and rii with limits; the p-value of a test that the groups depart from a line."""

    sii: Floats
    sii_lower: Floats
    sii_upper: Floats
    rii: Floats
    rii_lower: Floats
    rii_upper: Floats
    linearity_p: Floats
    method: str


def slope_index(
    value: ArrayLike, population: ArrayLike, se: ArrayLike, multiplier: float = 1.0, level: float = 0.95
) -> SlopeIndex:
    """SII and RII from the first group to the last, straight line, weights = population shares.

    value, population, se: (series, groups) or (groups,), groups ordered from the most disadvantaged to the least. A
    positive SII means that the value rises with advantage.
    SII = multiplier x slope, exact normal limits from the groups' standard errors. RII = (intercept + slope) / intercept,
    log-scale limits by the delta method with the covariance of both. linearity_p: chi-square of the groups' departures
    from the line on groups - 2 degrees of freedom, weighted by their standard errors. A series with a missing value, an empty
    group or fewer than five groups is NaN.
    """
    y, n, s = np.broadcast_arrays(*(np.atleast_2d(floats(one)) for one in (value, population, se)))
    usable = (np.isfinite(y) & np.isfinite(s) & (n > 0)).all(axis=-1) & (y.shape[-1] >= FEWEST_GROUPS)
    y, n, s = (np.where(usable[:, None], one, np.nan) for one in (y, n, s))
    share, rank, slope_weights = line(n)
    slope = (slope_weights * y).sum(axis=-1)
    mean = (share * y).sum(axis=-1)
    z = z_value(level)
    slope_variance = (slope_weights**2 * s**2).sum(axis=-1)
    start, end = mean - slope / 2, mean + slope / 2
    # gradient of ln(end / start) with respect to each group's value
    with np.errstate(divide="ignore", invalid="ignore"):
        gradient = (share + slope_weights / 2) / end[:, None] - (share - slope_weights / 2) / start[:, None]
        positive = (start > 0) & (end > 0)
        log_rii = np.where(positive, np.log(np.where(positive, end / start, 1.0)), np.nan)
    rii_width = z * np.sqrt((gradient**2 * s**2).sum(axis=-1))
    low, high = slope - z * np.sqrt(slope_variance), slope + z * np.sqrt(slope_variance)
    return SlopeIndex(
        sii=multiplier * slope,
        sii_lower=np.minimum(multiplier * low, multiplier * high),
        sii_upper=np.maximum(multiplier * low, multiplier * high),
        rii=np.exp(log_rii),
        rii_lower=np.exp(log_rii - rii_width),
        rii_upper=np.exp(log_rii + rii_width),
        linearity_p=departure(y, s, rank),
        method="weighted line through mid-ranks; exact normal limits (SII), delta method (RII)",
    )


def line(population: Floats) -> tuple[Floats, Floats, Floats]:
    """Population shares, mid-ranks, and the weights with which the groups' values add up to the slope. (series, groups)."""
    share = population / population.sum(axis=-1, keepdims=True)
    rank = np.cumsum(share, axis=-1) - share / 2
    centred = rank - 0.5  # the weighted mean of the mid-ranks is one half
    return share, rank, share * centred / (share * centred**2).sum(axis=-1, keepdims=True)


def departure(y: Floats, s: Floats, rank: Floats) -> Floats:
    """Chi-square test that the groups lie on a line, each weighted by the inverse of its variance."""
    with np.errstate(divide="ignore", invalid="ignore"):
        w = np.where(s > 0, 1 / s**2, np.nan)
        total = w.sum(axis=-1, keepdims=True)
        x = rank - (w * rank).sum(axis=-1, keepdims=True) / total
        mean = (w * y).sum(axis=-1, keepdims=True) / total
        slope = (w * x * y).sum(axis=-1, keepdims=True) / (w * x**2).sum(axis=-1, keepdims=True)
        chi_square = (w * (y - mean - slope * x) ** 2).sum(axis=-1)
    return floats(special.chdtrc(y.shape[-1] - 2, chi_square))
