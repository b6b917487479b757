"""Shares of observed time: the denominator is what was observed, and pooling is not adding percentages."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.observations.budget import ALL, NOT_CODED, budget
from babyhubs.observations.derive import derive
from babyhubs.observations.log.seal import text
from babyhubs.observations.records import Actor, Interval, Recording
from tests.observations.logs import log, tap
from tests.shared_data import shared


def _weighing(name: str, weigh_s: int, stop_s: int) -> Recording:
    state = Interval("H1", "activity", "weigh", 0, weigh_s * 1000)
    return Recording(name, 0, stop_s * 1000, (Actor("H1", "health_visitor"),), intervals=(state,))


def test_two_sessions_of_60_per_cent_are_60_per_cent_and_not_120() -> None:
    shares = {share.code: share for share in budget([_weighing("a", 60, 100), _weighing("b", 60, 100)])}
    assert shares["weigh"].pooled == shares["weigh"].mean_of_sessions == pytest.approx(0.6)


def test_pooled_gives_a_long_session_more_weight_and_the_mean_does_not() -> None:
    share = budget([_weighing("a", 100, 100), _weighing("b", 0, 900)])[-1]
    assert share.code == "weigh"
    assert (share.pooled, share.mean_of_sessions) == pytest.approx((0.1, 0.5))
    assert share.lower is not None
    assert share.upper is not None
    assert share.lower <= 0.1 <= share.upper


def test_what_nobody_observed_is_in_no_denominator() -> None:
    one = derive(
        log(
            tap(0, "actor", "H1", value={"role": "health_visitor"}),
            tap(0, "code", "H1", track="activity", code="weigh"),
            tap(50, "pause"),
            tap(150, "resume"),
            tap(175, "code", "H1", track="activity"),
            tap(200, "close"),
        )
    )
    weigh, rest = sorted(budget([one]), key=lambda share: share.code == NOT_CODED)
    assert (weigh.time_s, weigh.observed_s, weigh.pooled) == (75, 100, 0.75)
    assert (rest.code, rest.time_s) == (NOT_CODED, 25)


def test_shares_of_a_role_add_up_to_one_by_zone_and_code() -> None:
    one = derive(
        log(
            tap(0, "arrive", "F01", zone="play"),
            tap(10, "code", "F01", track="activity", code="feeding"),
            tap(60, "zone", "F01", zone="tea"),
            tap(90, "leave", "F01"),
            tap(30.5, "close") | {"t_ms": 120_000},
        )
    )
    shares = budget([one], by_zone=True)
    assert sum(share.pooled for share in shares) == pytest.approx(1)
    assert {(share.zone, share.code): share.time_s for share in shares} == {
        ("play", NOT_CODED): 10, ("play", "feeding"): 50, ("tea", "feeding"): 30,
    }  # fmt: skip
    assert [share.zone for share in budget([one])] == [ALL, ALL]


def test_the_command_gives_rows_and_shares(tmp_path: Path) -> None:
    path = tmp_path / "one.obs.jsonl"
    path.write_text(text(log(tap(0, "arrive", "F01", zone="play"), tap(60, "close"))), encoding="utf-8")
    done = CliRunner().invoke(app, ["observe", "budget", str(path), "--by-zone", "--json"])
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert [(row["code"], row["total_s"], row["cut"]) for row in answer["rows"]] == [("play", 60.0, 1)]
    assert answer["shares"][0]["pooled"] == 1.0
    assert "play" in CliRunner().invoke(app, ["observe", "budget", str(path)]).stdout


@pytest.mark.oracle
def test_boris_120_per_cent_is_60() -> None:
    path = str(shared("observations/boris_cases/pooled.boris"))
    answer = json.loads(CliRunner().invoke(app, ["observe", "budget", path, "--json"]).stdout)
    assert {row["code"]: round(100 * row["pooled"], 6) for row in answer["shares"]} == {"weigh": 60.0, "chat": 40.0}


@pytest.mark.oracle
def test_the_command_agrees_with_boris_on_its_grid_and_says_what_it_would_say_without_one() -> None:
    path = str(shared("observations/boris_cases/epm_shared.boris"))
    done = CliRunner().invoke(
        app, ["observe", "agreement", path, "EPM_11|raterA", "EPM_11|raterB", "--grid", "1", "--json"]
    )
    answer = json.loads(done.stdout)
    assert answer["grid"]["kappa"] == 0.737
    (track,) = answer["tracks"]
    assert track["kappa"]["lower"] < track["kappa"]["value"] < track["kappa"]["upper"]
