"""Parquet: typed values become the text that a good CSV would have, and odd files are refused."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from babyhubs.errors import InputError
from babyhubs.intake import limits, parquet_files
from babyhubs.intake.raw import RawTable
from babyhubs.intake.reading import read

MIDNIGHT = dt.datetime.fromisoformat("2026-01-31")
HALF_PAST_TEN = dt.datetime.fromisoformat("2026-01-31 10:30")


def _read(tmp_path: Path, columns: dict[str, pa.Array]) -> RawTable:
    path = tmp_path / "contacts.parquet"
    pq.write_table(pa.table(columns), path)
    return read(path)


def test_values_become_the_text_that_a_good_csv_would_have(tmp_path: Path) -> None:
    table = _read(
        tmp_path,
        {
            "text": pa.array([" a  b ", "", None]),
            "category": pa.array(["x", "y", "x"]).dictionary_encode(),
            "whole": pa.array([1, None, 3], pa.int64()),
            "number": pa.array([1.0, 2.5, float("nan")]),
            "decimal": pa.array([Decimal("1.00"), Decimal("2.50"), None], pa.decimal128(5, 2)),
            "day": pa.array([dt.date(2026, 1, 31), None, None]),
            "moment": pa.array([MIDNIGHT, HALF_PAST_TEN, None]),
            "yes": pa.array([True, False, None]),
            "bytes": pa.array([b"a", b"b", None], pa.binary()),
            "nothing": pa.nulls(3),
        },
    )
    assert table.frame.rows() == [
        (1, "a b", "x", "1", "1", "1", "2026-01-31", "2026-01-31", "true", "a", None),
        (2, None, "y", None, "2.5", "2.50", None, "2026-01-31 10:30:00", "false", "b", None),
        (3, None, "x", "3", None, None, None, None, None, None, None),
    ]


def test_blank_rows_and_totals_are_set_aside(tmp_path: Path) -> None:
    table = _read(tmp_path, {"ID": pa.array(["C1", None, "Total"]), "Heads": pa.array([1, None, 1])})
    assert table.frame.height == 1
    assert table.not_data.rows() == [(2, "blank row", ""), (3, "total", "Total | 1")]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"ID": pa.array(["C1"]), "visits": pa.array([[1, 2]])}, '"visits"'),
        ({"ID": pa.array(["C1"]), "home": pa.array([{"postcode": "x"}])}, '"home"'),
        ({"ID": pa.array(["C1"]), "photo": pa.array([b"\xff\xd8"], pa.binary())}, '"photo"'),
        ({"ID": pa.array(["x" * (limits.CELL_CHARACTERS + 1)])}, '"ID"'),
        ({"ID": pa.array([], pa.string())}, "contacts.parquet"),
        ({f"h{number}": pa.array([1]) for number in range(300)}, "contacts.parquet"),
    ],
)
def test_what_is_no_table_of_values_is_refused_by_its_column(
    tmp_path: Path, columns: dict[str, pa.Array], said: str
) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, columns)
    assert said in error.value.where
    assert error.value.remedy


def test_equal_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "contacts.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["ID", " ID"]), path)
    with pytest.raises(InputError, match="same heading"):
        read(path)


def test_a_row_group_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_files, "PARQUET_GROUP_BYTES", 10)
    with pytest.raises(InputError, match="row group"):
        _read(tmp_path, {"ID": pa.array(["C1"])})


def test_a_text_repeated_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """30 kB repeated a million times take 30 GB as text, and a few kB in the file."""
    monkeypatch.setattr(parquet_files, "PARQUET_TEXT_BYTES", 50 * limits.MIB)
    cells = pa.DictionaryArray.from_arrays(pa.array([0] * 10_000, pa.int32()), pa.array(["x" * 30_000]))
    with pytest.raises(InputError, match="more text"):
        _read(tmp_path, {"ID": cells})


def test_a_file_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "contacts.parquet"
    pq.write_table(pa.table({"ID": [f"C{number}" for number in range(1000)]}), path)
    good = path.read_bytes()
    for data in (good[:-10], good[:8], b"PAR1" + b"\x00" * 300 + good[304:], good[: len(good) // 2] + b"PAR1"):
        path.write_bytes(data)
        with pytest.raises(InputError, match="damaged"):
            read(path)
