"""Days as whole numbers (days since 1 January 1970), so that ages and windows are subtractions."""

from datetime import date

import numpy as np
import polars as pl

from babyhubs.simulation.randomness import Ints

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NEVER = 10**7  # a day no file reaches
_EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return (day - _EPOCH).days


def weekday(days: Ints) -> Ints:
    """Monday 0 to Sunday 6; 1 January 1970 was a Thursday."""
    return (days + 3) % 7


def dates(days: Ints) -> pl.Series:
    """Day numbers as dates; NEVER is null."""
    series = pl.Series(days.astype(np.int32), dtype=pl.Int32)
    return series.set(series >= NEVER, None).cast(pl.Date)


def to_working_day(days: Ints, not_on: Ints) -> Ints:
    """The first day from `days` on that is neither a weekend nor the weekday in `not_on` (at most three days later)."""
    moved = days.copy()
    for _ in range(3):
        today = weekday(moved)
        moved = np.where((today >= 5) | (today == not_on), moved + 1, moved)
    return moved
