"""The nearest hub that is open: a hub round the corner that is open on Tuesdays is no hub on Friday."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Flags, Floats, floats

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Session:
    """site: its number. day: 0 Monday to 6 Sunday. begins, ends: hours, 13.5 for half past one."""

    site: int
    day: int
    begins: float
    ends: float


def open_at(sessions: tuple[Session, ...], sites: int, day: int, hour: float) -> Flags:
    """Which sites are open then (sites,)."""
    found = np.zeros(sites, dtype=bool)
    for one in sessions:
        if one.day == day and one.begins <= hour < one.ends:
            found[one.site] = True
    return found


def hours_a_week(sessions: tuple[Session, ...], sites: int) -> Floats:
    """Hours of each site (sites,): the supply that families share."""
    found = np.zeros(sites)
    for one in sessions:
        found[one.site] += one.ends - one.begins
    return found


def minutes_to_nearest(minutes: ArrayLike, opened: Flags | None = None) -> Floats:
    """(places,): to the nearest site, of those that are open if that is given; infinite where none is."""
    m = floats(minutes)
    if opened is not None:
        m = np.where(opened[None, :], m, np.inf)
    return floats(m.min(axis=1)) if m.shape[1] else np.full(m.shape[0], np.inf)


def by_day_and_hour(
    minutes: ArrayLike, sessions: tuple[Session, ...], hours: tuple[int, ...] = tuple(range(8, 18))
) -> Floats:
    """Minutes to the nearest open session at the middle of each hour: (days, hours, places)."""
    m = floats(minutes)
    return floats(
        [
            [minutes_to_nearest(m, open_at(sessions, m.shape[1], day, hour + 0.5)) for hour in hours]
            for day in range(len(DAYS))
        ]
    )
