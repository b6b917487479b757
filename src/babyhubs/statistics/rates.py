"""Rates of events that do not depend on one another: exact Poisson limits and Byar's approximation to them.

Breslow NE, Day NE. Statistical Methods in Cancer Research, volume II. Lyon: IARC, 1987, p. 69 (both).
"""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Interval, floats, reasons, z_value

Limits = Literal["exact", "byar", "national"]
BYAR_FROM = 10  # events: English public health tools are exact below and use Byar's limits from here on
FEWEST_EVENTS = 50  # below: exact limits keep more than their level (docs/explanation/coverage.md)
_ONE_BY_ONE = 1_000  # counts: above, each distinct count is worked out once


def exact_count_limits(count: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact Poisson limits of a count (Garwood 1936), through the gamma distribution."""
    x = floats(count)
    if x.size > _ONE_BY_ONE:
        distinct, place = np.unique(x, return_inverse=True)
        if distinct.size < x.size / 2:
            low, high = _exact(distinct, level)
            return low[place].reshape(x.shape), high[place].reshape(x.shape)
    return _exact(x, level)


def _exact(x: Floats, level: float) -> tuple[Floats, Floats]:
    tail = (1 - level) / 2
    lower = np.where(x == 0, 0.0, special.gammaincinv(np.where(x == 0, 1.0, x), tail))
    return lower, special.gammainccinv(x + 1, tail)


def byar_count_limits(count: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's approximate limits of a count; within 1% of the exact ones from 5 events on at 95%."""
    x = floats(count)
    z = z_value(level)
    safe = np.where(x == 0, 1.0, x)
    base = 1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))
    lower = np.where(x == 0, 0.0, x * base * base * base)
    y = x + 1
    base = 1 - 1 / (9 * y) + z / (3 * np.sqrt(y))
    # below 1 or 2 events at high levels the cube of the lower base is negative: a count's limit is not
    return np.maximum(lower, 0.0), y * base * base * base


def national_count_limits(count: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact below 10 events and Byar's from 10 on, as English public health tools print them.

    At 99.8% the step from 9 to 10 shows: exact limits of 10 events are narrower than Byar's by about 1%.
    """
    x = floats(count)
    few = x < BYAR_FROM
    exact = exact_count_limits(np.minimum(x, BYAR_FROM), level)
    low, high = (np.where(few, right, byar) for right, byar in zip(exact, byar_count_limits(x, level), strict=True))
    return low, high


def score_count_limits(count: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Score limits of a count, Wilson's for Poisson: right on average, where exact ones are right at worst.

    Barker L. A comparison of nine confidence intervals for a Poisson parameter. Am Stat 2002;56:85-89.
    """
    x = floats(count)
    z = z_value(level)
    middle, half = x + z**2 / 2, z * np.sqrt(x + z**2 / 4)
    return np.where(x == 0, 0.0, middle - half), middle + half


COUNT_LIMITS: dict[Limits, tuple[str, Callable[[ArrayLike, float], tuple[Floats, Floats]]]] = {
    "exact": ("exact Poisson", exact_count_limits),
    "byar": ("Byar", byar_count_limits),
    "national": ("exact Poisson below 10 events, Byar from 10", national_count_limits),
}


def rate(
    events: ArrayLike, exposure: ArrayLike, multiplier: float = 1.0, level: float = 0.95, limits: Limits = "exact"
) -> Interval:
    """Events per `multiplier` units of exposure, with Poisson limits. Arrays of one shape.

    limits: "exact", "byar", or "national" (exact below 10 events, Byar's from 10); which was used is stored as the method.
    """
    x, t = np.broadcast_arrays(floats(events), floats(exposure))
    if np.any(x < 0) or np.any(t < 0):
        raise ValueError("events and exposure are not negative")
    empty = t == 0
    scale = multiplier / np.where(empty, np.nan, t)
    method, count_limits = COUNT_LIMITS[limits]
    lower, upper = count_limits(x, level)
    blank = np.where(np.isnan(x), np.nan, 1.0)
    return Interval(
        x * scale,
        lower * scale * blank,
        upper * scale * blank,
        method,
        reasons(x.shape, missing_value=np.isnan(x) | np.isnan(t), no_denominator=empty),
        reasons(x.shape, limits_wider_than_stated=~empty & (x < FEWEST_EVENTS)),
    )
