"""Settings say what is wrong with them; files are the same bytes for the same settings."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from babyhubs.errors import InputError
from babyhubs.simulation.files import write
from babyhubs.simulation.nhs_number import check_digits, fictional_numbers
from babyhubs.simulation.service import Settings, simulate
from tests.simulation.services import small_service

MAKE = """
import sys
from pathlib import Path
from babyhubs.simulation.files import write
from babyhubs.simulation.service import Settings, simulate
write(simulate(Settings(seed=5, births_per_year=300)), Path(sys.argv[1]), "all")
"""

DIALECTS = {
    "csds": ("children.csv", "contacts.csv", "group_sessions.csv"),
    "systmone": ("children.xlsx", "contacts.csv"),
    "rio": ("children.txt", "contacts.txt"),
}


def _bytes(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in sorted(directory.rglob("*.*"))}


def test_same_settings_same_bytes_whatever_the_machine_is_set_to(tmp_path: Path) -> None:
    for name, changed in (
        ("a", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "POLARS_MAX_THREADS": "1"}),
        ("b", {"PYTHONHASHSEED": "77", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "POLARS_MAX_THREADS": "4"}),
    ):
        subprocess.run([sys.executable, "-c", MAKE, str(tmp_path / name)], check=True, env=os.environ | changed)
    first = _bytes(tmp_path / "a")
    assert set(first) == {
        "clean/children.csv",
        "clean/contacts.csv",
        "clean/hubs.csv",
        "clean/head_counts.csv",
        "truth.json",
        *(
            f"{dialect}/{name}"
            for dialect, own in DIALECTS.items()
            for name in (*own, "hubs.csv", "head_counts.csv", "faults.json")
        ),
    }
    assert first == _bytes(tmp_path / "b")


def test_another_seed_gives_another_service() -> None:
    assert not small_service(7).contacts.equals(small_service(8).contacts)


def test_files_are_plain(tmp_path: Path) -> None:
    write(small_service(), tmp_path)
    children = (tmp_path / "clean" / "children.csv").read_bytes()
    assert b"\r" not in children
    assert b"2024-09-01" in children
    assert b",yes,no," in children
    assert json.loads((tmp_path / "truth.json").read_text("utf-8")) == small_service().truth


def test_without_faults_there_are_only_the_clean_files(tmp_path: Path) -> None:
    written = write(small_service(), tmp_path)
    assert set(_bytes(tmp_path)) == {str(path.relative_to(tmp_path)) for path in written}
    assert {path.parent.name for path in written} == {"clean", tmp_path.name}


def test_faults_that_there_are_not_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no faults called 'some'"):
        write(small_service(), tmp_path, "some")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(InputError, match="cannot be written"):
        write(small_service(), tmp_path / "taken")


@pytest.mark.parametrize(
    "wrong",
    [
        {"seed": -1},
        {"years": 0},
        {"births_per_year": 0},
        {"births_per_year": 900_000},
        {"frailty_variance": 0.0},
        {"capture": 0.0},
        {"capture": 1.1},
        {"gaps": "some"},
    ],
)
def test_settings_that_make_no_service_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Settings(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "gaps",
    [{"shoe_size": {"1": 0.5}}, {"lone_parent": {"perhaps": 0.5}}, {"lone_parent": {"yes": 0.0}}],
)
def test_gaps_that_cannot_be_planted_are_named(gaps: dict[str, dict[str, float]]) -> None:
    with pytest.raises(InputError, match=r"gap|group|multiplier") as error:
        simulate(Settings(births_per_year=50, gaps=gaps))
    assert "gaps, " in error.value.where


def test_the_window_ends_after_whole_years() -> None:
    assert Settings(start=date(2025, 9, 1), years=2).end == date(2027, 9, 1)
    assert Settings(start=date(2024, 2, 29), years=1).end == date(2025, 3, 1)


def test_nhs_numbers_are_valid_and_of_the_test_range() -> None:
    numbers = fictional_numbers(np.random.Generator(np.random.PCG64(1)), 5_000)
    assert len(set(numbers)) == 5_000
    for number in numbers:
        assert len(number) == 10
        assert number.startswith("999")
        assert sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11 == (
            -int(number[9]) % 11
        )
        assert number != number[::-1]


def test_the_check_digit_of_the_data_dictionary_example() -> None:
    """NHS Data Model and Dictionary: 943 476 5919."""
    assert check_digits(np.array([943476591])).tolist() == [9]
