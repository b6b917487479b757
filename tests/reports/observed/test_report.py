"""The report of observed sessions: it finds what was planted, shows nothing of few, and repeats to the byte."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from babyhubs.disclosure.profiles import profile
from babyhubs.errors import Refused
from babyhubs.observations.budget import Share
from babyhubs.observations.derive import derive
from babyhubs.observations.records import Recording
from babyhubs.reports.observed import folder as report
from babyhubs.reports.observed.shown import TOGETHER, family_rows, practitioner_rows
from tests.observations.logs import log, tap
from tests.observations.sealed import recordings

HES = profile("hes")


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("observed") / "report"
    report.write(recordings(), target, HES, place="Demo", simulated=True)
    return target


def test_the_planted_difference_is_found_with_its_limits(written: Path) -> None:
    found = {
        row["measure"]: row
        for row in json.loads((written / "findings.json").read_text("utf-8"))
        if row["attribute"] == "model"
    }
    social = found["social_share"]
    assert social["group"] == "social"
    assert 0 < social["lower"] < social["estimate"] < social["upper"]
    assert "Shown to differ" in social["reason"]


def test_no_family_and_no_session_is_named_on_the_page_that_may_leave(written: Path) -> None:
    page = (written / "report.html").read_text("utf-8")
    assert not re.search(r"\bF\d\d\b|\bH1\b|\bN1\b", page)
    assert "<script" not in page
    assert "Simulated: nobody in this report is real" in page


def test_hubs_and_replays_stay_inside_and_say_so(written: Path) -> None:
    inside = sorted((written / "internal").rglob("*.html"))
    assert len(inside) == 12
    for path in inside:
        assert "Internal: must not leave the service" in path.read_text("utf-8")


def test_the_page_of_a_hub_says_who_was_with_whom_how_dense_and_how_sure(written: Path) -> None:
    page = (written / "internal" / "hubs" / "HUB01.html").read_text("utf-8")
    for said in (
        "Who was with whom", "A family with another family", "Most in 10 m²", "had been weighed by staff within 15 minutes",
        "Two observers, code by code", "Two observers, moment by moment", "What families were doing at the scans",
    ):  # fmt: skip
        assert said in page, said
    assert (
        "95% limits</th>" not in page.split("What family time went to")[1].split("</table>")[0]
    )  # one session has none


def test_the_page_across_hubs_has_the_pace_of_the_team_and_five_views_of_agreement(written: Path) -> None:
    page = (written / "report.html").read_text("utf-8")
    for said in (
        "Interruptions in an hour",
        "With two families or more at once",
        "Concordance of their durations",
        "AC1",
    ):
        assert said in page, said
    assert "code by code" not in page


def test_a_replay_runs_its_own_script_only_and_is_a_table_without_it(written: Path) -> None:
    page = next((written / "internal" / "replay").iterdir()).read_text("utf-8")
    named = re.search(r"script-src 'sha256-([^']+)'", page)
    script = re.search(r'<script type="module">(.*?)</script>', page, re.S)
    assert named
    assert script
    assert base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode() == named[1]
    assert "Who was where, every quarter of an hour" in page
    moves = re.search(r'<script type="application/json" id="moves">(.*?)</script>', page, re.S)
    assert moves
    assert json.loads(moves[1])["tokens"]


def test_the_same_sessions_write_the_same_bytes(written: Path, tmp_path: Path) -> None:
    report.write(tuple(reversed(recordings())), tmp_path / "again", HES, place="Demo", simulated=True)
    for path in sorted(written.rglob("*.html")):
        assert (tmp_path / "again" / path.relative_to(written)).read_bytes() == path.read_bytes(), path.name
    assert (tmp_path / "again" / "findings.json").read_bytes() == (written / "findings.json").read_bytes()


def test_figures_of_few_families_go_together_and_never_one_alone() -> None:
    def share(code: str, pooled: float, actors: int) -> Share:
        return Share("family", "all", code, 0, 0, 1, actors, pooled, None, None, pooled)

    rows = family_rows([share("talk", 0.5, 30), share("play", 0.3, 20), share("feeding", 0.2, 3)], HES)
    assert [(row.code, round(row.pooled, 3)) for row in rows] == [("talk", 0.5), (TOGETHER, 0.5)]
    assert [row.code for row in family_rows([share("talk", 0.6, 30), share("play", 0.4, 20)], HES)] == ["talk", "play"]


def test_nobody_can_read_one_practitioner_s_time() -> None:
    def share(sessions: int) -> Share:
        return Share("practitioner", "all", "task", 0, 0, sessions, 1, 1.0, None, None, 1.0)

    assert practitioner_rows([share(2)]) == []
    assert len(practitioner_rows([share(3)])) == 1


def test_sessions_without_a_visit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No visit and no scan"):
        report.write([Recording("a", 0, 1000, ())], tmp_path / "none", HES)
    assert not (tmp_path / "none").exists()


def test_one_short_session_without_a_plan_gives_a_report_of_reasons(tmp_path: Path) -> None:
    taps = [tap(0, "arrive", "F01"), tap(30, "code", "F01", track="activity", code="feeding"), tap(60, "close")]
    _, found = report.write([derive(log(*taps, header={"hub": "Hub é/1"}))], tmp_path / "one", HES)
    page = (tmp_path / "one" / "report.html").read_text("utf-8")
    assert "Too few families for figures" in page
    assert "There is nothing to compare" in page
    assert "No session had two observers" in page
    assert found == ()
    assert not list((tmp_path / "one" / "internal").rglob("replay/*"))


def test_three_models_are_compared_pair_by_pair(tmp_path: Path) -> None:
    sessions = [
        replace(one, header=one.header | {"model": "transitional"}) if one.hub in {"HUB05", "HUB06"} else one
        for one in recordings()
    ]
    study, found = report.write(sessions, tmp_path / "three", profile("internal"))
    pairs = {(one.first, one.second) for one in study.differences}
    assert pairs == {("social", "traditional"), ("social", "transitional"), ("traditional", "transitional")}
    assert len({one.identity for one in found}) == len(found)
    assert "Internal: must not leave the service" in (tmp_path / "three" / "report.html").read_text("utf-8")
