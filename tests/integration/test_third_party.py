"""Files that were made by others, for other ends: read right, protected, and refused where they carry no answer."""

import json
from pathlib import Path

import polars as pl
import pytest

from babyhubs.intake.proposal import answer, propose
from babyhubs.intake.question import Key
from babyhubs.intake.sources import Sources, read_all
from babyhubs.reports.answer import answer as audited
from tests.integration.command_line import run
from tests.integration.services import written
from tests.integration.test_messy_exports import QUESTION
from tests.shared_data import shared


def test_artificial_hospital_appointments_read_and_code_right_and_carry_no_equity_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shared("data/nhse_artificial_hes_op_0304_sample.csv.gz")
    hubs = written("none") / "clean" / "hubs.csv"
    mapping = tmp_path / "map.toml"
    assert run(capsys, monkeypatch, "map", file, file, "--hubs", hubs, "-o", mapping, "--no-ask").code == 0

    ran = run(capsys, monkeypatch, "check", file, file, "--hubs", hubs, "--mapping", mapping, "--key", tmp_path / "key")
    told = " ".join(ran.out.split())
    assert "1,000 rows of 157 columns" in told
    assert "LSOA11 → Small area code" in told
    # the file's own counts, which the data's README prints in part: 78% X
    assert "X = 99 (783), A = A (147), Z = Z (47)" in told
    assert (
        "5 = attended (806), 3 = not_attended (91), 4 = cancelled_by_provider (51), 2 = cancelled_by_family (40), "
        "6 = attended (12)" in told
    )
    assert ran.code == 3

    target = tmp_path / "answer"
    ran = run(
        capsys, monkeypatch, "audit", "--children", file, "--contacts", file, "--hubs", hubs, "--mapping", mapping,
        "--key", tmp_path / "key", "--out", target,
    )  # fmt: skip
    assert ran.code == 3
    assert "has no date of birth" in ran.err
    assert "nobody can say who could have come" in " ".join(ran.err.split())
    assert not target.exists()


def _synthea_answers(file: Path, hubs: Path) -> dict[Key, str]:
    """What a person would say of these American visits: no English areas, no hubs but the busiest place."""
    visits = pl.read_csv(file, infer_schema=False)
    busiest = visits["ORGANIZATION"].value_counts(sort=True)["ORGANIZATION"][0]
    hub = pl.read_csv(hubs, infer_schema=False)["hub_id"][0]
    venues = {("", "venues", "", venue): "" for venue in visits["ORGANIZATION"].unique().sort()}
    return {
        ("children", "columns", "area", ""): "",
        ("children", "columns", "postcode", ""): "",
        ("children", "columns", "ethnic_category", ""): "",
        ("contacts", "columns", "date", ""): "START",
        ("contacts", "columns", "venue", ""): "ORGANIZATION",
        **venues,
        ("", "venues", "", busiest): hub,
    }


def test_synthetic_american_visits_are_read_and_their_small_numbers_protected() -> None:
    file = shared("data/synthea_well_child_visits.csv")
    hubs = written("none") / "clean" / "hubs.csv"
    proposal = propose(read_all(Sources(file, file, hubs)))
    decided = answer(proposal, _synthea_answers(file, hubs))
    assert [question.text for question in decided.questions] == []
    one = audited(dict(decided.tables), decided.mapping, QUESTION, lambda _: None)

    flow = {(row["file"], row["step"], row["reason"]): row["rows"] for row in one.intake.flow.iter_rows(named=True)}
    assert flow["contacts", "rows in", ""] == 381
    for given in ("children", "contacts"):
        parts = sum(rows for (name, step, _), rows in flow.items() if name == given and step != "rows in")
        assert parts == flow[given, "rows in", ""]
    assert one.result.refused
    assert "known from their contacts alone" in " ".join(one.released.refusals["reason"])
    shown = json.dumps([frame.to_dicts() for frame in one.released.tables.values()], default=str)
    people = {"eligible", "events", "families", "children", "known_children", "at_risk"}
    for frame in one.released.tables.values():
        for column in people & set(frame.columns):
            values = frame[column].drop_nulls()
            assert ((values == 0) | (values >= 8)).all(), column
    assert "5887" not in shown  # an age in days of the file
