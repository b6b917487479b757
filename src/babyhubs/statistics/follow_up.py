"""From people to risk sets: when each was followed, when it ended and how, counted at every time that matters.

Late entry (delayed entry, left truncation): a person counts among those at risk only after `entry`. Klein JP,
Moeschberger ML. Survival Analysis, 2nd ed. New York: Springer, 2003, section 4.6.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, floats, group_index


@dataclass(frozen=True)
class RiskSets:
    """times: (times,), when follow-up of somebody ended. at_risk: (groups, times). events: (causes, groups, times)."""

    times: Floats
    at_risk: Floats
    events: Floats


def risk_sets(
    entry: ArrayLike,
    ended: ArrayLike,
    cause: ArrayLike,
    group: ArrayLike | None = None,
    groups: int | None = None,
    causes: int | None = None,
) -> RiskSets:
    """Risk sets of people followed from just after `entry` up to and including `ended`.

    entry, ended: one entry a person, one unit of time; `entry` < `ended`. cause: 0 where follow-up ended without an event
    (censored), 1, 2 ... for the event that ended it. group: numbers from 0; everybody in one group without it.
    Counted by whole days, give entry as the day before the first day on which the event could have been seen.
    """
    start, stop = floats(entry), floats(ended)
    start = np.broadcast_to(start, stop.shape)
    why = np.asarray(cause, dtype=np.int64)
    if np.any(~np.isfinite(start) | ~np.isfinite(stop)):
        raise ValueError("every person has a time of entry and a time at which follow-up ended")
    if np.any(start >= stop):
        raise ValueError("follow-up ends after it began")
    if np.any(why < 0):
        raise ValueError("a cause is 0 (censored), 1, 2 ...")
    index, size = group_index(np.zeros(stop.size, dtype=np.int64) if group is None else group, groups)
    kinds = int(why.max(initial=0)) if causes is None else causes
    times, place = np.unique(stop, return_inverse=True)
    width = times.size
    # at risk at a time: entry before it, end at or after it
    first = np.searchsorted(times, start, side="right")
    entered = np.bincount(index * (width + 1) + first, minlength=size * (width + 1)).reshape(size, width + 1)
    left = np.bincount(index * (width + 1) + place + 1, minlength=size * (width + 1)).reshape(size, width + 1)
    at_risk = np.cumsum(entered - left, axis=1)[:, :width]
    events = np.zeros((kinds, size, width))
    for kind in range(1, kinds + 1):
        of_kind = why == kind
        events[kind - 1] = np.bincount(index[of_kind] * width + place[of_kind], minlength=size * width).reshape(
            size, width
        )
    return RiskSets(times, floats(at_risk), events)
