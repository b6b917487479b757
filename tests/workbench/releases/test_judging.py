"""What the program says about a file before a person looks."""

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.disclosure.attack import Attack
from babyhubs.disclosure.dimension import TOTAL, Dimension
from babyhubs.disclosure.family import CountTable, Family
from babyhubs.disclosure.profiles import profile
from babyhubs.disclosure.protection import Protected, protect
from babyhubs.errors import InputError
from babyhubs.workbench.releases.judging import by_attack, by_profile
from babyhubs.workbench.releases.states import Verdict
from babyhubs.workbench.releases.table_text import tables

HES = profile("hes")


def family(**counts: int) -> Family:
    """One table of hubs with its total."""
    cells = {(name,): count for name, count in counts.items()}
    table = CountTable("reach", ("hub",), {**cells, (TOTAL,): sum(counts.values())})
    return Family((Dimension("hub", {TOTAL: tuple(counts)}),), (table,))


def test_a_family_that_was_protected_passes_the_attack() -> None:
    told = by_attack(protect(family(Easton=3, Knowle=40, Filton=25), HES))
    assert told.verdict is Verdict.SAFE
    assert "none can be worked out" in told.said[0]


def test_a_family_that_gives_a_count_away_is_told_with_its_cell() -> None:
    good = protect(family(Easton=3, Knowle=40, Filton=25), HES)
    bounds = good.attack.bounds.with_columns(safe=False)
    told = by_attack(Protected(good.reader, good.choice, Attack(bounds, good.attack.places, True)))
    assert told.verdict is Verdict.GIVEN_AWAY
    assert "Easton" in told.said[0]


def said(tmp_path: Path, content: str, name: str = "table.csv") -> str:
    """What the program says of a file without its exact counts."""
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    told = by_profile(path, name, HES)
    assert told.verdict is Verdict.LOOK  # never a pass
    return "\n".join(told.said)


def test_small_and_unrounded_numbers_are_named_by_their_column(tmp_path: Path) -> None:
    told = said(tmp_path, "ward,reached,eligible\nEaston,3,40\nKnowle,0,41\n")
    assert "Column 'reached': 1 whole number from 1 to 7." in told
    assert "Column 'eligible': 1 whole number not rounded to 5." in told


def test_a_table_of_a_thousand_columns_is_told_in_a_hundred_sentences(tmp_path: Path) -> None:
    told = said(tmp_path, ",".join("c" * 99 for _ in range(1000)) + "\n" + ",".join("3" * 1000) + "\n").splitlines()
    assert len(told) == 102
    assert told[100] == "And 900 more columns."
    assert max(map(len, told)) < 120


def test_a_protected_table_shows_nothing(tmp_path: Path) -> None:
    told = said(tmp_path, "ward,reached,share\nEaston,*,\nKnowle,1,200,0.25\n".replace("1,200", '"1,200"'))
    assert told.startswith("No whole number")


@pytest.mark.parametrize("name", ["report.html", "tables.xlsx", "chart.svg"])
def test_what_cannot_be_read_is_left_to_a_person(tmp_path: Path, name: str) -> None:
    assert "cannot read this kind of file" in said(tmp_path, "3", name)


def test_the_tables_of_a_packed_answer_are_looked_at_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("csv/hubs.csv", "hub,children\nEaston,4\n")
        archive.writestr("report.html", "<p>4</p>")
    assert "csv/hubs.csv, column 'children': 1 whole number from 1 to 7." in by_profile(path, "answer.zip", HES).said


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(InputError, match="cannot be read"):
        list(tables(path, "answer.zip"))


@given(content=st.binary(max_size=300), name=st.sampled_from(["a.csv", "a.zip", "a.tsv"]))
def test_no_file_ends_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str) -> None:
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(content)
    with suppress(InputError):
        assert by_profile(path, name, HES).verdict is Verdict.LOOK
