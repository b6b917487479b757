"""The mapping file: what is written is read back, whatever an export holds, and open entries say what to do."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from babyhubs.errors import InputError, Refused
from babyhubs.intake import mapping, mapping_file
from babyhubs.intake.mapping import UNDECIDED, FileMapping, Mapping
from babyhubs.intake.proposal import propose
from babyhubs.intake.raw import Layout, RawTable
from tests.intake.mapping.tables import HUBS, raw

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=4)
FILE_MAPPINGS = st.builds(
    FileMapping,
    layout=st.builds(
        Layout, st.sampled_from(["text", "xlsx"]), ANY_TEXT, ANY_TEXT, ANY_TEXT, st.integers(1, 99), st.integers(1, 2)
    ),
    columns=WORDS,
    dates=WORDS,
    codes=st.dictionaries(ANY_TEXT, WORDS, max_size=3),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.builds(
        Mapping,
        files=st.dictionaries(
            st.one_of(st.sampled_from(["children", "contacts"]), ANY_TEXT), FILE_MAPPINGS, max_size=3
        ),
        venues=WORDS,
        area_vintage=st.sampled_from([None, 0, 2011, 2021]),
    )
)
def test_what_is_written_is_read_back(tmp_path: Path, made: Mapping) -> None:
    mapping_file.write(made, tmp_path / "map.toml")
    assert mapping.read(tmp_path / "map.toml") == made


def export() -> dict[str, RawTable]:
    children = raw(
        "a.csv",
        {
            "child_id": ["1", "2"],
            "date_of_birth": ["03/09/2025", "04/10/2025"],
            "postcode": ["BS10 5PW", "BS2 8EJ"],
            "ethnicity": ['Odd "one" # here\nand there', "A"],
        },
    )
    contacts = raw(
        "b.csv", {"child_id": ["1", "2"], "date": ["2026-01-02"] * 2, "venue": ["Southmead CC", "Henbury 'Court' #2"]}
    )
    return {"children": children, "contacts": contacts, "hubs": HUBS}


def test_open_entries_stand_as_a_question_mark_with_what_to_do(tmp_path: Path) -> None:
    proposal = propose(export())
    path = tmp_path / "map.toml"
    mapping_file.write(proposal.mapping, path, proposal)
    found = mapping.read(path)
    assert found == proposal.mapping
    assert found.files["children"].dates["date_of_birth"] == UNDECIDED
    text = path.read_text(encoding="utf-8")
    assert text.count("NOT DECIDED") == len(proposal.questions) == 3
    assert text.count("What to do:") == 3
    assert "Best guess: '%d/%m/%Y'" in text


def test_the_comments_hold_no_identifier_and_no_postcode(tmp_path: Path) -> None:
    tables = export()
    tables["children"] = raw(
        "a.csv", {"NHS ref": ["9990000018", "9990000026"], "Where": ["BS10 5PW", "BS2 8EJ"], "Born": ["2025-09-03"] * 2}
    )
    proposal = propose(tables)
    assert proposal.questions
    text = mapping_file.render(proposal.mapping, proposal)
    assert "9990000018" not in text
    assert "BS10" not in text


def test_nothing_is_left_half_written(tmp_path: Path) -> None:
    proposal = propose(export())
    with pytest.raises(InputError, match="cannot be written"):
        mapping_file.write(proposal.mapping, tmp_path / "not there" / "map.toml")
    assert list(tmp_path.iterdir()) == []


def test_an_undecided_day_format_may_not_be_used(tmp_path: Path) -> None:
    proposal = propose(export())
    with pytest.raises(InputError, match="date of birth") as error:
        mapping_file.require_decided(proposal.mapping, Path("map.toml"))
    assert error.value.where == "map.toml: files.children.dates.date_of_birth"


def test_undecided_codes_and_venues_may(tmp_path: Path) -> None:
    proposal = propose(export(), {("children", "dates", "date_of_birth", ""): "%d/%m/%Y"})
    assert {question.part for question in proposal.questions} == {"codes", "venues"}
    mapping_file.require_decided(proposal.mapping)


def test_a_file_that_nobody_knows_is_named() -> None:
    strange = Mapping(files={"staff": FileMapping(layout=Layout("text"), columns={})})
    with pytest.raises(InputError, match="staff"):
        mapping_file.require_decided(strange)


def test_a_file_without_homes_is_usable_and_one_without_dates_of_birth_is_refused() -> None:
    layout = Layout("text")
    columns = {"child": "id", "date_of_birth": "dob"}
    born = FileMapping(layout=layout, columns=columns, dates={"date_of_birth": "%Y-%m-%d"})
    mapping_file.require_decided(Mapping(files={"children": born}))
    ageless = FileMapping(layout=layout, columns={"child": "id"})
    with pytest.raises(Refused, match="has no date of birth"):
        mapping_file.require_decided(Mapping(files={"children": ageless}))
