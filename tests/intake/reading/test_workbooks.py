"""Excel workbooks: the sheet, the heading, and cells as text."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from babyhubs.errors import InputError
from babyhubs.intake.raw import Layout
from babyhubs.intake.reading import read
from babyhubs.intake.sniff import sniff

MIDNIGHT = dt.datetime.fromisoformat("2026-01-31")
HALF_PAST_TEN = dt.datetime.fromisoformat("2026-01-31 10:30")

HEADING = ["ID", "Date", "Venue"]


def _book(tmp_path: Path, fill: Callable[[Any], None]) -> Path:
    path = tmp_path / "contacts.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        fill(book)
    return path


def _table(book: Any, name: str, rows: int, first: int = 0) -> Any:
    sheet = book.add_worksheet(name)
    sheet.write_row(first, 0, HEADING)
    for row in range(rows):
        sheet.write_row(first + 1 + row, 0, [f"C{row}", "01/02/2026", "Knowle"])
    return sheet


def test_values_become_the_text_that_a_good_csv_would_have(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["day", "moment", "midnight", "time", "whole", "number", "nhs", "yes", "text", "formula"])
        sheet.write_datetime(1, 0, MIDNIGHT, day)
        sheet.write_datetime(1, 1, HALF_PAST_TEN, moment)
        sheet.write_datetime(1, 2, MIDNIGHT, moment)
        sheet.write_datetime(1, 3, dt.time(9, 30), book.add_format({"num_format": "hh:mm"}))
        sheet.write_number(1, 4, 12.0)
        sheet.write_number(1, 5, 12.5)
        sheet.write_number(1, 6, 9990000018)
        sheet.write_boolean(1, 7, True)
        sheet.write_string(1, 8, "=cmd|' /C calc'!A0")
        sheet.write_formula(1, 9, "=1+1", None, 40)  # what Excel stored is 40: it is not worked out again

    assert read(_book(tmp_path, fill)).frame.row(0) == (
        2,
        "2026-01-31",
        "2026-01-31 10:30:00",
        "2026-01-31",
        "09:30:00",
        "12",
        "12.5",
        "9990000018",
        "true",
        "=cmd|' /C calc'!A0",
        "40",
    )


def test_title_merged_heading_and_total_are_understood_and_places_are_sheet_rows(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Report")
        sheet.merge_range(0, 1, 0, 6, "Contacts by clinic, March 2026")
        sheet.merge_range(2, 1, 2, 3, "Patient")
        sheet.merge_range(2, 4, 2, 6, "Contact")
        sheet.write_row(3, 1, ["ID", "Date", "Team", "ID", "Date", "Venue"])
        sheet.write_row(4, 1, [1, "01/02/2026", "A", 2, "02/02/2026", "Knowle"])
        sheet.write_row(5, 1, ["Total", 1])

    table = read(_book(tmp_path, fill))
    assert (table.layout.header_row, table.layout.header_lines) == (3, 2)
    assert table.columns == ("Patient ID", "Patient Date", "Team", "Contact ID", "Contact Date", "Venue")
    assert table.frame["_row"].to_list() == [5]
    assert list(table.not_data.select("_row", "reason").iter_rows()) == [(1, "title"), (2, "blank row"), (6, "total")]


def test_one_table_beside_notes_is_the_one(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("About").write(0, 0, "This report lists contacts.")
        _table(book, "Data", 3)
        _table(book, "Old", 50).hide()

    table = read(_book(tmp_path, fill))
    assert table.layout.sheet == "Data"
    assert 'Sheet "Data" is read; not read: About, Old.' in table.notes


def test_a_small_list_beside_a_large_table_does_not_make_it_doubtful(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        parameters = book.add_worksheet("Parameters")
        parameters.write_row(0, 0, ["Name", "Value"])
        parameters.write_row(1, 0, ["Team", "North"])
        _table(book, "Data", 60)

    assert sniff(_book(tmp_path, fill)).sheet == "Data"


def test_two_tables_are_not_chosen_between_unless_the_sheet_is_named(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        _table(book, "North", 3)
        _table(book, "South", 4, first=2)

    path = _book(tmp_path, fill)
    with pytest.raises(InputError, match="More than one sheet") as error:
        read(path)
    assert '"North" (3 rows); "South" (4 rows)' in error.value.where
    assert "mapping" in error.value.remedy
    assert sniff(path, sheet="South").header_row == 3
    assert read(path, Layout("xlsx", sheet="South", header_row=3)).frame.height == 4
    with pytest.raises(InputError, match='no sheet "West"'):
        sniff(path, sheet="West")


def test_a_workbook_without_table_says_which_sheets_it_has(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("A")
        book.add_worksheet("B").write(0, 0, "nothing")

    with pytest.raises(InputError, match="No visible sheet") as error:
        read(_book(tmp_path, fill))
    assert '"A", "B"' in error.value.where


def test_cells_merged_downwards_are_counted_in_a_note(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        for row, cells in enumerate([HEADING, ["C1", "01/02/2026"], ["C2", "01/02/2026"]]):
            sheet.write_row(row, 0, cells)
        sheet.merge_range(1, 2, 2, 2, "Brentry")

    table = read(_book(tmp_path, fill))
    assert table.frame["Venue"].to_list() == ["Brentry", None]
    assert any("1 cell is merged over several rows" in note for note in table.notes)


def test_empty_margins_are_left_off(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        for row, cells in enumerate([HEADING, ["C1", "01/02/2026", "Knowle"]], 3):
            sheet.write_row(row, 2, cells)

    table = read(_book(tmp_path, fill))
    assert table.columns == ("ID", "Date", "Venue")
    assert table.frame["_row"].to_list() == [5]
