"""Means of measured values, with Student's limits.

Student. The probable error of a mean. Biometrika 1908;6:1-25.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Interval, floats, group_index, reasons

FEWEST_VALUES = 150  # below: the limits hold for bell-shaped values only (docs/explanation/coverage.md)


def grouped_moments(
    value: ArrayLike, group: ArrayLike, groups: int | None = None
) -> tuple[Floats, Floats, Floats, Floats]:
    """How many values each group has, their mean and standard deviation, and how many were missing (left out).

    value, group: one entry a row, groups numbered from 0. Two passes, so that large values lose no digits.
    """
    y = floats(value)
    index, count = group_index(group, groups)
    known = np.isfinite(y)
    missing = floats(np.bincount(index[~known], minlength=count))
    index, y = index[known], y[known]
    n = floats(np.bincount(index, minlength=count))
    average = np.bincount(index, weights=y, minlength=count) / np.where(n > 0, n, np.nan)
    squares = np.bincount(index, weights=(y - average[index]) ** 2, minlength=count)
    return n, average, np.sqrt(squares / np.where(n > 1, n - 1, np.nan)), missing


def mean(n: ArrayLike, average: ArrayLike, sd: ArrayLike, level: float = 0.95) -> Interval:
    """A mean with Student's t limits on n - 1 degrees of freedom, in the unit of the values. Arrays of one shape.

    A single value has a mean and no limits; the reason says so.
    """
    size, centre, spread = np.broadcast_arrays(floats(n), floats(average), floats(sd))
    several = size > 1
    with np.errstate(invalid="ignore"):
        quantile = special.stdtrit(np.where(several, size - 1, np.nan), 0.5 + level / 2)
        half = np.where(several, quantile * spread / np.sqrt(np.where(several, size, 1.0)), np.nan)
    return Interval(
        np.where(size > 0, centre, np.nan),
        centre - half,
        centre + half,
        "mean, Student's t",
        reasons(size.shape, no_values=size == 0, one_value_only=size == 1, missing_value=np.isnan(size + centre)),
        reasons(size.shape, limits_may_be_narrower_than_stated=several & (size < FEWEST_VALUES)),
    )
