"""Where a table begins and ends in the exports that record systems write."""

from pathlib import Path

import pytest

from babyhubs.errors import InputError
from babyhubs.intake.raw import RawTable
from babyhubs.intake.reading import read
from babyhubs.intake.sniff import sniff

ROWS = "C1,01/02/2026,Knowle\nC2,02/02/2026,Brentry\n"


def _read(tmp_path: Path, text: str, name: str = "contacts.csv") -> RawTable:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return read(path)


def _aside(table: RawTable) -> list[tuple[int, str]]:
    return list(table.not_data.select("_row", "reason").iter_rows())


def test_a_plain_file_keeps_every_cell_and_place(tmp_path: Path) -> None:
    table = _read(tmp_path, "ID,Date,Venue\n" + ROWS)
    assert table.frame.rows() == [(2, "C1", "01/02/2026", "Knowle"), (3, "C2", "02/02/2026", "Brentry")]
    assert table.columns == ("ID", "Date", "Venue")
    assert table.not_data.height == 0


def test_title_rows_blank_rows_and_totals_are_set_aside_with_their_places(tmp_path: Path) -> None:
    text = "Contacts by clinic\nRun date:,01/03/2026\n\nID,Date,Venue\n" + ROWS + "\nTotal,2\nEnd of report\n"
    table = _read(tmp_path, text)
    assert table.layout.header_row == 4
    assert table.frame["_row"].to_list() == [5, 6]
    assert _aside(table) == [
        (1, "title"),
        (2, "title"),
        (3, "blank row"),
        (7, "blank row"),
        (8, "total"),
        (9, "footer"),
    ]
    assert "Heading found in row 4; 2 rows above it are a title." in table.notes


@pytest.mark.parametrize(
    "line",
    [
        "Total,2,",
        "Grand Total,,",
        "Sub-total,2,",
        "Total: 2,,",
        "Row count: 123,,",
        "Row count:,123,",
        "Total records,2,",
        "Number of contacts: 1,234,",
        "Count: 2,,",
        "(2 rows affected),,",
        ",Total,2",
    ],
)
def test_totals_are_known_in_many_words(tmp_path: Path, line: str) -> None:
    assert _aside(_read(tmp_path, "ID,Date,Venue\n" + ROWS + line + "\n")) == [(4, "total")]


@pytest.mark.parametrize("line", ["Totalbank,01/02/2026,Knowle", "C3,01/02/2026,Total", "Counterslip,01/02/2026,x"])
def test_a_name_that_begins_like_a_total_is_data(tmp_path: Path, line: str) -> None:
    assert _read(tmp_path, "ID,Date,Venue\n" + ROWS + line + "\n").frame.height == 3


@pytest.mark.parametrize(
    "line", ["End of report,,", "*** End of Report ***,,", "Page 1 of 2,,", "Printed on 01/03/2026 by the system,,"]
)
def test_page_footers_are_set_aside_wherever_they_stand(tmp_path: Path, line: str) -> None:
    table = _read(tmp_path, "ID,Date,Venue\n" + line + "\n" + ROWS)
    assert _aside(table) == [(2, "footer")]
    assert table.frame.height == 2


def test_a_closing_sentence_is_a_footer_but_a_lonely_name_is_data(tmp_path: Path) -> None:
    closing = _read(tmp_path, "ID,Date,Venue\n" + ROWS + "Figures may change after validation,,\n")
    assert _aside(closing) == [(4, "footer")]
    lonely = _read(tmp_path, "ID,Date,Venue\n" + ROWS + "Knowle West,,\n")
    assert lonely.frame.height == 3


def test_headings_and_titles_repeated_at_page_breaks_are_set_aside(tmp_path: Path) -> None:
    page = "Contacts by clinic,,\nID,Date,Venue\n"
    table = _read(tmp_path, page + ROWS + page + ROWS)
    assert table.frame["_row"].to_list() == [3, 4, 7, 8]
    assert _aside(table) == [(1, "title"), (5, "title"), (6, "repeated heading")]


def test_a_merged_line_above_tells_equal_headings_apart(tmp_path: Path) -> None:
    text = "Patient,,,Contact,,\nID,Date,Team,ID,Date,Venue\n1,01/02/2026,A,2,02/02/2026,Knowle\n"
    table = _read(tmp_path, text)
    assert table.layout.header_lines == 2
    assert table.layout.header_row == 1
    assert table.columns == ("Patient ID", "Patient Date", "Team", "Contact ID", "Contact Date", "Venue")
    assert table.frame["_row"].to_list() == [3]


def test_a_merged_line_that_is_not_needed_is_a_title(tmp_path: Path) -> None:
    table = _read(tmp_path, "Patient,,Contact\nID,DOB,Venue\n1,01/02/2026,Knowle\n")
    assert table.columns == ("ID", "DOB", "Venue")
    assert (table.layout.header_row, table.layout.header_lines) == (2, 1)
    assert _aside(table) == [(1, "title")]


def test_cells_merged_downwards_lend_their_heading_to_the_line_below(tmp_path: Path) -> None:
    text = "Title\nNHS number,DOB,Contact,,\n,,Date,Venue,Type\n1,01/02/2026,02/02/2026,Knowle,x\n"
    table = _read(tmp_path, text)
    assert table.columns == ("NHS number", "DOB", "Date", "Venue", "Type")
    assert (table.layout.header_row, table.layout.header_lines) == (2, 2)


