"""Files that others made, read as they are."""

from pathlib import Path

import polars as pl
import pytest

from babyhubs.intake.file_bytes import sha256
from babyhubs.intake.reading import read
from tests.shared_data import shared


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("synthea_well_child_visits.csv", 381, 18),
        ("nhse_artificial_hes_op_0304_sample.csv.gz", 1000, 157),
        ("bnssg_gp_practices_2025.csv", 73, 14),
        ("west_sussex_gp_child_immunisations.csv", 3712, 14),
        ("bnssg_nhs_clinics_2016.csv", 162, 13),
    ],
)
def test_every_row_and_column_is_there(name: str, rows: int, columns: int) -> None:
    path = shared(f"data/{name}")
    table = read(path)
    assert (table.frame.height, len(table.columns)) == (rows, columns)
    assert table.not_data.height == 0
    assert set(table.frame.dtypes[1:]) == {pl.String()}


def test_the_cells_are_those_that_another_reader_finds() -> None:
    path = shared("data/synthea_well_child_visits.csv")
    other = pl.read_csv(path, infer_schema=False)
    assert read(path).frame.drop("_row").equals(other)


def test_the_digest_is_the_one_that_was_published_with_the_file() -> None:
    path = shared("data/nhse_artificial_hes_op_0304_sample.csv.gz")
    sums = dict(reversed(line.split()) for line in Path(shared("data/SHA256SUMS")).read_text().splitlines())
    assert sha256(path) == sums[path.name] == read(path).sha256
