"""BORIS 9.15.0's own figures: found again where they are right, and the right answer where they are not."""

import json
from functools import cache
from typing import Any

import pytest

from babyhubs.observations.agreement import grid
from babyhubs.observations.event_rows import event_rows
from babyhubs.observations.formats import boris
from babyhubs.observations.records import Recording
from tests.shared_data import shared

pytestmark = pytest.mark.oracle

HALF_A_THOUSANDTH = 0.0005 + 1e-6
FIGURES = {
    "number": "number",
    "duration": "total_s",
    "duration_mean": "mean_s",
    "duration_stdev": "sd_s",
    "inter_duration_mean": "gap_mean_s",
    "inter_duration_stdev": "gap_sd_s",
}


@cache
def _project(name: str) -> dict[str, Recording]:
    return {one.name: one for one in boris.read(shared(f"observations/{name}"))}


def _peer(name: str) -> Any:
    return json.loads(shared(f"observations/{name}").read_text("utf-8"))


def _token(subject: str) -> str:
    return "" if subject == "No focal subject" else subject


def _same_rows(theirs: list[dict[str, Any]], one: Recording, by_modifier: bool) -> tuple[int, int]:
    ours = {(row["actor"], row["code"], row["modifiers"]): row for row in event_rows(one, by_modifier=by_modifier)}
    unpaired = 0
    for row in theirs:
        own = ours[_token(row["subject"]), row["behavior"], row["modifiers"]]
        if row["number"] == "UNPAIRED":
            unpaired += 1
            assert own["cut"] > 0
            continue
        for name, field in FIGURES.items():
            if row[name] == "NA":
                assert own[field] is None, (row, field)
            else:
                assert own[field] == pytest.approx(row[name], abs=HALF_A_THOUSANDTH), (row, field)
    return len(theirs) - unpaired, unpaired


def test_every_row_of_every_time_budget() -> None:
    """57 rows of test.boris with numbers, 2 without, and those of the nine codings of three videos."""
    counts = []
    for key, rows in _peer("boris/peer_boris_9.15.0_test.json")["time_budget"].items():
        name, by_modifier = key.rsplit("|modifiers=", 1)
        counts.append(_same_rows(rows, _project("boris/test.boris")[name], by_modifier == "True"))
    assert tuple(map(sum, zip(*counts, strict=True))) == (57, 2)
    videos = _peer("boris_cases/epm_shared.peer_boris_9.15.0.json")["time_budget"]
    for name, rows in videos.items():
        _same_rows(rows, _project("boris_cases/epm_shared.boris")[name], False)
    assert len(videos) == 9


def test_every_kappa_and_identity_of_the_small_project() -> None:
    """360 of 440 pairs have a kappa; in the 80 others one observation has an open end, which BORIS refuses."""
    kappas = identities = 0
    for row in _peer("boris/peer_boris_9.15.0_test.json")["irr"]:
        if row.get("kappa") is None:
            continue
        both = [_project("boris/test.boris")[row[side]] for side in ("a", "b")]
        actors = [_token(name) for name in row["subjects"]]
        step = round(float(row["interval"]) * 1000)
        rows = grid.codes_on_grid(*both, step, actors, by_modifier=row["modifiers"])
        assert grid.kappa(*rows, actors) == row["kappa"], row
        kappas += 1
        if row["nw_identity"] is not None and step >= 2000:  # the finer grids agree as well: benchmarks
            assert grid.identity(*rows) == pytest.approx(row["nw_identity"], abs=1e-9), row
            identities += 1
    assert kappas == 360
    assert identities > 150


def test_every_kappa_of_three_observers_of_real_videos() -> None:
    found = 0
    for row in _peer("boris_cases/epm_shared.peer_boris_9.15.0.json")["pairs"]:
        both = [_project("boris_cases/epm_shared.boris")[row[side]] for side in ("a", "b")]
        rows = grid.codes_on_grid(*both, round(float(row["interval"]) * 1000))
        assert grid.kappa(*rows, [""]) == row["kappa"], row
        if "nw_identity" in row and row["interval"] == "5":
            assert grid.identity(*rows) == pytest.approx(row["nw_identity"], abs=1e-9)
        found += 1
    assert found == 36


def test_points_a_second_apart() -> None:
    case = _peer("boris_cases/peer_boris_9.15.0_small_cases.json")["issue228.boris"]
    both = [_project("boris_cases/issue228.boris")[name] for name in ("A", "B")]
    for step, kappa in case["cohen_kappa_by_interval_s"].items():
        rows = grid.codes_on_grid(*both, round(float(step) * 1000))
        assert grid.kappa(*rows, [""]) == kappa
        if step in case["needleman_wunsch_identity_pct"]:
            assert grid.identity(*rows) == pytest.approx(case["needleman_wunsch_identity_pct"][step])


def test_a_family_still_there_at_the_end_has_a_lower_bound_and_not_an_error() -> None:
    (one,) = boris.read(shared("observations/boris_cases/cens.boris"), until=900_000)
    rows = {(row["actor"], row["code"]): row for row in event_rows(one)}
    assert (rows["F2", "present"]["total_s"], rows["F2", "present"]["cut"]) == (600.0, 1)
    assert (rows["F1", "present"]["total_s"], rows["F1", "present"]["cut"]) == (600.0, 0)
    assert rows["F1", "weigh"]["total_s"] == 120.0
