"""Files that others made: the own format of the simulation, an artificial hospital extract, synthetic American visits."""

import gzip
from pathlib import Path

import pytest

from babyhubs.errors import Refused
from babyhubs.intake import mapping_file
from babyhubs.intake.proposal import propose
from babyhubs.simulation import files
from babyhubs.simulation.service import simulate
from babyhubs.simulation.settings import Settings
from tests.intake.mapping.tables import HUBS, from_csv
from tests.shared_data import shared


def test_the_own_format_needs_no_question(tmp_path: Path) -> None:
    files.write(simulate(Settings(seed=5, births_per_year=150)), tmp_path)
    tables = {
        name: from_csv(tmp_path / "clean" / f"{name}.csv") for name in ("children", "contacts", "hubs", "head_counts")
    }
    found = propose(tables)
    assert found.questions == ()
    mapping_file.require_decided(found.mapping)
    for name, table in tables.items():
        not_used = set(table.columns) - set(found.mapping.files[name].columns.values())
        assert not_used <= {"time", "opens", "closes"}, name
    names = dict(zip(tables["hubs"].frame["name"], tables["hubs"].frame["hub_id"], strict=True))
    for venue in tables["contacts"].frame["venue"].unique():
        assert found.mapping.venues[venue] == names.get(venue, "")


def test_a_hospital_extract_is_read_and_the_birth_date_asked_for(tmp_path: Path) -> None:
    packed = shared("data/nhse_artificial_hes_op_0304_sample.csv.gz")
    (tmp_path / "hes.csv").write_bytes(gzip.decompress(packed.read_bytes()))
    table = from_csv(tmp_path / "hes.csv")
    found = propose({"children": table, "contacts": table, "hubs": HUBS})
    children, contacts = found.mapping.files["children"], found.mapping.files["contacts"]
    assert (children.columns["child"], children.columns["area"], found.mapping.area_vintage) == (
        "PSEUDO_HESID",
        "LSOA11",
        2011,
    )
    assert children.codes["ethnic_category"]["X"] == "99"
    assert contacts.columns["attendance"] == "ATTENDED"
    assert contacts.codes["attendance"]["4"] == "cancelled_by_provider"
    assert contacts.dates == {"date": "%Y-%m-%d"}
    assert ("columns", "date_of_birth") in {(question.part, question.field) for question in found.questions}
    with pytest.raises(Refused, match="date of birth"):
        mapping_file.require_decided(found.mapping)


def test_american_visits_are_recognised_or_asked() -> None:
    table = from_csv(shared("data/synthea_well_child_visits.csv"))
    found = propose({"children": table, "contacts": table})
    assert found.mapping.files["children"].columns["date_of_birth"] == "BIRTHDATE"
    guesses = {
        (question.file, question.field): question.guess for question in found.questions if question.part == "columns"
    }
    assert guesses[("contacts", "date")] == "START"
    assert guesses[("contacts", "venue")] == "ORGANIZATION"
    assert guesses[("children", "area")] == "ZIP"
