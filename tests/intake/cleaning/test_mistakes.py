"""Mistakes in mapping, options and files: what is wrong, where, and what to do. No personal detail in any of it."""

from typing import Any

import pytest

from babyhubs.errors import InputError
from babyhubs.intake.load import load
from babyhubs.intake.mapping import Mapping
from babyhubs.reference import areas
from tests.intake.cleaning.exports import HUBS, cleaned, mapping, options, raw

BABY = {"child": "1", "date_of_birth": "2025-06-01"}
VISIT = {"child": "1", "date": "2025-08-05", "venue": "Hart"}


def tables() -> Any:
    return {"children": raw([BABY], "children"), "contacts": raw([VISIT], "contacts"), "hubs": raw(HUBS, "hubs")}


def changed(file: str, **parts: Any) -> Mapping:
    sound = mapping(tables())
    return sound.model_copy(update={"files": sound.files | {file: sound.files[file].model_copy(update=parts)}})


@pytest.mark.parametrize(
    ("wrong", "what", "where"),
    [
        (changed("children", columns={"child": "child"}), "names no column for: Date of birth", "date_of_birth"),
        (changed("contacts", columns={"child": "Child ID"}), "does not have the column 'Child ID'", "contacts.csv"),
        (changed("children", columns={"shoe": "child"}), "no field 'shoe'", "files.children.columns"),
        (changed("children", dates={}), "how the days under 'date_of_birth' are written", "dates.date_of_birth"),
        (
            changed("contacts", codes={"attendance": {"5": "came"}}),
            "'came' is no meaning of attendance",
            "codes.attendance",
        ),
        (changed("children", codes={"ethnic_category": {"5": "5"}}), "'5' is no meaning", "codes.ethnic_category"),
        (changed("children", codes={"language": {"5": "English"}}), "'English' is no meaning", "codes.language"),
        (mapping(tables(), venues={"Hart": "H9"}), "the hub 'H9'", "venues, 'Hart'"),
        (mapping({}), "says nothing about the", ".csv"),
    ],
)
def test_a_mapping_that_does_not_fit(wrong: Mapping, what: str, where: str) -> None:
    with pytest.raises(InputError) as error:
        load(tables(), wrong, options())
    assert what in error.value.what
    assert where in error.value.where
    assert error.value.remedy


def test_a_rule_that_does_not_exist_lists_those_that_do() -> None:
    with pytest.raises(InputError, match="no cleaning rule 'exact_duplicate'") as error:
        cleaned([BABY], [VISIT], rules={"exact_duplicate": False})
    assert "exact_duplicates" in error.value.remedy


def test_deprivation_of_one_census_and_areas_of_another_are_refused() -> None:
    with pytest.raises(InputError, match="published for 2011 areas"):
        options(index_vintage=2019, areas=areas.england(2025))


def test_area_codes_that_contradict_the_mapping_are_refused() -> None:
    with pytest.raises(InputError, match="of 2021, but they are of 2011") as error:
        cleaned([BABY | {"area": "E01014475"}], [VISIT], vintage=2021)
    assert "column 'area'" in error.value.where


@pytest.mark.parametrize("file", ["children", "contacts"])
def test_a_file_without_rows(file: str) -> None:
    empty = tables()
    empty[file] = raw([], file, ("child", "date_of_birth", "date", "venue"))
    with pytest.raises(InputError, match=f"The {file} file has no rows"):
        load(empty, mapping(empty), options())


def test_files_that_hold_different_identifiers() -> None:
    with pytest.raises(InputError, match="No contact belongs to a child") as error:
        cleaned([BABY | {"child": "0012345678"}], [VISIT | {"child": "12345678"}])
    assert "zeros" in error.value.remedy
    assert "12345678" not in str(error.value)


def test_a_children_file_of_which_nothing_can_be_used() -> None:
    with pytest.raises(InputError, match="cannot be read as a date") as error:
        cleaned([BABY | {"date_of_birth": "01/06/2025"}], [VISIT])
    assert "01/06/2025" not in str(error.value)
