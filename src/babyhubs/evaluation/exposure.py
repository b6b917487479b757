"""Who is exposed to a change: families by where they live, in shares fixed before the first change.

If families were counted by the hub they go to, a better hub would draw them from its comparators (contamination) and from those who
came nowhere (selection), and would look better for it. So each area keeps the shares of its earlier visits for the whole study.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from babyhubs.errors import Refused
from babyhubs.statistics.interval import Floats, floats

FEWEST_VISITS = (
    5  # of an area before the first change, below which its shares are those of its neighbours' hub: unknown
)


@dataclass(frozen=True)
class Exposure:
    """shares: (areas, hubs), rows sum to 1, NaN where an area had too few visits. catchment: the hub that an area belongs to, -1 none."""

    shares: Floats
    catchment: NDArray[np.int64]


def exposure(visits: ArrayLike, nearest: ArrayLike | None = None) -> Exposure:
    """visits: (areas, hubs), all before the first change. nearest: hub by area, used where an area had too few visits of its own."""
    count = floats(visits)
    if count.size == 0 or count.sum() == 0:
        raise Refused(
            "There is no visit before the first change, so nobody can say whose hub was whose.",
            remedy="Add earlier months.",
        )
    total = count.sum(axis=1, keepdims=True)
    enough = total[:, 0] >= FEWEST_VISITS
    shares = np.where(enough[:, None], count / np.where(total > 0, total, 1.0), np.nan)
    catchment = np.where(enough, count.argmax(axis=1), -1)
    if nearest is not None:
        near = np.asarray(nearest, dtype=np.int64)
        catchment = np.where(enough, catchment, near)
        shares[~enough] = np.eye(count.shape[1])[near[~enough]]
    return Exposure(shares, np.asarray(catchment, dtype=np.int64))


def dose(found: Exposure, of_hubs: ArrayLike) -> Floats:
    """The dose of each area and month: (areas, months), from the dose of the hubs (hubs, months)."""
    return floats(np.nan_to_num(found.shares) @ floats(of_hubs))


def dose_of_catchments(found: Exposure, of_hubs: ArrayLike, infants: ArrayLike) -> Floats:
    """The dose of each catchment and month (hubs, months), areas weighted by their infants (areas,). NaN for an empty one.

    Above 0 before a hub's own change is contamination: its families go to hubs that have changed.
    """
    of_areas, weight = dose(found, of_hubs), floats(infants)
    hubs = floats(of_hubs).shape[0]
    member = (found.catchment[:, None] == np.arange(hubs)) * weight[:, None]
    size = member.sum(axis=0)
    return floats(member.T @ of_areas / np.where(size > 0, size, np.nan)[:, None])
