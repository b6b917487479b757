"""Whatever table of printable text is written in whatever form, the same table is read back, each row at its place."""

import csv
import gzip
import io
import tempfile
from pathlib import Path

import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from babyhubs.intake.raw import ROW
from babyhubs.intake.reading import read

# Letters that Windows-1252 has, so that every encoding can carry every table; white space inside cells is collapsed by reading.
LETTERS = st.characters(codec="cp1252", exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp"))
WORD = st.text(LETTERS, min_size=1, max_size=8)
CELL = st.one_of(st.just(""), WORD, st.lists(WORD, min_size=2, max_size=3).map(" ".join))
NAMES = st.lists(st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{2,6})?", fullmatch=True), min_size=2, max_size=6, unique=True)
TITLE = ["Contacts by clinic"]


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    names = draw(NAMES)
    cells = st.lists(CELL, min_size=len(names) - 1, max_size=len(names) - 1)
    # The first column numbers the rows, so that none looks like a total, a repeated heading or a blank line.
    rows = [[f"{number}/R", *row] for number, row in enumerate(draw(st.lists(cells, min_size=1, max_size=12)), 1)]
    return names, rows


def _expected(rows: list[list[str]]) -> list[list[str | None]]:
    return [[cell or None for cell in row] for row in rows]


@settings(max_examples=150, deadline=None)
@given(
    table=_tables(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    titles=st.integers(0, 3),
    total=st.booleans(),
    packed=st.booleans(),
)
def test_text_files(
    table: tuple[list[str], list[list[str]]],
    encoding: str,
    delimiter: str,
    quoting: int,
    end: str,
    titles: int,
    total: bool,
    packed: bool,
) -> None:
    names, rows = table
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows([*[TITLE] * titles, names, *rows, *([["Total", str(len(rows))]] if total else [])])
    data = buffer.getvalue().encode(encoding)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.dat"
        path.write_bytes(gzip.compress(data) if packed else data)
        found = read(path)
    assert list(found.columns) == names
    assert found.layout.delimiter == delimiter
    assert [list(row[1:]) for row in found.frame.rows()] == _expected(rows)
    assert found.frame[ROW].to_list() == list(range(titles + 2, titles + 2 + len(rows)))
    assert found.not_data["reason"].to_list() == ["title"] * titles + ["total"] * total


@settings(max_examples=40, deadline=None)
@given(table=_tables(), titles=st.integers(0, 3), left=st.integers(0, 2))
def test_workbooks(table: tuple[list[str], list[list[str]]], titles: int, left: int) -> None:
    names, rows = table
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.dat"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for row, cells in enumerate([*[TITLE] * titles, names, *rows]):
                for column, cell in enumerate(cells, left):
                    sheet.write_string(row, column, cell)
        found = read(path)
    assert list(found.columns) == names
    assert [list(row[1:]) for row in found.frame.rows()] == _expected(rows)
    assert found.frame[ROW].to_list() == list(range(titles + 2, titles + 2 + len(rows)))


@settings(max_examples=60, deadline=None)
@given(table=_tables())
def test_windows_1252_gives_back_every_letter(table: tuple[list[str], list[list[str]]]) -> None:
    names, rows = table
    text = "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in [names, *rows])
    data = (text + '\n"999/R","Café £"' + ',""' * (len(names) - 2)).encode("cp1252")  # one line that is not UTF-8
    assume(not any(_is_utf8(line) for line in data.splitlines() if not line.isascii()))  # else two encodings: refused
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.dat"
        path.write_bytes(data)
        found = read(path)
    assert found.layout.encoding == "cp1252"
    assert [list(row[1:]) for row in found.frame.rows()][:-1] == _expected(rows)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
