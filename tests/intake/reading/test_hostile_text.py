"""Files that are wrong, broken or hostile: each ends in an error that names the fault, the place and the way out."""

import gzip
import os
from pathlib import Path

import pytest

from babyhubs.errors import InputError
from babyhubs.intake import limits
from babyhubs.intake.reading import read

ROWS = "ID,Date,Venue\nC1,01/02/2026,Knowle\nC2,02/02/2026,Brentry\n"


def _refused(path: Path) -> InputError:
    with pytest.raises(InputError) as error:
        read(path)
    assert str(path) in error.value.where
    assert error.value.remedy
    return error.value


def _file(tmp_path: Path, data: bytes, name: str = "contacts.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"<html><body><table><tr><td>ID</td></tr></table></body></html>", "web page"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "web page or XML"),
        (b'{"contacts": []}', "JSON"),
        (b'[{"id": 1}]', "JSON"),
        (b"[1, 2]", "JSON"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"SQLite format 3\x00", "SQLite"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\n\n\n", "No separator"),
        (b"Dear colleague\nplease find the file attached\n", "No separator"),
        (b"ID,Date,Venue\n", "no rows"),
        (b"ID,Date,Venue\n\n\nTotal,0,\n", "no rows"),
    ],
)
def test_a_wrong_file_is_named_for_what_it_is(tmp_path: Path, data: bytes, said: str) -> None:
    assert said in _refused(_file(tmp_path, data, "contacts.xls")).what


def test_a_heading_in_square_brackets_is_not_json(tmp_path: Path) -> None:
    assert read(_file(tmp_path, b"[ID],[Date]\n1,01/02/2026\n")).columns == ("[ID]", "[Date]")


def test_a_folder_a_missing_file_and_a_pipe_are_named(tmp_path: Path) -> None:
    assert "folder" in _refused(tmp_path).what
    assert "not there" in _refused(tmp_path / "absent.csv").what
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "ordinary file" in _refused(tmp_path / "pipe").what


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = _file(tmp_path, ROWS.encode())
    path.chmod(0)
    assert "cannot be read" in _refused(path).what


def test_a_packed_file_is_read(tmp_path: Path) -> None:
    table = read(_file(tmp_path, gzip.compress(ROWS.encode()), "contacts.csv.gz"))
    assert table.frame.height == 2
    assert table.layout.kind == "text"


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(os.urandom(50_000).hex().encode())
    assert "damaged or ends too soon" in _refused(_file(tmp_path, packed[:-3000])).what
    assert "damaged or ends too soon" in _refused(_file(tmp_path, packed[:5])).what


def test_a_packed_file_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(ROWS.encode()))
    packed[-5] ^= 0xFF
    assert "damaged" in _refused(_file(tmp_path, bytes(packed))).what


def test_a_gzip_bomb_is_stopped_long_before_its_end(tmp_path: Path) -> None:
    bomb = gzip.compress(b"ID,Date\n" + b"C1,01/02/2026\n" * 5_000_000, 9)
    error = _refused(_file(tmp_path, bomb))
    assert "unpacks to far more" in error.what
    reached = int(error.where.rsplit(" ", 1)[1].replace(",", ""))
    assert limits.PACKED_RATIO_FROM < reached < 35 * limits.MIB  # of 65


def test_a_packed_file_in_a_packed_file_is_refused(tmp_path: Path) -> None:
    assert "does not hold text" in _refused(_file(tmp_path, gzip.compress(gzip.compress(ROWS.encode())))).what


def test_three_hundred_columns_are_refused_and_the_limit_is_not(tmp_path: Path) -> None:
    def table(columns: int) -> bytes:
        return (
            ",".join(f"h{n}" for n in range(columns)) + "\n" + ",".join("x" for _ in range(columns)) + "\n"
        ).encode()

    assert "300 columns" in _refused(_file(tmp_path, table(300))).what
    assert len(read(_file(tmp_path, table(limits.COLUMNS))).columns) == limits.COLUMNS


def test_a_cell_of_50_megabytes_is_refused_by_its_line(tmp_path: Path) -> None:
    error = _refused(_file(tmp_path, ROWS.encode() + b"C3,01/02/2026," + b"x" * 50_000_000 + b"\n"))
    assert "line 4" in error.where


def test_a_long_cell_on_a_short_line_is_refused_by_its_column(tmp_path: Path) -> None:
    error = _refused(_file(tmp_path, ROWS.encode() + b"C3,01/02/2026," + b"x" * (limits.CELL_CHARACTERS + 1)))
    assert 'row 4, column "Venue"' in error.where


def test_a_long_cell_in_quotation_marks_is_refused(tmp_path: Path) -> None:
    cell = '"' + ("x" * 1000 + "\n") * 200 + '"'
    assert "longer than" in _refused(_file(tmp_path, (ROWS + "C3,01/02/2026," + cell).encode())).what


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_line(tmp_path: Path) -> None:
    error = _refused(_file(tmp_path, (ROWS + 'C3,01/02/2026,"Knowle\nC4,01/02/2026,x\n').encode()))
    assert "never closed" in error.what
    assert "line 4" in error.where


def test_a_quotation_mark_that_swallows_a_large_file_is_named_by_its_line(tmp_path: Path) -> None:
    many = "".join(f"C{n},01/02/2026,Knowle\n" for n in range(2000))
    error = _refused(_file(tmp_path, (ROWS + 'C3,01/02/2026,"Knowle\n' + many).encode()))
    assert "never closed" in error.what
    assert "line 4" in error.where


def test_a_quotation_mark_that_another_closes_spoils_its_own_line_only(tmp_path: Path) -> None:
    text = ROWS + 'C3,01/02/2026,"Knowle\nC4,01/02/2026,x\nC5,02/02/2026,"Brentry, Bristol"\n'
    table = read(_file(tmp_path, text.encode()))
    assert table.frame["ID"].to_list() == ["C1", "C2", "C4", "C5"]
    assert table.frame["_row"].to_list() == [2, 3, 5, 6]
    assert table.not_data.rows() == [(4, "broken row", "quotation marks do not match")]


def test_a_file_whose_rows_do_not_fit_is_refused_as_a_whole(tmp_path: Path) -> None:
    text = "ID,Date,Venue\n" + "".join(f"C{n},01/02/2026,Unit {n}, Knowle\n" for n in range(30)) + ROWS[14:]
    error = _refused(_file(tmp_path, text.encode()))
    assert "30 of 32 rows do not fit" in error.what
    assert "row 2" in error.where


def test_two_delimiters_that_fit_equally_are_not_guessed_between(tmp_path: Path) -> None:
    error = _refused(_file(tmp_path, b"a b,c d;e\nx,y;z\nu,v;w\n"))
    assert "Both commas and semicolons" in error.what


def test_a_column_may_not_take_the_name_of_the_place(tmp_path: Path) -> None:
    assert "_row" in _refused(_file(tmp_path, b"_row,Date\n1,01/02/2026\n")).what
