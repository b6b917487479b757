"""Two estimates with limits set against each other: limits of their ratio and of their difference, from the limits alone.

A share near one has limits that are far from symmetrical, and a ratio with symmetrical limits on the log scale then misses
the truth on one side. Here each side of the ratio takes the side of each interval that matters there.

Zou GY, Donner A. Construction of confidence limits about effect measures: a general approach. Stat Med 2008;27:1693-1702
(differences; ratios by the same step on logarithms).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, floats, z_value

Limits = tuple[ArrayLike, ArrayLike, ArrayLike]  # estimate, lower, upper


def ratio(one: Limits, reference: Limits, level: float = 0.95) -> tuple[Floats, Floats, Floats, Floats]:
    """one / reference with limits and a two-sided p-value; the groups share nobody. `level` is that of the given limits.

    The p-value is that of the limits: below 0.05 when, and only when, the 95% limits exclude 1. NaN where either is zero.
    """
    a, low_a, high_a = (floats(values) for values in one)
    b, low_b, high_b = (floats(values) for values in reference)
    usable = (a > 0) & (b > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.where(usable, np.log(a / b), np.nan)
        down = np.sqrt(np.log(a / low_a) ** 2 + np.log(high_b / b) ** 2)
        up = np.sqrt(np.log(high_a / a) ** 2 + np.log(b / low_b) ** 2)
        towards_one = np.where(log_ratio < 0, up, down)
        p = special.erfc(z_value(level) * np.abs(log_ratio) / towards_one / np.sqrt(2))
    return np.exp(log_ratio), np.exp(log_ratio - down), np.exp(log_ratio + up), floats(p)


def difference(one: Limits, reference: Limits) -> tuple[Floats, Floats, Floats]:
    """one - reference with limits of the level of the given limits."""
    a, low_a, high_a = (floats(values) for values in one)
    b, low_b, high_b = (floats(values) for values in reference)
    gap = a - b
    lower = gap - np.sqrt((a - low_a) ** 2 + (high_b - b) ** 2)
    upper = gap + np.sqrt((high_a - a) ** 2 + (b - low_b) ** 2)
    return floats(gap), floats(lower), floats(upper)
