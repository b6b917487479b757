"""Workbooks that are damaged or built to do harm: refused before the reader sees them."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from babyhubs.errors import InputError
from babyhubs.intake import limits, xlsx_check
from babyhubs.intake.reading import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _good() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["ID", "Date", "Venue"])
        sheet.write_row(1, 0, ["C1", "01/02/2026", "Knowle"])
    return buffer.getvalue()


def _changed(tmp_path: Path, parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A good workbook with these parts replaced or added."""
    path = tmp_path / "contacts.xlsx"
    with zipfile.ZipFile(io.BytesIO(_good())) as good, zipfile.ZipFile(path, "w", method) as bad:
        for name in good.namelist():
            bad.writestr(name, parts.get(name, good.read(name)))
        for name in parts.keys() - set(good.namelist()):
            bad.writestr(name, parts[name])
    return path


def _refused(path: Path) -> InputError:
    with pytest.raises(InputError) as error:
        read(path)
    assert str(path) in error.value.where
    assert error.value.remedy
    return error.value


def _sheet(cells: str) -> bytes:
    return (f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>').encode()


def test_the_workbook_that_the_others_are_made_from_is_good(tmp_path: Path) -> None:
    assert read(_changed(tmp_path, {})).frame.height == 1


def test_a_part_that_unpacks_without_end_is_refused_by_its_name(tmp_path: Path) -> None:
    error = _refused(_changed(tmp_path, {"xl/media/picture.bin": b"\x00" * (limits.PACKED_RATIO_FROM + 1)}))
    assert "unpacks to more" in error.what
    assert "xl/media/picture.bin" in error.where


def test_a_directory_that_lies_about_a_size_is_found_out(tmp_path: Path) -> None:
    path = _changed(tmp_path, {"xl/media/picture.bin": b"\x00" * (limits.PACKED_RATIO_FROM * 2)})
    data = bytearray(path.read_bytes())
    true, false = struct.pack("<I", limits.PACKED_RATIO_FROM * 2), struct.pack("<I", 1000)
    path.write_bytes(data.replace(true, false))
    error = _refused(path)
    assert "unpacks to more" in error.what or "damaged" in error.what


def test_a_small_lie_about_a_size_is_found_out_too(tmp_path: Path) -> None:
    path = _changed(tmp_path, {"xl/media/picture.bin": b"\x00" * 123_457})
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 123_457), struct.pack("<I", 1000)))
    assert "wrong size" in _refused(path).what


def test_all_parts_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_check, "XLSX_UNPACKED", 3000)
    assert "unpacks to more" in _refused(_changed(tmp_path, {})).what


