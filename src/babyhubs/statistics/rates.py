"""Rates of events that do not depend on one another: exact Poisson limits and Byar's approximation to them.

Breslow NE, Day NE. Statistical Methods in Cancer Research, volume II. Lyon: IARC, 1987, p. 69 (both).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Interval, floats, reasons, z_value


def exact_count_limits(count: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact Poisson limits of a count (Garwood 1936), through the gamma distribution."""
    x = floats(count)
    tail = (1 - level) / 2
    lower = np.where(x == 0, 0.0, special.gammaincinv(np.where(x == 0, 1.0, x), tail))
    upper = special.gammainccinv(x + 1, tail)
    return lower, upper


def byar_count_limits(count: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's approximate limits of a count; within 1% of the exact ones from 5 events on."""
    x = floats(count)
    z = z_value(level)
    safe = np.where(x == 0, 1.0, x)
    lower = np.where(x == 0, 0.0, x * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3)
    y = x + 1
    upper = y * (1 - 1 / (9 * y) + z / (3 * np.sqrt(y))) ** 3
    return lower, upper


def rate(events: ArrayLike, exposure: ArrayLike, multiplier: float = 1.0, level: float = 0.95) -> Interval:
    """Events per `multiplier` units of exposure, with exact Poisson limits. Arrays of one shape."""
    x, t = np.broadcast_arrays(floats(events), floats(exposure))
    if np.any(x < 0) or np.any(t < 0):
        raise ValueError("events and exposure are not negative")
    empty = t == 0
    scale = multiplier / np.where(empty, np.nan, t)
    lower, upper = exact_count_limits(x, level)
    return Interval(x * scale, lower * scale, upper * scale, "exact Poisson", reasons(x.shape, no_denominator=empty))
