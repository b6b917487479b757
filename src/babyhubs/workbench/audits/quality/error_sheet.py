"""The error sheet: every row that was set aside, a sheet for each file, to be worked through where the records are kept.

It names a row by its place in the file and the heading of its column. No identifier, day or postcode is in it (intake.flow).
Text is written as text, never as a formula or a link.
"""

from datetime import date, datetime, time
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from babyhubs.intake.mapping import Mapping
from babyhubs.workbench.audits.kinds import LABELS
from babyhubs.workbench.audits.quality.remedies import on_a_page

NAME = "error_sheet.xlsx"
HEADINGS = (("Row", 9), ("What is wrong", 50), ("Column", 28), ("Value", 28), ("What to do", 60), ("Done", 8))
MOST = 100_000  # rows of one sheet: more is no list to work through, and the CSV file has them all


def write(rejected: pl.DataFrame, mapping: Mapping, day: date, path: Path) -> None:
    """`rejected` as intake gives it. day: of the upload, so that the same files give the same bytes."""
    no_surprises = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), {**no_surprises, "constant_memory": True}) as book:
        book.set_properties({"title": "INTERNAL: rows set aside", "created": datetime.combine(day, time())})
        head = book.add_format({"bold": True, "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for file in mapping.files:
            rows = rejected.filter(pl.col("file") == file)
            _sheet(book.add_worksheet(LABELS[file]), rows, mapping.files[file].columns, head, wrap)


def _sheet(sheet: Worksheet, rows: pl.DataFrame, columns: dict[str, str], head: Format, wrap: Format) -> None:
    for place, (heading, width) in enumerate(HEADINGS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, head)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows.head(MOST).iter_rows(named=True), start=1):
        sheet.write_number(line, 0, row["row"], wrap)
        texts = (row["reason"], columns.get(row["field"], row["field"]), row["value"] or "", on_a_page(row["remedy"]))
        for place, text in enumerate(texts, start=1):
            sheet.write_string(line, place, text, wrap)
    if rows.height:
        sheet.autofilter(0, 0, min(rows.height, MOST), len(HEADINGS) - 1)
