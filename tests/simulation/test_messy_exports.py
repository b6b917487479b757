"""The three dialects: what a rule undoes is undone to the last row; what is lost is lost as `faults.json` says."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from babyhubs.reference import areas
from babyhubs.simulation.dialects import csds
from babyhubs.simulation.dialects.export import export, words
from babyhubs.simulation.files import write
from babyhubs.simulation.service import Settings, simulate
from tests.simulation import undo
from tests.simulation.services import small_service

DIALECTS = ("csds", "systmone", "rio")
ATTRIBUTES = ("language", "mother_age", "first_child", "lone_parent", "team", "caseload_start", "caseload_end")
SEEN = ["5", "6"]


@pytest.fixture(scope="module")
def recoverable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recoverable")
    write(small_service(), folder, "recoverable")
    return folder


@pytest.fixture(scope="module")
def lossy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("all")
    write(small_service(), folder, "all")
    return folder


def _clean_children() -> pl.DataFrame:
    clean = small_service().children.with_columns(pl.col("postcode").str.replace_all(" ", ""))
    words = pl.selectors.boolean().cast(pl.String)
    return clean.with_columns(words).sort("child_id")


def _clean_contacts() -> pl.DataFrame:
    hub = small_service().hubs.select("hub_id", venue="name")
    clean = small_service().contacts.join(hub, on="venue", how="left").rename({"hub_id": "hub"})
    return undo.one_row_a_contact(clean.with_columns(submitted=pl.col("date")))


def _account(folder: Path, fault: str, file: str = "", column: str = "") -> dict[str, Any]:
    entries = json.loads((folder / "faults.json").read_text("utf-8"))["faults"]
    (found,) = [
        entry
        for entry in entries
        if entry["fault"] == fault and file in {"", entry["file"]} and column in {"", entry.get("column", "")}
    ]
    return dict(found)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_rules_give_the_clean_children_back(dialect: str, recoverable: Path) -> None:
    clean = _clean_children()
    found = undo.children(recoverable / dialect)
    names = ("child_id", "nhs_number", "date_of_birth", "postcode", "ethnic_category", *ATTRIBUTES)
    assert found.select(names).equals(clean.select(names))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_file_has_its_declared_columns_and_no_other(dialect: str, recoverable: Path, lossy: Path) -> None:
    headings = words(dialect)["headings"]
    of_children = headings["children"]
    if dialect == "systmone":
        of_children = {name: heading for group in of_children.values() for name, heading in group.items()}
    assert undo.read(recoverable / dialect, "children").columns == list(of_children)
    assert undo.read(recoverable / dialect, "contacts").columns == list(headings["contacts"])
    left_out = {"language"} if dialect == "rio" else set()
    assert set(undo.read(lossy / dialect, "children").columns) == set(of_children) - left_out
    assert undo.read(lossy / dialect, "contacts").columns == list(headings["contacts"])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_families_are_the_same(dialect: str, recoverable: Path) -> None:
    found = undo.children(recoverable / dialect)
    mother = "nhs_number_mother" if dialect == "csds" else "mother_id"
    pairs = found.select("child_id", found=mother).join(
        _clean_children().select("child_id", "mother_id"), on="child_id"
    )
    families = _clean_children()["mother_id"].n_unique()
    assert pairs.select("found", "mother_id").n_unique() == pairs["found"].n_unique() == families


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_rules_give_the_clean_contacts_back(dialect: str, recoverable: Path) -> None:
    clean = _clean_contacts()
    found = undo.contacts(recoverable / dialect, small_service().hubs)
    assert clean.height == small_service().contacts.height
    assert found.equals(clean)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_venue_table_and_the_head_counts_are_the_clean_ones(dialect: str, lossy: Path) -> None:
    for name in ("hubs.csv", "head_counts.csv"):
        assert (lossy / dialect / name).read_bytes() == (lossy / "clean" / name).read_bytes()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_recoverable_fault_touches_rows_and_counts_what_can_be_seen_of_it(
    dialect: str, recoverable: Path
) -> None:
    folder = recoverable / dialect
    children, contacts = undo.read(folder, "children"), undo.read(folder, "contacts")
    for file, frame, nobody in (
        ("children", children, "training_patients"),
        ("contacts", contacts, "training_contacts"),
    ):
        assert frame.height - frame.unique().height == _account(folder, "exact_duplicates", file)["rows"] > 0
        assert frame.unique()["child_id"].null_count() == _account(folder, nobody)["rows"] > 0
    people = contacts.unique(maintain_order=True).drop_nulls("child_id")
    keys = people.select("referral_id", "contact_id")
    assert keys.height - keys.n_unique() == _account(folder, "resubmissions")["rows"] > 0
    by_contact = keys.unique().group_by("contact_id").len()
    assert by_contact.filter(pl.col("len") > 1).height == _account(folder, "reused_contact_ids")["rows"] > 0
    quiet = {"byte_order_mark", "windows_1252", "bars", "tabs_in_utf_16"}
    entries = json.loads((folder / "faults.json").read_text("utf-8"))["faults"]
    assert {entry["kind"] for entry in entries} == {"recoverable"}
    assert {entry["fault"] for entry in entries if entry["rows"] == 0} <= quiet
    assert all(entry["what"].endswith(".") for entry in entries)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_at_most_three_words_have_to_be_told(dialect: str, recoverable: Path) -> None:
    told = json.loads((recoverable / dialect / "faults.json").read_text("utf-8"))["to_be_told"]
    column = {"venue": "venue", "attendance": "attendance", "activity": "activity_type"}
    contacts = undo.read(recoverable / dialect, "contacts")
    assert 1 <= len(told) <= 3
    for entry in told:
        assert contacts.filter(pl.col(column[entry["field"]]) == entry["value"]).height > 0


@pytest.mark.parametrize("dialect", DIALECTS)
def test_lost_hub_visits_are_those_that_the_account_names(dialect: str, lossy: Path) -> None:
    folder = lossy / dialect
    hubs = small_service().hubs
    found = undo.contacts(folder, hubs)
    missing = _clean_contacts().join(found.select("child_id", "date"), on=["child_id", "date"], how="anti")
    lost = missing.join(hubs.select("name", hub="hub_id"), on="hub")["name"].value_counts().rows()
    hidden, thin = _account(folder, "hidden_in_group_sessions"), _account(folder, "weigh_only_not_entered")
    assert found.height + missing.height == _clean_contacts().height
    assert dict(lost) == hidden["by"] | thin["by"]
    assert len(hidden["by"]) == 4
    assert len(thin["by"]) == 3


@pytest.mark.parametrize("dialect", DIALECTS)
def test_group_sessions_have_everybody_who_came_and_nobody_by_name(dialect: str, lossy: Path) -> None:
    folder = lossy / dialect
    hubs = small_service().hubs
    if dialect == "csds":
        sessions = undo.read(folder, "group_sessions")
        assert "child_id" not in sessions.columns
    else:
        sessions = undo.read(folder, "contacts").unique().drop_nulls("participants")
        assert sessions["child_id"].null_count() == sessions.height
        assert sessions.height == _account(folder, "groups_among_contacts")["rows"]
    names = list(_account(folder, "hidden_in_group_sessions")["by"])
    hidden = hubs.filter(pl.col("name").is_in(names))["hub_id"]
    came = _clean_contacts().filter(
        pl.col("hub").is_in(hidden.implode()),
        pl.col("medium") == "01",
        ~pl.col("activity_type").is_in(undo.REVIEWS),
        pl.col("attendance").is_in(SEEN),
    )
    assert sessions["participants"].cast(pl.Int64).sum() == came.height > 0


@pytest.mark.parametrize(
    ("dialect", "column"),
    [
        ("csds", "ethnic_category"),
        ("csds", "mother_age"),
        ("systmone", "ethnic_category"),
        ("systmone", "first_child"),
    ],
)
def test_missing_characteristics_are_counted_by_team(dialect: str, column: str, lossy: Path) -> None:
    account = _account(lossy / dialect, "value_missing_by_team", column=column)
    both = undo.children(lossy / dialect).select("child_id", found=column).join(_clean_children(), on="child_id")
    gone = both.filter(pl.col("found").is_null(), pl.col(column).is_not_null())
    assert dict(gone["team"].value_counts().rows()) == account["by"]
    assert gone.height == account["rows"] > 0


def test_rio_lost_the_outcome_of_half_its_contacts_and_says_which_teams(lossy: Path) -> None:
    account = _account(lossy / "rio", "attendance_not_recorded")
    found = undo.contacts(lossy / "rio", small_service().hubs)
    silent = found.filter(pl.col("attendance").is_null())
    of_team = silent.join(small_service().children.select("child_id", "team"), on="child_id")["team"]
    assert dict(of_team.value_counts().rows()) == account["by"]
    assert 0.5 <= silent.height / found.height < 0.75
    assert 0.3 < silent["duration_minutes"].null_count() / silent.height < 0.5


def test_rio_has_no_language_and_areas_of_2011_for_homes(lossy: Path) -> None:
    heading = (lossy / "rio" / "children.txt").read_text("utf-8").splitlines()[0]
    assert "Language" not in heading
    assert "Post Code" not in heading
    codes = undo.read(lossy / "rio", "children")["postcode"].drop_nulls()
    known = set(areas.england(2019)["area"])
    assert set(codes.str.to_uppercase().str.replace_all(" ", "")) <= known


def test_the_faults_have_a_seed_of_their_own(recoverable: Path) -> None:
    other = export(csds.dialect(), small_service(), lossy=False, seed=99)
    same = export(csds.dialect(), small_service(), lossy=False, seed=7)
    for name in ("children.csv", "contacts.csv", "faults.json"):
        assert same[name] == (recoverable / "csds" / name).read_bytes() != other[name]


@pytest.mark.parametrize("faults", ["recoverable", "all"])
def test_a_service_of_two_families_is_written_as_well(faults: str, tmp_path: Path) -> None:
    written = write(simulate(Settings(seed=1, births_per_year=1)), tmp_path, faults)
    assert {path.parent.name for path in written} >= {"clean", *DIALECTS}
    assert all(path.stat().st_size > 0 for path in written)
