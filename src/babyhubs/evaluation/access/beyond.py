"""Who lives beyond 20 and 30 minutes, by fifth and by ethnic group, and how unequal the minutes are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics import concentration, inequality
from babyhubs.statistics.interval import Floats, floats
from babyhubs.statistics.subgroups import Subgroups

LIMITS = (20.0, 30.0)


@dataclass(frozen=True)
class Beyond:
    """By group: infants, mean minutes of those who can get there at all, and shares beyond each limit (groups, limits)."""

    groups: tuple[str, ...]
    infants: Floats
    mean_minutes: Floats
    share_beyond: Floats


@dataclass(frozen=True)
class Unequal:
    """Over fifths, most deprived first. slope: minutes of the least less those of the most deprived end. index: concentration, -1 to 1.

    Both are 0 where all live equally near. A negative slope: the most deprived live further away.
    """

    slope: float
    index: float


def beyond(minutes: ArrayLike, infants: ArrayLike, groups: tuple[str, ...]) -> Beyond:
    """minutes: (places,), infinite where there is no way. infants: (groups, places)."""
    m, n = floats(minutes), floats(infants)
    known = np.isfinite(m)
    total = n.sum(axis=1)
    over = np.where(total > 0, total, np.nan)
    reachable = (n * known).sum(axis=1)
    mean = (n * np.where(known, m, 0.0)).sum(axis=1) / np.where(reachable > 0, reachable, np.nan)
    shares = np.column_stack([(n * (m > limit)).sum(axis=1) / over for limit in LIMITS])
    return Beyond(groups, total, floats(mean), floats(shares))


def unequal(fifths: Beyond) -> Unequal:
    """fifths: five groups, the most deprived first."""
    minutes, n = fifths.mean_minutes, fifths.infants
    slope = inequality.slope_index(minutes, n, np.zeros(n.shape)).sii
    index = concentration.relative(Subgroups.of(minutes, n, 0.0, ordered=True, favourable=False)).estimate
    return Unequal(float(np.ravel(slope)[0]), float(np.ravel(index)[0]))
