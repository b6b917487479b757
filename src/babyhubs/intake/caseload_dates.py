"""Whether a start and an end date behave like a child's time on a caseload: from birth on, for weeks and not for hours.

"Start Date" and "End Date" say nothing alone. The dates of the same rows can.
"""

import polars as pl

from babyhubs.intake import dates
from babyhubs.intake.contents import Column

SHARE = 0.95  # of the rows must be in order: slips of the keyboard are in every file
LEAST_DAYS = 28  # the middle length of those that have ended; an appointment ends on its day


def behave(born: Column, start: Column, end: Column) -> bool:
    """Start on or after birth, end on or after start, and long enough."""
    frame = pl.DataFrame({"born": _days(born), "start": _days(start), "end": _days(end)})
    began = frame.drop_nulls(["born", "start"])
    ended = frame.drop_nulls(["start", "end"])
    if began.is_empty() or ended.is_empty():
        return False
    from_birth = began.select((pl.col("start") >= pl.col("born")).mean()).item()
    in_order = ended.select((pl.col("end") >= pl.col("start")).mean()).item()
    days = ended.select((pl.col("end") - pl.col("start")).dt.total_days().median()).item()
    return bool(from_birth >= SHARE and in_order >= SHARE and days >= LEAST_DAYS)


def _days(column: Column) -> pl.Series:
    found = dates.find(column.series, hint="day")
    return dates.parse(column.series, found.format) if found.format else pl.Series([None] * column.rows, dtype=pl.Date)
