"""Counts of people under a profile: which are suppressed, and what the others become."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from babyhubs.disclosure.profiles import Profile

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def is_small(count: ArrayLike, profile: Profile) -> Flags:
    """Whether a count falls in the range that the profile hides."""
    exact = np.asarray(count, dtype=np.float64)
    low, high = profile.suppress
    return np.asarray((exact >= low) & (exact <= high), dtype=np.bool_)


def rounded(count: ArrayLike, profile: Profile) -> Floats:
    """Counts as shown, halves away from zero. Suppression is not applied here."""
    exact = np.asarray(count, dtype=np.float64)
    if profile.base == 0:
        return exact
    if profile.method == "midpoint6":
        # 1..6 becomes 3, 7..12 becomes 9: the middle of each run of six; 0 stays 0
        return np.where(exact <= 0, 0.0, np.ceil(exact / profile.base) * profile.base - profile.base / 2)
    return np.floor(exact / profile.base + 0.5) * profile.base


def is_dominated(largest: ArrayLike, total: ArrayLike, profile: Profile) -> Flags:
    """Whether a sum says too much about its largest contributor (visits by few families).

    largest: contributions in falling order, one row a sum. Two rules (Hundepool et al. 2012, Statistical Disclosure Control,
    section 4.2): the n largest make up more than the share k; what all but the two largest add is less than the share p of
    the largest.
    """
    ordered = np.atleast_2d(np.asarray(largest, dtype=np.float64))
    whole = np.atleast_1d(np.asarray(total, dtype=np.float64))
    few = ordered[:, : profile.dominance_largest].sum(axis=1) > profile.dominance_share * whole
    near = whole - ordered[:, :2].sum(axis=1) < profile.dominance_ratio * ordered[:, 0]
    on = profile.dominance_largest > 0
    return np.asarray((few | near) & on & (whole > 0), dtype=np.bool_)


def dominated_range(largest: ArrayLike, total: float, profile: Profile) -> tuple[float, float]:
    """The range that must stay possible for a dominated sum: as far above and below it as its rules ask for.

    The upper protection levels of Hundepool et al. 2012, section 4.2: (x1 + ... + xn)/k - X and p x1 - (X - x1 - x2), the larger.
    """
    ordered = np.asarray(largest, dtype=np.float64)
    by_share = ordered[: profile.dominance_largest].sum() / profile.dominance_share - total
    by_ratio = profile.dominance_ratio * ordered[0] - (total - ordered[:2].sum())
    level = float(np.ceil(max(by_share, by_ratio, 0.0)))
    return max(0.0, total - level), total + level
