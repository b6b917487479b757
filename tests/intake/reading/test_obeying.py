"""Next month's file and last month's layout: obeyed where it fits, and a clear error where it does not."""

from pathlib import Path

import pytest
import xlsxwriter

from babyhubs.errors import InputError
from babyhubs.intake.raw import Layout
from babyhubs.intake.reading import read

HEADING = "ID,Date,Venue\n"
ROWS = "C1,01/02/2026,Knowle\nC2,02/02/2026,Brentry\n"
LAYOUT = Layout("text", "utf-8", ",", "", 3)


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "contacts.csv"
    path.write_text(text)
    return path


def test_a_file_of_the_same_form_is_read(tmp_path: Path) -> None:
    table = read(_file(tmp_path, "Title\n\n" + HEADING + ROWS), LAYOUT)
    assert table.frame["_row"].to_list() == [4, 5]
    assert table.layout.header_row == 3


@pytest.mark.parametrize(
    ("text", "there", "elsewhere"),
    [
        ("Title\nRun by me\n\n" + HEADING + ROWS, "row 3 is empty", "found in row 4"),
        (HEADING + ROWS, "row 3 is a row of data", "found in row 1"),
        ("Title\n\nFor internal use\n" + HEADING + ROWS, 'row 3 is "For internal use"', "found in row 4"),
        ("ID,Date\n", "row 3 is missing", ""),
    ],
)
def test_a_heading_that_has_moved_is_an_error_with_both_places(
    tmp_path: Path, text: str, there: str, elsewhere: str
) -> None:
    with pytest.raises(InputError, match="expects the heading in row 3") as error:
        read(_file(tmp_path, text), LAYOUT)
    assert there in error.value.where
    assert elsewhere in error.value.what
    assert "babyhubs map" in error.value.remedy


def test_what_stands_in_the_wrong_row_is_not_shown_when_it_may_be_somebodys_data(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(_file(tmp_path, HEADING + "C1,01/02/2026,Knowle\nZoe Smith,01/02/2026,Knowle\n"), LAYOUT)
    assert "Smith" not in str(error.value)


def test_another_delimiter_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expects the heading"):
        read(_file(tmp_path, ("Title\n\n" + HEADING + ROWS).replace(",", ";")), LAYOUT)


def test_another_kind_of_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expects an Excel workbook, and this is a text file"):
        read(_file(tmp_path, HEADING + ROWS), Layout("xlsx", sheet="Data"))


@pytest.mark.parametrize("delimiter", ["", ",;", "\n", '"'])
def test_a_delimiter_that_cannot_be_one_is_an_error(tmp_path: Path, delimiter: str) -> None:
    with pytest.raises(InputError, match="delimiter"):
        read(_file(tmp_path, HEADING + ROWS), Layout("text", "utf-8", delimiter))


def test_a_layout_that_a_person_corrected_is_obeyed(tmp_path: Path) -> None:
    # By itself the file would be read with its first line as heading.
    text = "Patient,Contact,Place\nID,Date,Venue\n" + ROWS
    assert read(_file(tmp_path, text)).columns == ("Patient", "Contact", "Place")
    table = read(_file(tmp_path, text), Layout("text", "utf-8", ",", "", 2))
    assert table.columns == ("ID", "Date", "Venue")
    assert table.not_data.rows() == [(1, "title", "Patient | Contact | Place")]


def test_a_sheet_that_has_gone_is_an_error_that_names_those_there(tmp_path: Path) -> None:
    path = tmp_path / "contacts.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("March")
        sheet.write_row(0, 0, ["ID", "Venue"])
        sheet.write_row(1, 0, [1, "Knowle"])
    with pytest.raises(InputError, match='expects the sheet "February"') as error:
        read(path, Layout("xlsx", sheet="February"))
    assert '"March"' in error.value.where


@pytest.mark.parametrize(("row", "lines"), [(0, 1), (-1, 1), (1, 0), (1, 5), (999, 1)])
def test_a_layout_out_of_reach_is_an_error(tmp_path: Path, row: int, lines: int) -> None:
    with pytest.raises(InputError):
        read(_file(tmp_path, HEADING + ROWS), Layout("text", "utf-8", ",", "", row, lines))
