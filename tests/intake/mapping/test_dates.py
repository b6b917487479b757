"""How days are written: the format found, the days read, and a question where day and month could be exchanged."""

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babyhubs.intake import dates


def column(*values: str | None) -> pl.Series:
    return pl.Series("day", values, dtype=pl.String)


@pytest.mark.parametrize(
    ("values", "day_format"),
    [
        (["2025-09-03"], "%Y-%m-%d"),
        (["2025-09-03T14:05:09.123Z", "2025-09-04 00:00:00"], "%Y-%m-%d"),
        (["03/09/2025", "13/09/2025 14:05"], "%d/%m/%Y"),
        (["09/03/2025", "09/13/2025"], "%m/%d/%Y"),
        (["3.9.25", "30.9.25"], "%d.%m.%y"),
        (["03-Sep-2025", "4-SEP-2025 9:15 am"], "%d-%b-%Y"),
        (["3 Sept 2025", "Wed 3rd September, 2025"], "%d %b %Y"),
        (["September 3, 2025"], "%b %d %Y"),
        (["45903", "45904.5", "45905"], "excel"),
        (["20250903", "20250904"], "%Y%m%d"),
        (["2025-09-03", "13/09/2025"], "%Y-%m-%d|%d/%m/%Y"),
    ],
)
def test_the_way_of_writing_is_found(values: list[str], day_format: str) -> None:
    found = dates.find(column(*values))
    assert (found.format, found.certain) == (day_format, True)
    assert found.fitting == len(values)
    assert dates.is_format(found.format)


def test_every_way_gives_the_same_day() -> None:
    for text, day_format in [
        ("03/09/2025 14:05", "%d/%m/%Y"),
        ("09/03/2025", "%m/%d/%Y"),
        ("2025-09-03T23:59:59+01:00", "%Y-%m-%d"),
        ("3 Sept 2025", "%d %b %Y"),
        ("03sep2025", "%d%b%Y"),
        ("45903", "excel"),
        ("45903.99", "excel"),
        ("20250903", "%Y%m%d"),
        ("3/9/25", "%d/%m/%y"),
    ]:
        assert dates.parse(column(text), day_format).to_list() == [date(2025, 9, 3)], text


def test_without_evidence_both_readings_are_offered_and_the_day_comes_first() -> None:
    found = dates.find(column("03/09/2025", "04/10/2025"))
    assert not found.certain
    assert (found.format, found.other) == ("%d/%m/%Y", "%m/%d/%Y")


def test_the_other_dates_of_the_file_may_decide() -> None:
    assert dates.find(column("03/09/2025"), hint="month").format == "%m/%d/%Y"


def test_both_orders_in_one_column_are_never_certain() -> None:
    found = dates.find(column("13/09/2025", "09/13/2025"))
    assert not found.certain
    assert "both" in found.why


def test_one_slip_does_not_unsettle_a_column() -> None:
    found = dates.find(column(*["25/09/2025"] * 50, "09/25/2025"))
    assert (found.format, found.certain, found.fitting, found.values) == ("%d/%m/%Y", True, 50, 51)


def test_what_is_no_day_is_null() -> None:
    assert dates.parse(column("30/02/2025", "not known", None, "03/09/25"), "%d/%m/%Y").null_count() == 4


def test_a_column_without_days_has_no_format() -> None:
    assert dates.find(column("A", "B")).format == ""
    assert dates.find(column(None)).values == 0
    assert not dates.is_format("")
    assert not dates.is_format("?")


def test_codes_among_days_are_not_taken_for_serial_numbers() -> None:
    assert dates.find(column(*["25/09/2025"] * 300, "45903")).format == "%d/%m/%Y"


WAYS = [
    "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y/%m/%d", "%d-%b-%Y", "%d %b %Y",
    "%d-%b-%y", "%b %d %Y", "%d%b%Y", "%Y%m%d",
]  # fmt: skip


@settings(max_examples=60)
@given(
    days=st.lists(st.dates(date(1970, 1, 1), date(2069, 12, 31)), min_size=1, max_size=30),
    way=st.sampled_from(WAYS),
    time=st.sampled_from(["", " 14:05", " 09:30:15", "T09:30:15.250"]),
)
def test_a_day_written_is_a_day_read(days: list[date], way: str, time: str) -> None:
    days = [*days, date(2025, 9, 25), date(2025, 10, 26)]  # the order can be seen
    written = column(*(day.strftime(way) + time for day in days))
    found = dates.find(written)
    assert found.certain
    assert dates.parse(written, found.format).to_list() == days


@given(st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), min_size=2, max_size=20))
def test_a_spreadsheets_serials_are_the_days_they_stand_for(days: list[date]) -> None:
    epoch = datetime(1899, 12, 30).date()  # noqa: DTZ001
    written = column(*(str((day - epoch).days) for day in days))
    assert dates.parse(written, "excel").to_list() == days


@given(st.lists(st.text(max_size=20), max_size=20))
def test_any_text_is_read_or_null(texts: list[str]) -> None:
    series = column(*texts)
    found = dates.find(series)
    assert len(dates.parse(series, found.format or "%d/%m/%Y")) == len(texts)
