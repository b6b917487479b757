"""A report as SystmOne's reporting module gives it out: a spreadsheet of children, a paged text file of contacts.

Title lines, a heading of two lines with merged cells, labels in full, repeated headings where a page ends, totals.
"""

from datetime import date, datetime
from functools import partial
from io import BytesIO
from typing import Any

import polars as pl
import xlsxwriter

from babyhubs.simulation.dialects.export import Dialect, Files, delimited, headed, records_faults, words
from babyhubs.simulation.faults import children, losses, wording
from babyhubs.simulation.faults.tables import Tables

NAME = "systmone"
PAGE = 500  # rows of contacts between two headings
SERVICE = "Simulated Community Health: 0-19 Health Visiting"
MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed moment, so that the spreadsheet has the same bytes on any day


def dialect() -> Dialect:
    """Labels in full, dates with the day first."""
    told: dict[str, Any] = words(NAME)
    return Dialect(
        name=NAME,
        losses=(
            losses.hidden_in_group_sessions,
            losses.weigh_only_not_entered,
            partial(losses.value_missing_by_team, column="ethnic_category", teams=3, there=0.5, elsewhere=0.03),
            partial(losses.value_missing_by_team, column="first_child", teams=2, there=0.9),
            losses.groups_among_contacts,
        ),
        records=records_faults(children.repeated_extracts, told["local_words"]),
        text=_text,
        writing=(
            partial(wording.venue_spellings, others=told["venues"]),
            partial(wording.put_into_words, file="children", words=told["children"]),
            partial(wording.put_into_words, file="contacts", words=told["contacts"]),
            wording.postcode_typed,
            partial(wording.date_typed_over, column="date_of_birth"),
            partial(wording.exact_duplicates, file="children"),
            partial(wording.exact_duplicates, file="contacts"),
        ),
        files=_files,
    )


def _text(tables: Tables) -> Tables:
    spaced = pl.format(
        "{} {} {}", *(pl.col("nhs_number").str.slice(start, length) for start, length in ((0, 3), (3, 3), (6, 4)))
    )
    people = wording.as_text(
        tables.children.with_columns(nhs_number=spaced), {"date_of_birth": "%Y-%m-%d"}, default="%d/%m/%Y"
    )
    seen = wording.as_text(tables.contacts, {}, default="%d/%m/%Y")
    seen = seen.with_columns(date=pl.col("date") + " " + pl.col("time"))
    return tables.with_frame("children", people).with_frame("contacts", seen)


def _files(tables: Tables, lossy: bool) -> Files:
    del lossy  # group sessions are among the contacts
    printed = f"{tables.end:%d/%m/%Y} 07:42"
    sheet = _spreadsheet(tables.children, printed)
    listed = headed(tables.contacts, words(NAME)["headings"]["contacts"])
    text, pages = _paged(listed, printed)
    layout = (
        ("title_rows", "Lines above the heading say what the report is and when it was made.", "children", 3),
        ("merged_heading", "The heading has two lines, the upper one of merged cells.", "children", 1),
        ("total_row", "A last row counts the rows above.", "children", 1),
        ("title_rows", "Lines above the heading say what the report is and when it was made.", "contacts", 4),
        ("repeated_headings", "The heading stands again at the top of every page.", "contacts", pages - 1),
        ("page_footers", "A line at the foot of every page says which page it is.", "contacts", pages),
        ("total_row", "A last row counts the rows above.", "contacts", 1),
        ("windows_1252", "The letters are in the encoding of western Windows.", "contacts", 0),
    )
    return Files({"children.xlsx": sheet, "contacts.csv": text.encode("cp1252")}, layout)


def _paged(listed: pl.DataFrame, printed: str) -> tuple[str, int]:
    """The contacts in pages, each with its heading and its foot."""
    heading, *lines = delimited(listed).splitlines(keepends=True)
    pages = [lines[start : start + PAGE] for start in range(0, len(lines), PAGE)]
    title = [f"{SERVICE}\r\n", "Report: HV contacts (all locations)\r\n", f"Report run: {printed}\r\n", "\r\n"]
    body = []
    for number, page in enumerate(pages, start=1):
        body += [heading, *page, f"Page {number} of {len(pages)}\r\n"]
    return "".join([*title, *body, f"Total contacts:,{len(lines)}\r\n"]), len(pages)


def _spreadsheet(people: pl.DataFrame, printed: str) -> bytes:
    groups = words(NAME)["headings"]["children"]
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": "HV caseload", "created": MADE})
    bold, centred = book.add_format({"bold": True}), book.add_format({"bold": True, "align": "center"})
    sheet = book.add_worksheet("Report")
    sheet.write_string(0, 0, SERVICE, bold)
    sheet.write_string(1, 0, f"Report: HV caseload and leavers. Report run: {printed}")
    first = 0
    for group, headings in groups.items():
        last = first + len(headings) - 1
        if last > first:
            sheet.merge_range(3, first, 3, last, group, centred)
        else:
            sheet.write_string(3, first, group, centred)
        for place, heading in enumerate(headings.values(), start=first):
            sheet.write_string(4, place, heading, bold)
        first = last + 1
    columns = [name for headings in groups.values() for name in headings]
    for place, name in enumerate(columns):
        for row, value in enumerate(people[name], start=5):
            if value is None:
                continue
            if name == "date_of_birth" and "-" in value:
                sheet.write_datetime(row, place, date.fromisoformat(value))
            elif name == "mother_age":
                sheet.write_number(row, place, int(value))
            else:
                sheet.write_string(row, place, value)
    sheet.write_string(people.height + 5, 0, "Total patients")
    sheet.write_number(people.height + 5, 1, people.height)
    book.close()
    return made.getvalue()
