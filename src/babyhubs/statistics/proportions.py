"""Proportions with Wilson's score limits.

Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209-212;
recommended over nine rivals by Newcombe RG, Stat Med 1998;17:857-872 (method 3).
"""

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Interval, floats, reasons, z_value


def wilson(numerator: ArrayLike, denominator: ArrayLike, level: float = 0.95) -> Interval:
    """Share of `denominator` that is in `numerator`, 0 to 1, with score limits. Arrays of one shape.

    Counts need not be whole: an effective sample size (n divided by a design effect) may be given. A denominator of
    zero gives NaN with a reason, and does not disturb its neighbours.
    """
    x, n = np.broadcast_arrays(floats(numerator), floats(denominator))
    if np.any(x < 0) or np.any(x > n):
        raise ValueError("a numerator lies between 0 and its denominator")
    z = z_value(level)
    empty = n == 0
    safe = np.where(empty, 1.0, n)
    share = x / safe
    centre = x + z**2 / 2
    half = z / 2 * np.sqrt(z**2 + 4 * x * (1 - share))
    lower = np.where(x == 0, 0.0, (centre - half) / (safe + z**2))
    upper = np.where(x == n, 1.0, (centre + half) / (safe + z**2))
    blank = np.where(empty, np.nan, 1.0)
    return Interval(share * blank, lower * blank, upper * blank, "Wilson score", reasons(x.shape, no_denominator=empty))
