"""tables.xlsx: the released tables, a sheet each, behind a first sheet that says what they are.

Text is written as text, never as a formula or a link. Numbers are numbers; a hidden one is "*". The file's dates are those
of the audit, so that the same result gives the same bytes.
"""

from datetime import date as day
from datetime import datetime, time
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from babyhubs.audit.result import AuditResult
from babyhubs.disclosure.profiles import profile
from babyhubs.reports import explained
from babyhubs.reports.quality_tables import QualityTables
from babyhubs.reports.sections.method import protection_in_words
from babyhubs.reports.written_tables import values, written

WIDEST, NARROWEST = 60, 9
LONGEST_TEXT = 32_767  # characters in a cell, a limit of the format
ROWS_MEASURED = 500


def write(
    released: AuditResult, provenance: dict[str, Any], path: Path, quality_tables: QualityTables | None = None
) -> None:
    """Write the workbook to `path`."""
    tables = written(released, quality_tables)
    no_surprises = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), no_surprises) as book:
        made = datetime.combine(day.fromisoformat(provenance["as_of"]), time())
        book.set_properties(
            {"title": "Baby hub equity audit: tables", "author": released.summary["software"], "created": made}
        )
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        right = book.add_format({"align": "right"})
        _read_me(book.add_worksheet("Read me"), released, provenance, tables, head, wrap)
        for name, table in tables.items():
            _sheet(book.add_worksheet(name), table, head, right)


def _sheet(sheet: Worksheet, table: pl.DataFrame, head: Format, right: Format) -> None:
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, head)
    for row, cells in enumerate(values(table), start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, bool):
                sheet.write_boolean(row, column, cell)
            elif isinstance(cell, int | float):
                sheet.write_number(row, column, cell)
            elif cell is not None:
                sheet.write_string(row, column, str(cell)[:LONGEST_TEXT], right if cell == "*" else None)
    for column, name in enumerate(table.columns):
        longest = table[name].head(ROWS_MEASURED).cast(pl.String).str.len_chars().max()
        size = max(len(name), longest if isinstance(longest, int) else 0) + 2
        sheet.set_column(column, column, min(max(size, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 0)
    if table.height:
        sheet.autofilter(0, 0, table.height, table.width - 1)


def _read_me(
    sheet: Worksheet,
    released: AuditResult,
    provenance: dict[str, Any],
    tables: dict[str, pl.DataFrame],
    head: Format,
    wrap: Format,
) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    chosen = profile(provenance["disclosure_profile"]["name"])
    lines: list[tuple[str, str]] = [
        ("Place", str(provenance.get("place") or "")),
        ("Period", str(provenance["period"]).replace("/", " to ")),
        ("Class of project", str(provenance["project_class"])),
        ("Software", str(provenance["software"])),
        ("Rule", str(released.summary["rule"])),
        ("Protection", " ".join(protection_in_words(chosen))),
        ("How to read it", "A * is a figure that is hidden. An empty cell is a figure that there is not."),
    ]
    if released.refused:
        lines.append(("Refused", " ".join(f"{row['reason']} {row['remedy']}" for row in released.refusals.to_dicts())))
    sheet.write_string(0, 0, "Baby hub equity audit: which families do our baby hubs miss?", head)
    row = 2
    for name, value in lines:
        sheet.write_string(row, 0, name, wrap)
        sheet.write_string(row, 1, value[:LONGEST_TEXT], wrap)
        row += 1
    row = _explanations(sheet, row + 1, "Sheet", [(name, explained.table(name)) for name in tables], head, wrap)
    columns = sorted({column for table in tables.values() for column in table.columns})
    _explanations(sheet, row + 1, "Column", [(name, explained.column(name)) for name in columns], head, wrap)


def _explanations(
    sheet: Worksheet, row: int, heading: str, entries: list[tuple[str, str]], head: Format, wrap: Format
) -> int:
    sheet.write_string(row, 0, heading, head)
    sheet.write_string(row, 1, "What it says", head)
    for name, meaning in entries:
        row += 1
        sheet.write_string(row, 0, name, wrap)
        sheet.write_string(row, 1, meaning, wrap)
    return row + 1
