"""The discussions report as a workbook: a sheet for each table and one for the quotes. Text is written as text, never as a formula."""

import io
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from babyhubs.discussions.telling import Telling
from babyhubs.reports.discussions.tables import tables
from babyhubs.reports.discussions.words import SIMULATED, summary
from babyhubs.reports.tables import Table, text

WIDEST, LONGEST = 60, 32_767
NAMES = {
    "said-by": "What was spoken of", "heard": "Not heard from", "saturation": "Enough", "agreement": "Agreement", "frame": "Whom we asked",
    "matrix": "Matrix", "coreq": "COREQ",
}  # fmt: skip


def workbook(told: Telling) -> bytes:
    """The workbook; the same telling gives the same bytes."""
    buffer = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, plain) as book:
        book.set_properties(
            {"title": f"What families told us: {told.title}", "author": told.software, "created": datetime(1980, 1, 1)}  # noqa: DTZ001
        )
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        first = book.add_worksheet("Read me")
        first.set_column(0, 0, 100)
        lines = [
            f"What families told us: {told.title}",
            *([SIMULATED] if told.simulated else []),
            f"Disclosure profile {told.profile.name} v{told.profile.version}",
            *summary(told),
            *told.notes,
        ]
        for row, line in enumerate(lines):
            first.write_string(row, 0, line[:LONGEST], wrap)
        quotes = Table(
            "quotes", "Quotes", (text("Theme"), text("Statement"), text("Quote"), text("Who"), text("Fits")),
            [
                (theme.name, theme.statement, quote.words, quote.label, "no" if quote.against else "yes")
                for theme in told.themes
                for quote in theme.quotes
            ],
        )  # fmt: skip
        if quotes.rows:
            _sheet(book.add_worksheet("Quotes"), quotes, head, wrap)
        for name, table in tables(told).items():
            _sheet(book.add_worksheet(NAMES[name]), table, head, wrap)
    return buffer.getvalue()


def _sheet(sheet: Worksheet, table: Table, head: object, wrap: object) -> None:
    for column, (heading, _) in enumerate(table.columns):
        sheet.write_string(0, column, heading, head)
        longest = max([len(heading), *(len(row[column]) for row in table.rows)])
        sheet.set_column(column, column, min(longest + 2, WIDEST))
    for place, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            if table.columns[column][1] and value.isdigit():
                sheet.write_number(place, column, int(value))
            else:
                sheet.write_string(place, column, value[:LONGEST], wrap)
    sheet.freeze_panes(1, 0)
    for place, note in enumerate(table.notes, start=len(table.rows) + 2):
        sheet.write_string(place, 0, note, None)
