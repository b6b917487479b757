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
