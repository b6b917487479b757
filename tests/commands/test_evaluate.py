"""`babyhubs evaluate`: what is typed, what comes out, and the exit codes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from babyhubs.commands.evaluate import app
from babyhubs.errors import InputError, Refused
from babyhubs.evidence.finding import Finding
from tests.evaluation.services import table


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def done(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def cells(tmp_path: Path) -> Path:
    path = tmp_path / "cells.csv"
    table("narrows", 7, 12).write_csv(path)
    return path


def test_gap_gives_every_estimand_with_limits_status_and_reason(cells: Path, tmp_path: Path) -> None:
    said = done("gap", cells, "--draws", 19, "-o", tmp_path / "out")
    rows = [row for row in said["estimands"] if row["outcome"] == "attendance"]
    assert [row["measure"] for row in rows[:3]] == ["att_rate_ratio", "ratio_of_RII", "change_SII"]
    assert {row["status"] for row in said["estimands"]} <= {"estimated", "restricted", "refused"}
    assert all(row["lower"] <= row["estimate"] <= row["upper"] for row in rows)
    assert [row["group"] for row in rows if row["estimand"] == "by quintile"] == list("12345")
    assert len([row for row in rows if row["estimand"] == "by ethnic group"]) == 5
    assert all(bool(row["why"]) == (row["status"] != "estimated") for row in said["estimands"])
    assert said["protocol"]["status"] == "exploratory"
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert said["outcomes"][0]["sentence"].split(".")[0] in page
    assert "<script" not in page
    again = run("gap", cells, "--draws", 19, "-o", tmp_path / "again")
    assert again.exit_code == 0
    assert (tmp_path / "again" / "report.html").read_bytes() == (tmp_path / "out" / "report.html").read_bytes()


def test_gap_refuses_with_code_3_and_says_so_in_json(tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    table("null").drop("infants").write_csv(path)
    result = run("gap", path, "--json")
    assert isinstance(result.exception, Refused)
    said = json.loads(result.stdout)
    assert {row["status"] for row in said["estimands"]} == {"refused"}
    assert "eligible infants" in said["estimands"][0]["why"][0]


def test_gap_keeps_a_protocol_and_its_digest(cells: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'title = "First wave"\nprimary_outcome = "attendance"\nprimary_estimand = "relative gap"\nfirst_month = 2023-04-01\n'
        'last_month = 2027-03-31\nwritten_on = 2026-01-10\nwhat_counts_as_success = "Lower limit above 1."\n',
        "utf-8",
    )
    digest = run("protocol", plan).stdout.strip()
    said = done("gap", cells, "--protocol", plan, "--digest", digest, "--draws", 19)
    assert said["protocol"]["status"] == "fixed beforehand"
    assert {row["outcome"] for row in said["estimands"]} == {"attendance"}
    assert isinstance(run("gap", cells, "--protocol", plan, "--digest", "sha256:0").exception, Refused)


def test_gap_takes_the_dates_from_a_change_log(tmp_path: Path) -> None:
    cells, log = tmp_path / "cells.csv", tmp_path / "log.csv"
    table("null", 7, 12).drop("start", "dose", "closed").write_csv(cells)
    log.write_text(
        "hub,date,what,until\n"
        + "".join(f"{hub},2024-09-01,layout,\n" for hub in range(6))
        + ",2026-01-03,closure,2026-02-10\n"
    )
    said = done("gap", cells, "--changes", log, "--first-month", "2023-04-01", "--draws", 19, "--outcome", "attendance")
    assert said["design"] == {"hubs": 12, "changed": 6, "months": 48, "closed_hub_months": 24}
    assert isinstance(run("gap", cells, "--changes", log).exception, InputError)
    # Beside it, what a full dose would have done: one part, four fifths of it seen where anybody looked.
    seen = tmp_path / "seen.csv"
    seen.write_text("hub,fidelity\n0,0.7\n1,0.9\n2,0.8\n", "utf-8")
    dated = ("--changes", log, "--first-month", "2023-04-01", "--outcome", "attendance", "--draws", 19)
    said = done("gap", cells, *dated, "--fidelity", seen, "-o", tmp_path / "out")
    full = said["outcomes"][0]["full_dose"]
    assert (full["mean_dose"], full["hubs_watched"]) == (pytest.approx(0.8, abs=0.01), 3)
    by_intention = next(row for row in said["estimands"] if row["estimand"] == "level")
    level = full["estimands"][0]
    assert np.log(level["estimate"]) == pytest.approx(np.log(by_intention["estimate"]) / full["mean_dose"], abs=1e-6)
    assert said["happened"] == [
        {"hub": "", "date": "2026-01-03", "what": "closure", "until": "2026-02-10", "near_a_change": False}
    ]
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "The full dose is worked out and was not seen anywhere" in page
    assert "3 January 2026 to 10 February 2026" in page
    seen.write_text("hub,fidelity\n0,7\n", "utf-8")
    assert "0 (nothing of it) to 1" in str(run("gap", cells, *dated, "--fidelity", seen).exception)
    # A protocol's months are those that are judged, and an outcome that cannot move is shown to stand still.
    plan = tmp_path / "plan.toml"
    plan.write_text(
        'title = "First wave"\nprimary_outcome = "attendance"\nprimary_estimand = "relative gap"\nfirst_month = 2023-04-01\n'
        'last_month = 2026-03-31\nwritten_on = 2023-01-10\nwhat_counts_as_success = "Lower limit above 1."\n'
        'placebo_outcomes = ["breastfeeding"]\n', "utf-8",
    )  # fmt: skip
    said = done("gap", cells, *dated[:4], "--protocol", plan, "--draws", 19)
    assert said["design"]["months"] == 36
    assert {row["outcome"] for row in said["placebo_outcomes"]} == {"breastfeeding"}


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("quintile", "6", "outside 1 to 5"),
        ("month", "May", "not a whole number"),
        ("contacts", "-1", "not a count"),
        ("infants", "many", "not a count"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(tmp_path: Path, column: str, value: str, words: str) -> None:
    path = tmp_path / "cells.csv"
    broken = table("null", 7, 12).cast(pl.String).with_row_index()
    broken.with_columns(pl.when(pl.col("index") == 3).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)).drop(
        "index"
    ).write_csv(path)
    error = run("gap", path).exception
    assert isinstance(error, InputError)
    assert words in str(error)


def test_trend_charts_each_hub_and_claims_no_cause(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    rows = [
        {
            "hub": hub,
            "month": month,
            "events": int(rng.poisson(200 * (1.3 if month >= 24 else 1.0))),
            "exposure": 400,
            "start": start,
        }
        for hub, start in (("Hill", 24), ("Mill", None))
        for month in range(40)
    ]
    path = tmp_path / "months.csv"
    pl.DataFrame(rows, schema_overrides={"start": pl.Int64}).write_csv(path)
    said = done("trend", path, "-o", tmp_path / "points.csv")
    hill, mill = said["hubs"]
    assert hill["lower"] < 1.3 < hill["upper"]
    assert "cannot tell the change of the hub" in hill["why"]
    assert mill["step_ratio"] is None
    assert pl.read_csv(tmp_path / "points.csv").height == 80
    assert {point["stretch"] for point in said["points"] if point["hub"] == "Hill"} == {1, 2}


def test_power_says_what_a_plan_would_show(cells: Path, tmp_path: Path) -> None:
    said = done(
        "power",
        cells,
        "--starts",
        "12,16",
        "--hubs",
        "4,4",
        "--never",
        3,
        "--months",
        24,
        "--level",
        1.5,
        "--gap",
        1.2,
        "--tries",
        20,
        "-o",
        tmp_path / "out",
    )
    cited = [Finding.from_json(one) for one in json.loads((tmp_path / "out" / "findings.json").read_text("utf-8"))]
    assert [one.measure for one in cited] == ["power to show a level of x 1.5", "power to show a relative gap of x 1.2"]
    assert cited[0].estimate == said["results"][1]["power_level"]
    assert [one["false_alarm"] for one in said["results"]] == [True, False, False]
    assert said["results"][1]["power_level"] > 0.5
    assert set(said["stepped_wedge_power_by_level"]) == {"1.5"}
    assert isinstance(run("power", cells, "--starts", "2", "--hubs", "4", "--months", 24).exception, InputError)


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    rng = np.random.default_rng(2)
    areas, sites = tmp_path / "areas.csv", tmp_path / "sites.csv"
    pl.DataFrame(
        {
            "area": [f"A{number}" for number in range(40)], "infants": rng.integers(5, 40, 40), "missed": rng.integers(0, 12, 40),
            "quintile": np.arange(40) % 5 + 1, "easting": rng.uniform(0, 8000, 40), "northing": rng.uniform(0, 8000, 40),
        }
    ).write_csv(areas)  # fmt: skip
    pl.DataFrame(
        {
            "site": [f"S{number}" for number in range(9)], "open": [1, 1, 0, 0, 0, 0, 0, 0, 0], "easting": rng.uniform(0, 8000, 9),
            "northing": rng.uniform(0, 8000, 9),
        }
    ).write_csv(sites)  # fmt: skip
    return areas, sites


def test_site_looks_at_every_choice_and_draws_a_map(places: tuple[Path, Path], tmp_path: Path) -> None:
    areas = pl.read_csv(places[0])
    areas.with_columns(
        **{"infants: Asian": pl.col("infants") // 4, "infants: White": pl.col("infants") // 2}
    ).write_csv(places[0])
    said = done("site", *places, "--add", 2, "--draws", 10, "-o", tmp_path / "out")
    assert [one["group"] for one in said["access"]["by_ethnic_group"]] == ["Asian", "White"]
    assert said["access"]["slope_of_minutes"] == said["now"]["slope of minutes"]
    assert said["choices_looked_at"] == 21
    assert set(said["best"]) == {"missed reached", "mean minutes", "covered", "slope of minutes"}
    assert said["best"]["mean minutes"]["mean minutes"] <= min(one["mean minutes"] for one in said["not_beaten"]) + 1e-9
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "site-map-title" in page
    assert "That they would then come is not shown by distance" in page
    assert "Concentration index of minutes" in page
    assert "Today: minutes to the nearest hub, by ethnic group" in page


def test_site_counts_only_hubs_that_are_open_then_and_takes_minutes_from_elsewhere(
    places: tuple[Path, Path], tmp_path: Path
) -> None:
    sessions, matrix = tmp_path / "sessions.csv", tmp_path / "minutes.csv"
    sessions.write_text("site,day,begins,ends\nS0,Monday,9.5,11.5\nS1,Friday,13,15\n")
    pairs = [
        {"area": f"A{a}", "site": f"S{s}", "minutes": 10 + 10 * ((a + s) % 3)} for a in range(40) for s in range(9)
    ]
    pl.DataFrame(pairs).write_csv(matrix)
    monday = done(
        "site", *places, "--minutes", matrix, "--sessions", sessions, "--day", "Monday", "--hour", 10, "--draws", 10
    )
    week = done("site", *places, "--minutes", matrix, "--sessions", sessions, "--draws", 10)
    assert monday["minutes"] == "minutes as imported"
    assert monday["now"]["covered"] < week["now"]["covered"]
    assert len(week["access"]["session_hours_per_100_infants"]) == 5
    # Who is within reach of a hub that is open, hour by hour: Monday morning at one of two, Friday afternoon at the other.
    opened = week["access"]["open_by_day_and_hour"]
    assert [(one["day"], one["hour"]) for one in opened] == [
        ("Monday", 9),
        ("Monday", 10),
        ("Friday", 13),
        ("Friday", 14),
    ]
    infants = pl.read_csv(places[0])["infants"]
    near = infants.filter(pl.Series([a % 3 < 2 for a in range(40)])).sum() / infants.sum()
    assert opened[0]["within_reach"] == pytest.approx(near)
    assert isinstance(run("site", *places, "--day", "Monday").exception, InputError)
