"""What ships: every file is registered, unchanged, licensed, and small enough; and says what its sources say."""

import hashlib
import re
from pathlib import Path

import polars as pl
import pytest

from babyhubs.errors import InputError
from babyhubs.reference import areas, codes, postcodes, registry
from tests.shared_data import shared

DATA_PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "data.md"
MOST_BYTES = 12_000_000


@pytest.mark.parametrize("file", registry.FILES, ids=lambda file: file.name)
def test_every_file_is_the_registered_one(file: registry.ReferenceFile) -> None:
    content = registry.path(file.name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == file.sha256
    assert file.source
    assert file.vintage
    assert re.search(r"Open Government Licence|CC BY|public domain|restriction|Babyhubs", file.licence), file.licence
    assert file.attribution


@pytest.mark.parametrize("file", [f for f in registry.FILES if "geojson" not in f.file], ids=lambda file: file.name)
def test_every_table_has_the_registered_number_of_rows(file: registry.ReferenceFile) -> None:
    assert registry.read(file.name).height == file.rows


def test_nothing_ships_unregistered() -> None:
    lying = {path.name for path in registry.DATA.iterdir() if path.is_file()}
    assert lying == {file.file for file in registry.FILES} | {"registry.toml"}


def test_all_together_are_small() -> None:
    assert sum(path.stat().st_size for path in registry.DATA.iterdir()) <= MOST_BYTES


def test_the_data_page_names_every_file_with_its_licence_and_notice() -> None:
    page = DATA_PAGE.read_text("utf-8")
    for file in registry.FILES:
        row = next(line for line in page.splitlines() if line.startswith(f"| `{file.file}` |"))
        assert file.licence in row
        assert file.source in row
        assert f"* {file.attribution}" in page


@pytest.mark.parametrize(
    ("index", "count", "first", "score"),
    [(2019, 32_844, "E01021988", 92.735), (2025, 33_755, None, 94.223)],
)
def test_every_english_area_with_its_published_rank(index: int, count: int, first: str | None, score: float) -> None:
    """Rank 1 of 2019 is Tendring 018A with a score of 92.735; it is rank 1 again in 2025 with 94.223."""
    england = areas.england(index)
    assert england.height == count
    top = england.filter(pl.col("deprivation_rank") == 1)
    assert top["deprivation_score"].round(3).to_list() == [score]
    if first:
        assert top["area"].to_list() == [first]
    assert set(england["deprivation_quintile"].unique()) == {1, 2, 3, 4, 5}


def test_bristol_has_41_areas_in_the_most_deprived_tenth_of_2019() -> None:
    worst = areas.england(2019).filter(pl.col("deprivation_decile") == 1)
    named = dict(worst["authority"].value_counts().iter_rows())
    assert [named.get(code, 0) for code in ("E06000023", "E06000024", "E06000025")] == [41, 8, 0]


@pytest.mark.parametrize(("area_vintage", "index"), [(2011, 2025), (2021, 2019)])
def test_an_index_is_not_joined_to_areas_of_another_census(area_vintage: int, index: int) -> None:
    with pytest.raises(InputError, match="is published for"):
        areas.require_vintage(area_vintage, index)


def test_a_split_area_is_a_best_fit_and_says_so() -> None:
    lookup = pl.read_csv(shared("data/bnssg_lsoa11_lsoa21.csv"), infer_schema=False)
    columns = [name for name in lookup.columns if name.lower().startswith("lsoa11")]
    wanted = lookup[columns[0]].unique().sort()
    found = areas.convert(wanted, 2011, 2021)
    assert found["area_to"].null_count() == 0
    assert found.filter(~pl.col("exact")).height == 563 - 549
    assert set(found.filter(~pl.col("exact"))["change"]) == {"S"}


def test_every_postcode_lies_in_an_area_that_is_there() -> None:
    known = set(areas.england(2025)["area"])
    assert set(postcodes.lookup()["area_2021"].drop_nulls()) <= known


def test_the_two_consultation_lists_stay_apart() -> None:
    old, new = codes.canonical("consultation_medium"), codes.canonical("consultation_mechanism")
    assert "03" in old
    assert "03" not in new
    assert new["11"] == "video"
    assert "11" not in old


def test_chinese_moves_between_the_groupings() -> None:
    assert codes.ethnic_group("2001")["R"] == "Other"
    assert codes.ethnic_group("census")["R"] == "Asian"
    assert codes.ethnic_group("2001")["Z"] == codes.ethnic_group("2001")["99"] == codes.NOT_A_GROUP
