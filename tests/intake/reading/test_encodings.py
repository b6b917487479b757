"""Letters outside ASCII: read right, or refused; never turned into other letters in silence."""

from pathlib import Path

import pytest

from babyhubs.errors import InputError
from babyhubs.intake.raw import Layout, RawTable
from babyhubs.intake.reading import read

TEXT = "ID,Date,Venue\nC1,01/02/2026,Café Zoë – £2\nC2,02/02/2026,Knowle\n"


def _read(tmp_path: Path, data: bytes, layout: Layout | None = None) -> RawTable:
    path = tmp_path / "contacts.csv"
    path.write_bytes(data)
    return read(path, layout)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_each_encoding_of_real_exports_is_found(tmp_path: Path, encoding: str, found: str) -> None:
    table = _read(tmp_path, TEXT.encode(encoding))
    assert table.layout.encoding == found
    assert table.frame["Venue"][0] == "Café Zoë – £2"
    assert table.columns[0] == "ID"


def test_plain_ascii_says_so(tmp_path: Path) -> None:
    assert _read(tmp_path, b"ID,Date\nC1,01/02/2026\n").layout.encoding == "ascii"


def test_a_guess_is_said_with_its_line_and_its_letters_and_no_more(tmp_path: Path) -> None:
    (note,) = [note for note in _read(tmp_path, TEXT.encode("cp1252")).notes if note.startswith("Encoding")]
    assert "Windows-1252" in note
    assert "not valid UTF-8 at line 2" in note
    assert "£ é ë –" in note
    assert "Zo" not in note  # names stay in the file


def test_two_encodings_in_one_file_are_an_error_with_both_places(tmp_path: Path) -> None:
    lines = TEXT.encode("utf-8") + "C3,03/02/2026,Café\n".encode("cp1252")
    with pytest.raises(InputError, match="Lines in UTF-8: 1; lines in another one: 1") as error:
        _read(tmp_path, lines)
    assert "UTF-8 in line 2, another encoding in line 4" in error.value.where


def test_a_late_letter_is_seen_however_long_the_file_is(tmp_path: Path) -> None:
    many = "".join(f"C{n},01/02/2026,Knowle\n" for n in range(60_000))  # more than one block
    data = ("ID,Date,Venue\n" + many).encode() + "C9,01/02/2026,Café\n".encode("cp1252")
    table = _read(tmp_path, data)
    assert table.layout.encoding == "cp1252"
    assert "line 60,002" in table.notes[0]
    assert table.frame["Venue"][-1] == "Café"


def test_nul_bytes_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="NUL") as error:
        _read(tmp_path, b"ID,Date,Venue\nC1,01/02/2026,Kno\x00wle\n")
    assert "line 2" in error.value.where


def test_utf_16_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="UTF-16"):
        _read(tmp_path, TEXT.encode("utf-16")[:-1])


def test_a_layout_in_windows_1252_is_not_used_on_a_file_in_utf_8(tmp_path: Path) -> None:
    layout = _read(tmp_path, TEXT.encode("cp1252")).layout
    with pytest.raises(InputError, match="it is in UTF-8") as error:
        _read(tmp_path, TEXT.encode("utf-8"), layout)
    assert "babyhubs map" in error.value.remedy


def test_a_layout_in_utf_8_is_not_used_on_a_file_in_windows_1252(tmp_path: Path) -> None:
    layout = _read(tmp_path, TEXT.encode("utf-8")).layout
    with pytest.raises(InputError, match="it is in Windows-1252"):
        _read(tmp_path, TEXT.encode("cp1252"), layout)


def test_a_mark_at_the_start_changes_nothing_for_a_stored_layout(tmp_path: Path) -> None:
    layout = _read(tmp_path, TEXT.encode("utf-8")).layout
    assert _read(tmp_path, TEXT.encode("utf-8-sig"), layout).columns[0] == "ID"


def test_a_layout_from_a_plain_ascii_file_takes_the_encoding_of_the_next(tmp_path: Path) -> None:
    layout = _read(tmp_path, b"ID,Date,Venue\nC1,01/02/2026,x\n").layout
    assert _read(tmp_path, TEXT.encode("cp1252"), layout).frame["Venue"][0] == "Café Zoë – £2"


def test_an_encoding_that_a_person_wrote_into_the_mapping_is_obeyed(tmp_path: Path) -> None:
    data = "ID,Date,Venue\nC1,01/02/2026,Łódź\n".encode("cp1250")
    table = _read(tmp_path, data, Layout("text", "cp1250", ","))
    assert table.frame["Venue"][0] == "Łódź"


def test_an_encoding_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no encoding"):
        _read(tmp_path, TEXT.encode("cp1252"), Layout("text", "cp9999", ","))
