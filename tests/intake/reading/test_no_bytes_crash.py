"""Whatever bytes a file holds, reading it gives a table or an InputError, and never another exception."""

import gzip
import io
import tempfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.intake.raw import Layout, RawTable
from babyhubs.intake.reading import read


def _xlsx() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for row in range(5):
            sheet.write_row(row, 0, ["ID", "Date", "Venue"] if row == 0 else [row, 46000 + row, "Knowle"])
    return buffer.getvalue()


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"ID": ["C1", "C2"], "Heads": [1, 2]}), buffer)
    return buffer.getvalue()


CSV = 'Title\nID,Date,Venue\nC1,01/02/2026,"Café, Knowle"\nC2,02/02/2026,x\nTotal,2\n'.encode()
GOOD = [
    CSV,
    CSV.decode().encode("cp1252"),
    CSV.decode().encode("utf-16"),
    gzip.compress(CSV, mtime=0),
    _xlsx(),
    _parquet(),
]
STARTS = [
    b"",
    b"PK\x03\x04",
    b"PAR1",
    b"\x1f\x8b\x08",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"sep=;\n",
]


def _try(data: bytes, layout: Layout | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        try:
            table = read(path, layout)
        except InputError as error:
            said = error
        else:
            assert isinstance(table, RawTable)
            assert table.frame.height
            return
    assert said.what
    assert said.where
    assert said.remedy


@settings(max_examples=300, deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
def test_any_bytes(start: bytes, rest: bytes) -> None:
    _try(start + rest)


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from("aB1 /,;|\t\"\n\r'=\u00e9\u2028\x0b\x1c\x85\ufeff"), max_size=80))
@example(text='a,b\n"')
@example(text="a,b\n\r\n,")
@example(text="\ufeff\ufeffa,b\n1,2")
def test_any_text_of_the_letters_that_matter(text: str) -> None:
    _try(text.encode())
    _try(("ID,Date\n" + text).encode())


@settings(max_examples=300, deadline=None)
@given(
    good=st.sampled_from(GOOD),
    changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=4),
    cut=st.integers(0, 10_000),
)
def test_good_files_with_bytes_changed_or_cut_off(good: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(good)
    for at, value in changes:
        data[at % len(data)] = value
    _try(bytes(data))
    _try(bytes(data[: cut % len(data)]))


SHEET = "xl/worksheets/sheet1.xml"
# What an XML parser, a number parser or a list of cells may stumble over.
TOKENS = [
    b"4294967296",
    b"-1",
    b"1e308",
    b"NaN",
    b"",
    b"9" * 22,
    b'"',
    b"<",
    b">",
    b"ZZZ1",
    b't="d"',
    b't="e"',
    b"&#0;",
]


@settings(max_examples=200, deadline=None)
@given(
    part=st.sampled_from([SHEET, SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]),
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 6), st.sampled_from(TOKENS)), min_size=1, max_size=3
    ),
)
@example(part=SHEET, changes=[(846, 1, b"9" * 22)])
def test_workbooks_with_a_part_changed_inside(part: str, changes: list[tuple[int, int, bytes]]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD[4])) as good, zipfile.ZipFile(buffer, "w") as changed:
        for name in good.namelist():
            data = bytearray(good.read(name))
            for at, length, token in changes if name == part else []:
                start = at % len(data)
                data[start : start + length] = token
            changed.writestr(name, bytes(data))
    _try(buffer.getvalue())


@settings(max_examples=100, deadline=None)
@given(
    data=st.sampled_from(GOOD),
    layout=st.builds(
        Layout,
        st.sampled_from(["text", "xlsx", "parquet", "other"]),
        st.sampled_from(["", "ascii", "utf-8", "utf-16", "cp1252", "latin-1", "base64", "no such", "\x00"]),
        st.sampled_from([",", ";", "", "ab", '"', "\n"]),
        st.sampled_from(["Data", "", "Other"]),
        st.integers(-1, 6),
        st.integers(-1, 3),
    ),
)
def test_any_layout_in_a_mapping(data: bytes, layout: Layout) -> None:
    _try(data, layout)
