"""Proportions with Wilson's score limits, or with the exact ones.

Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209-212;
recommended over nine rivals by Newcombe RG, Stat Med 1998;17:857-872 (method 3).
Clopper CJ, Pearson ES. The use of confidence or fiducial limits. Biometrika 1934;26:404-413 (method 5 there).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import NARROWER, WIDER, Floats, Interval, Texts, floats, reasons, z_value

FEWEST_WILSON, FEWEST_EXACT = 40, 50  # in and out of the numerator; read off docs/explanation/coverage.md


def wilson(numerator: ArrayLike, denominator: ArrayLike, level: float = 0.95, multiplier: float = 1.0) -> Interval:
    """Share of `denominator` that is in `numerator`, 0 to `multiplier`, with score limits. Arrays of one shape.

    Counts need not be whole: an effective sample size (n divided by a design effect) may be given. A denominator of
    zero gives NaN with a reason, and does not disturb its neighbours.
    """
    x, n, share, blank = _counts(numerator, denominator)
    z = z_value(level)
    safe = np.where(n > 0, n, 1.0)
    centre = x + z**2 / 2
    half = z / 2 * np.sqrt(z**2 + 4 * x * (1 - share))
    lower = np.where(x == 0, 0.0, (centre - half) / (safe + z**2))
    upper = np.where(x == n, 1.0, (centre + half) / (safe + z**2))
    return Interval(
        share * multiplier,
        lower * blank * multiplier,
        upper * blank * multiplier,
        "Wilson score",
        _why(x, n),
        _few(x, n, NARROWER),
    )


def clopper_pearson(
    numerator: ArrayLike, denominator: ArrayLike, level: float = 0.95, multiplier: float = 1.0
) -> Interval:
    """The same share with exact binomial limits, which never cover less than `level` and mostly cover more."""
    x, n, share, blank = _counts(numerator, denominator)
    tail = (1 - level) / 2
    inside = n > 0
    lower = special.betaincinv(np.where(inside & (x > 0), x, 1.0), np.where(inside, n - x + 1, 1.0), tail)
    upper = special.betainccinv(x + 1, np.where(inside & (x < n), n - x, 1.0), tail)
    lower, upper = np.where(x == 0, 0.0, lower) * blank, np.where(x == n, 1.0, upper) * blank
    return Interval(
        share * multiplier,
        lower * multiplier,
        upper * multiplier,
        "exact binomial (Clopper-Pearson)",
        _why(x, n),
        _few(x, n, WIDER),
    )


def _counts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Floats, Floats, Floats, Floats]:
    x, n = np.broadcast_arrays(floats(numerator), floats(denominator))
    if np.any(x < 0) or np.any(x > n):
        raise ValueError("a numerator lies between 0 and its denominator")
    share = x / np.where(n == 0, np.nan, n)
    return x, n, share, np.where(np.isnan(share), np.nan, 1.0)


def _why(x: Floats, n: Floats) -> Texts:
    return reasons(x.shape, missing_value=np.isnan(x) | np.isnan(n), no_denominator=n == 0)


def _few(x: Floats, n: Floats, warning: str) -> Texts:
    """Few on either side: the binomial is too coarse for any limits to keep their level."""
    least = FEWEST_WILSON if warning == NARROWER else FEWEST_EXACT
    return reasons(x.shape, **{warning.replace(" ", "_"): (n > 0) & (np.minimum(x, n - x) < least)})