def test_equal_headings_are_refused_by_name_and_column(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="same heading") as error:
        _read(tmp_path, "ID,Date,Venue,Date\n1,01/02/2026,x,02/02/2026\n")
    assert '"Date" (columns 2, 4)' in error.value.where
    assert "row 1" in error.value.where


def test_an_empty_heading_is_named_by_its_number_and_said(tmp_path: Path) -> None:
    table = _read(tmp_path, "ID,Date,,Venue,Team\n1,01/02/2026,x,Knowle,A\n")
    assert table.columns == ("ID", "Date", "column 3", "Venue", "Team")
    assert 'A column has no heading; it is called "column 3".' in table.notes


def test_empty_columns_without_heading_are_left_off(tmp_path: Path) -> None:
    table = _read(tmp_path, "ID,Date,Venue,,\n1,01/02/2026,Knowle,,\n2,01/02/2026,Knowle\n")
    assert table.columns == ("ID", "Date", "Venue")
    assert table.frame.height == 2


def test_headings_lose_stray_white_space_and_keep_their_spelling(tmp_path: Path) -> None:
    table = _read(tmp_path, '" Date\nof  birth ",NHS_Number,venue\n01/02/2026,1,x\n')
    assert table.columns == ("Date of birth", "NHS_Number", "venue")


def test_cells_lose_stray_white_space_and_empty_ones_are_null(tmp_path: Path) -> None:
    table = _read(tmp_path, "ID,Date,Venue\n C1 ,01/02/2026,Bright\u00a0 Start \nC2,  ,\n")
    assert table.frame.rows() == [(2, "C1", "01/02/2026", "Bright Start"), (3, "C2", None, None)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_and_said(tmp_path: Path, delimiter: str) -> None:
    lines = [["ID", "Date", "Address"], ["C1", "01/02/2026", "1 High St"], ["C2", "01/02/2026", "2 Low St"]]
    table = _read(tmp_path, "\n".join(delimiter.join(line) for line in lines), "export.txt")
    assert table.layout.delimiter == delimiter
    assert table.frame.height == 2


def test_commas_in_cells_do_not_outweigh_the_true_delimiter(tmp_path: Path) -> None:
    table = _read(tmp_path, "ID;Weight;Address\nC1;3,5;1 High St, Knowle, Bristol\nC2;3,6;2 Low St, Knowle, Bristol\n")
    assert table.layout.delimiter == ";"


def test_excels_own_first_line_names_the_delimiter(tmp_path: Path) -> None:
    table = _read(tmp_path, "sep=;\nID;Date;Venue\nC1;01/02/2026;Knowle\n")
    assert table.layout.delimiter == ";"
    assert table.frame["_row"].to_list() == [3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path: Path, end: str) -> None:
    table = _read(tmp_path, ("ID,Date,Venue\n" + ROWS).replace("\n", end))
    assert table.frame["_row"].to_list() == [2, 3]


def test_the_place_of_a_row_is_its_first_line_in_the_file(tmp_path: Path) -> None:
    table = _read(tmp_path, 'ID,Date,Venue\nC1,01/02/2026,"Knowle\nand\nFilwood"\nC2,02/02/2026,x\n')
    assert table.frame["_row"].to_list() == [2, 5]
    assert table.frame["Venue"][0] == "Knowle and Filwood"


def test_a_row_of_another_width_is_set_aside_without_its_content(tmp_path: Path) -> None:
    table = _read(tmp_path, "ID,Date,Venue\n" + ROWS + "C3,02/02/2026,Unit 1, Knowle\nC4\n")
    assert table.frame.height == 2
    assert table.not_data.rows() == [
        (4, "broken row", "cells: 4, in the heading: 3"),
        (5, "broken row", "cells: 1, in the heading: 3"),
    ]


def test_a_formula_stays_text(tmp_path: Path) -> None:
    table = _read(tmp_path, "ID,Date,Venue\nC1,01/02/2026,=cmd|' /C calc'!A0\n")
    assert table.frame["Venue"][0] == "=cmd|' /C calc'!A0"


def test_every_row_is_in_exactly_one_place(tmp_path: Path) -> None:
    text = "Title\n\nID,Date,Venue\n" + ROWS + "x\n" + "Total,2,\n"
    table = _read(tmp_path, text)
    places = [*table.frame["_row"], *table.not_data["_row"], table.layout.header_row]
    assert sorted(places) == list(range(1, 8))


def test_a_file_without_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No heading"):
        _read(tmp_path, ROWS)


def test_rows_of_data_above_a_supposed_heading_are_not_swallowed_as_title(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No heading"):
        _read(tmp_path, ROWS + "unknown,unknown,Knowle\n" + ROWS)


def test_sniff_says_what_read_obeys(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("Title\nID;Date;Venue\nC1;01/02/2026;Knowle\n")
    layout = sniff(path)
    assert (layout.kind, layout.delimiter, layout.header_row) == ("text", ";", 2)
    assert read(path, layout).frame.equals(read(path).frame)
