"""Checks that are not about single rows: months, the latest contact, tables without people, values that nobody placed."""

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median

import ibis.expr.types as ir
import polars as pl

from babyhubs.intake import rules
from babyhubs.intake.engine import frame
from babyhubs.intake.flow import Outcome
from babyhubs.intake.options import Options

ALL = "all"
VALUES = {
    "children": {"ethnic_category": "code_ethnic", "language": "code_language", "first_child": "code_first_child",
                 "lone_parent": "code_lone_parent"},
    "contacts": {"venue": "decided_venue", "attendance": "code_attendance", "medium": "code_medium",
                 "activity": "code_activity", "location_type": "code_location_type"},
}  # fmt: skip
Row = tuple[str, str, str, int, int]


def timely(contacts: ir.Table, hubs: pl.DataFrame, options: Options) -> list[Row]:
    """Months that look incomplete, and sites whose contacts stop long before the day of the export.

    A month is small when it has less than half the contacts of the middle one of the months that have any; so a month without
    any, between the first and the last, is small. One record a month or site.
    """
    used = contacts.filter(contacts.reason.isnull())
    by_day = frame(used.group_by("hub", "date").agg(n=used.count()))
    if by_day.is_empty():
        return []
    first, last = (_month_number(day) for day in (by_day["date"].min(), by_day["date"].max()))
    months = by_day.select(month=pl.col("date").dt.year().cast(pl.Int64) * 12 + pl.col("date").dt.month() - 1, n="n")
    counts = dict(months.group_by("month").agg(pl.col("n").sum()).iter_rows())
    sizes = {month: int(counts.get(month, 0)) for month in range(first, last + 1)}
    middle = median(size for size in sizes.values() if size)
    small = {month: size < rules.limits()["low_month"] * middle for month, size in sizes.items()}
    rows: list[Row] = [("full_month", ALL, ALL, len(small), sum(small.values()))]
    rows += [("full_month", "month", f"{m // 12}-{m % 12 + 1:02}", 1, int(is_small)) for m, is_small in small.items()]
    quiet = rules.limits()["quiet_after_days"]
    latest = by_day.group_by("hub").agg(pl.col("date").max()).join(hubs.select("hub", "name"), on="hub")
    newest = max(by_day["date"])
    rows.append(("recent_contact", ALL, ALL, 1, int((options.as_of - newest).days > quiet)))
    rows += [
        ("recent_contact", "site", str(name), 1, int((options.as_of - day).days > quiet))
        for name, day in latest.select("name", "date").sort("name").iter_rows()
    ]
    return rows


def places(hubs: pl.DataFrame, groups: pl.DataFrame, outcomes: Sequence[Outcome]) -> list[Row]:
    """The venue table, head-counts and group sessions."""
    rows: list[Row] = []
    if hubs.height:
        unplaced = hubs["latitude"].is_null() | hubs["longitude"].is_null()
        rows.append(("hub_place", ALL, ALL, hubs.height, int(unplaced.sum())))
        rows.append(("hub_weekdays", ALL, ALL, hubs.height, hubs["weekdays"].null_count()))
    for outcome in outcomes:
        if outcome.file == "head_counts":
            fails = ~outcome.set_aside["reason"].is_in(["merged", "exact_duplicate"])
            rows.append(("head_count_used", ALL, ALL, outcome.used + outcome.set_aside.height, int(fails.sum())))
    if groups.height:
        rows.append(("group_session_hub", ALL, ALL, groups.height, groups["hub"].null_count()))
    return rows


def unplaced_values(unplaced: Mapping[str, Mapping[str, pl.Series]]) -> list[Row]:
    """Each value that has no meaning in the mapping, with the number of its rows."""
    rows: list[Row] = []
    for file, fields in unplaced.items():
        for field, values in fields.items():
            counts = values.alias("value").to_frame().group_by("value").agg(n=pl.len()).sort("value")
            rows += [(VALUES[file][field], "value", str(value), int(n), int(n)) for value, n in counts.iter_rows()]
    return rows


def _month_number(day: object) -> int:
    assert isinstance(day, date)
    return day.year * 12 + day.month - 1