def test_xml_entities_are_refused_wherever_they_stand(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    for name in ("xl/sharedStrings.xml", "docProps/app.xml", "xl/worksheets/sheet1.xml"):
        error = _refused(_changed(tmp_path, {name: b"<?xml version='1.0'?>" + b" " * 2_000_000 + bomb}))
        assert "entities" in error.what
        assert name in error.where


def test_an_entity_on_the_border_of_two_pieces_is_seen(tmp_path: Path) -> None:
    before = b"<x>" + b"<y/>" * (limits.MIB // 4)
    text = before[: limits.MIB - 4] + b"<!DOCTYPE x>"
    assert "entities" in _refused(_changed(tmp_path, {"xl/extra.xml": text})).what


def test_xml_in_utf_16_cannot_hide_an_entity(tmp_path: Path) -> None:
    text = "<?xml version='1.0'?><!DOCTYPE x>".encode("utf-16")
    assert "UTF-8" in _refused(_changed(tmp_path, {"xl/sharedStrings.xml": text})).what


@pytest.mark.parametrize("reference", ['r="A1048576"', "r = 'IV1048576'", 'r="C999999999999999999995"'])
def test_two_cells_far_apart_do_not_take_the_memory_between_them(tmp_path: Path, reference: str) -> None:
    cells = f'<row r="1"><c r="CA1"><v>1</v></c></row><row><c {reference} t="n"><v>1</v></c></row>'
    error = _refused(_changed(tmp_path, {"xl/worksheets/sheet1.xml": _sheet(cells)}))
    assert "span more than" in error.what
    assert "sheet1.xml" in error.where


def test_an_address_is_seen_however_it_is_spread_out(tmp_path: Path) -> None:
    before = '<row r="1">' + '<c r="A1"><v>1</v></c>' * (limits.MIB // 22)
    cells = f'{before}<c r{" " * 3000}={" " * 3000}"IV1048576"><v>1</v></c></row>'
    assert "span more than" in _refused(_changed(tmp_path, {"xl/worksheets/sheet1.xml": _sheet(cells)})).what


def test_a_promise_of_entries_that_are_not_there_is_refused(tmp_path: Path) -> None:
    strings = f'<sst xmlns="{MAIN}" count="9" uniqueCount="4294967295"><si><t>ID</t></si></sst>'.encode()
    error = _refused(_changed(tmp_path, {"xl/sharedStrings.xml": strings}))
    assert "promises more" in error.what
    assert "sharedStrings.xml" in error.where


def test_a_tag_without_end_is_refused(tmp_path: Path) -> None:
    cells = f'<row r="1"><c r{" " * 3 * limits.MIB}="A1"><v>1</v></c></row>'
    assert "without end" in _refused(_changed(tmp_path, {"xl/worksheets/sheet1.xml": _sheet(cells)})).what


def test_a_long_string_that_many_cells_show_is_refused(tmp_path: Path) -> None:
    """32 kB shown by 400,000 cells: 13 GB of text from a file of 40 kB."""
    strings = f'<sst xmlns="{MAIN}"><si><t>ID</t></si><si><t>{"x" * 32_000}</t></si></sst>'.encode()
    cells = '<row r="1">' + '<c t="s"><v>1</v></c>' * 400_000 + "</row>"
    parts = {"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": _sheet(cells)}
    assert "MB of text" in _refused(_changed(tmp_path, parts)).what
    hidden = cells.replace("<v>1<", "<v><![CDATA[1]]><") + "<row><c><v>0</v></c></row>"
    parts["xl/worksheets/sheet1.xml"] = _sheet(hidden)
    assert "cannot be checked" in _refused(_changed(tmp_path, parts)).what


def test_a_long_string_that_few_cells_show_is_read(tmp_path: Path) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>ID</t></si><si><t>Venue</t></si><si><t>{"x" * 30_000}</t></si></sst>'.encode()
    )
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="str"><v>x</v></c></row>' for n in range(2, 40_000)
    )
    last = '<row r="40000"><c r="B40000" t="s"><v>2</v></c></row>'
    parts = {"xl/sharedStrings.xml": strings, "xl/worksheets/sheet1.xml": _sheet(head + rows + last)}
    assert read(_changed(tmp_path, parts)).frame.height == 39_999


def test_a_cell_in_the_last_column_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    error = _refused(_changed(tmp_path, {"xl/worksheets/sheet1.xml": _sheet(cells)}))
    assert "column 16,384" in error.what


@pytest.mark.parametrize("name", ["../outside.xml", "/outside.xml", "xl/../../outside.xml", "xl\\outside.xml"])
def test_a_part_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    assert "points outside" in _refused(_changed(tmp_path, {name: b"<x/>"})).what


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"xl/part{number}.xml": b"<x/>" for number in range(limits.XLSX_PARTS)}
    assert "parts" in _refused(_changed(tmp_path, parts, zipfile.ZIP_STORED)).what


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = _changed(tmp_path, {})
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", b"<x/>")
    assert "two parts of one name" in _refused(path).what


def test_a_packing_that_excel_does_not_use_is_refused(tmp_path: Path) -> None:
    assert "does not use" in _refused(_changed(tmp_path, {}, zipfile.ZIP_LZMA)).what


@pytest.mark.parametrize(
    ("part", "said"),
    [("word/document.xml", "Word"), ("xl/workbook.bin", ".xlsb"), ("content.xml", "OpenDocument"), ("a.csv", "ZIP")],
)
def test_another_archive_is_named_for_what_it_is(tmp_path: Path, part: str, said: str) -> None:
    path = tmp_path / "contacts.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, b"<x/>")
    assert said in _refused(path).what


def test_a_password_inside_the_archive_is_named(tmp_path: Path) -> None:
    path = _changed(tmp_path, {})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    path.write_bytes(bytes(data))
    assert "password" in _refused(path).what


def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "contacts.xlsx"
    for length in (10, 500, len(_good()) // 2, len(_good()) - 30):
        path.write_bytes(_good()[:length])
        assert "damaged" in _refused(path).what


def test_a_workbook_whose_sheet_is_no_xml_is_refused(tmp_path: Path) -> None:
    assert "damaged" in _refused(_changed(tmp_path, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})).what
    assert "damaged" in _refused(_changed(tmp_path, {"xl/workbook.xml": b"not xml at all <"})).what
