"""The months that the protocol named, and no others: a study that ends where it looks best is no study."""

from datetime import date

import polars as pl

from babyhubs.errors import InputError
from babyhubs.evaluation.change_log import month_number
from babyhubs.evaluation.protocol import Protocol


def months_of(
    frame: pl.DataFrame, protocol: Protocol | None, first: date | None, where: str
) -> tuple[pl.DataFrame, int]:
    """The rows of the protocol's months, and how many months of the table lie outside them.

    first: the day on which month 0 begins. Without it, or without a protocol, nobody knows which months those are: all stay.
    """
    if protocol is None or first is None:
        return frame, 0
    begin, end = (month_number(day, first) for day in (protocol.first_month, protocol.last_month))
    month = frame["month"].cast(pl.Int64, strict=False)
    inside = frame.filter(month.is_between(begin, end) | month.is_null())
    if inside.is_empty():
        raise InputError(
            "None of the table's months is a month of the protocol.", where=where,
            remedy="Check the first month of the table, or write a new version of the protocol.",
        )  # fmt: skip
    return inside, int(month.n_unique() - inside["month"].n_unique())
