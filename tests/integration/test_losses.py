"""What cannot be recovered is told: what was lost, by whom, what it could change; and the answer is refused."""

import json
from typing import Any

import polars as pl
import pytest

from tests.integration.services import written
from tests.integration.test_messy_exports import answered

# two exports with every change, the third each night
EXPORTS = ["csds", "rio", pytest.param("systmone", marks=pytest.mark.nightly)]


def losses(export: str) -> list[dict[str, Any]]:
    """What the simulation lost on purpose, with the hubs or teams where."""
    faults = json.loads((written("all") / export / "faults.json").read_text("utf-8"))["faults"]
    return [fault for fault in faults if fault["kind"] == "lossy"]


@pytest.mark.parametrize("export", EXPORTS)
def test_hubs_that_hide_their_visits_are_named(export: str) -> None:
    hubs = answered("all", export).released.hubs
    wanted = {"hidden_in_group_sessions": "records group sessions without people"}
    for fault in losses(export):
        if fault["fault"] in wanted:
            found = hubs.filter(pl.col("reason") == wanted[fault["fault"]])["name"].to_list()
            assert set(found) == set(fault["by"])
        if fault["fault"] == "weigh_only_not_entered":
            low = hubs.filter(pl.col("reason") == "records too few of the heads counted")["name"].to_list()
            assert set(fault["by"]) <= set(low)


@pytest.mark.parametrize("export", EXPORTS)
def test_every_refusal_says_why_and_what_would_fix_it(export: str) -> None:
    refusals = answered("all", export).released.refusals
    assert refusals.height
    assert all(row["reason"] and row["remedy"] for row in refusals.iter_rows(named=True))


@pytest.mark.parametrize("export", EXPORTS[1:])
def test_where_too_many_visits_are_missing_there_is_no_answer(export: str) -> None:
    released = answered("all", export).released
    assert released.refused
    assert not set(released.measures["verdict"].unique()) & {"under-served", "adequately served"}


def test_where_few_hubs_hide_their_visits_the_groups_that_live_near_them_are_not_judged() -> None:
    released = answered("all", "csds").released
    assert not released.refused
    silent = released.hubs.filter(pl.col("reason") != "")["hub"].to_list()
    near = released.measures.filter((pl.col("attribute") == "nearest_hub") & pl.col("group").is_in(silent))
    assert not set(near["verdict"].unique()) & {"under-served", "adequately served"}


@pytest.mark.parametrize("export", EXPORTS)
def test_missing_values_are_counted_by_team_and_their_attributes_not_judged(export: str) -> None:
    one = answered("all", export)
    status = dict(one.released.attributes.select("attribute", "status").iter_rows())
    for fault in losses(export):
        if fault["fault"] == "column_left_out":
            assert status[fault["column"]] == "absent"
        if fault["fault"] == "value_missing_by_team" and status[fault["column"]] == "cannot tell":
            assert fault["column"] in set(one.released.refusals["scope"])
        if fault["fault"] == "value_missing_by_team":
            worst = max(fault["by"], key=lambda team: fault["by"][team])
            sites = one.intake.quality.filter(
                (pl.col("field") == fault["column"])
                & (pl.col("dimension") == "completeness")
                & (pl.col("by") == "site")
            )
            assert worst in sites.sort("failing", descending=True)["group"].to_list()[:3]


def test_what_blank_attendance_could_change_is_shown_as_bounds() -> None:
    bounds = {row["scenario"]: row for row in answered("all", "rio").released.bounds.iter_rows(named=True)}
    none, main, every = (bounds[f"attendance_{name}"]["estimate"] for name in ("none", "main", "all"))
    assert none < main <= every
    assert every - none > 0.1


@pytest.mark.parametrize("export", EXPORTS)
def test_no_row_disappears_uncounted(export: str) -> None:
    flow = answered("all", export).intake.flow
    rows_in = flow.filter(pl.col("step") == "rows in").select("file", "rows")
    parts = flow.filter(pl.col("step") != "rows in").group_by("file").agg(pl.col("rows").sum())
    assert rows_in.sort("file").equals(parts.sort("file"))
