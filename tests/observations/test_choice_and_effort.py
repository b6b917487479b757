"""Which hubs and how much: each choice says which finding it rests on, and the effort is arithmetic that one can follow."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.commands.observe.simulated import logs
from babyhubs.observations.choice import CONTRAST, SERVES, Hub, choose, flagged
from babyhubs.observations.effort import Spread, clinics_needed, half_width, minutes_needed, spread_of

FINDINGS = [
    {"identity": "sha256:a", "group": "most deprived", "verdict": "under-served", "shortfall_families": 40},
    {"identity": "sha256:b", "group": "fathers", "verdict": "unseen", "shortfall_families": None},
    {"identity": "sha256:c", "group": "least deprived", "verdict": "adequately served", "shortfall_families": 0},
]
HUBS = [
    Hub("H1", "social", 100, {"most deprived": 60}),
    Hub("H2", "traditional", 400, {"most deprived": 80}),
    Hub("H3", "traditional", 110, {"most deprived": 5}),
    Hub("H4", "social", 90, {}),
]


def test_hubs_are_chosen_for_what_the_audit_found_and_name_the_finding() -> None:
    missed = flagged(FINDINGS)
    assert list(missed) == ["most deprived", "fathers"]
    found = choose(HUBS, missed, 1, 1)
    assert [(one.hub, one.why, one.because_of) for one in found] == [
        ("H1", SERVES, ("sha256:a",)),
        ("H3", CONTRAST, ()),  # the other model, nearest in size
    ]


def test_more_hubs_than_there_are_is_no_error() -> None:
    found = choose(HUBS, flagged(FINDINGS), 9, 9)
    assert sorted(one.hub for one in found) == ["H1", "H2", "H3", "H4"]


def test_going_to_the_same_clinic_again_does_not_make_clinics_alike() -> None:
    unlike = Spread(clinics=0.1, sessions=0.1)
    assert half_width(unlike, 4, 1_000) > 0.9 * 3.182 * 0.1 / 2
    assert half_width(unlike, 5, 1) == pytest.approx(2.776445 * (0.02 / 5) ** 0.5, rel=1e-6)
    needed = clinics_needed(unlike, 0.1)
    assert needed
    assert half_width(unlike, needed, 1) <= 0.1 < half_width(unlike, needed - 1, 1)
    assert clinics_needed(Spread(9.0, 0.0), 0.001) is None


def test_spread_from_a_pilot_is_that_of_an_analysis_of_variance() -> None:
    # two clinics of two sessions: means 0.25 and 0.65, within variance 0.005, between mean square 0.16
    found = spread_of({"a": [0.2, 0.3], "b": [0.6, 0.7]})
    assert found
    assert (found.sessions, found.clinics) == pytest.approx((0.005**0.5, ((0.16 - 0.005) / 2) ** 0.5))
    assert spread_of({"a": [0.2, 0.3]}) is None


def test_a_quarter_of_the_half_width_takes_sixteen_times_the_minutes() -> None:
    low, high = minutes_needed(0.1)
    assert (low, high) == pytest.approx((3.6, 16.9))
    assert minutes_needed(0.025) == pytest.approx((16 * low, 16 * high))


def test_the_command_says_why(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text(json.dumps(FINDINGS), encoding="utf-8")
    rows = ["hub,model,group,families", "H1,social,all,100", "H1,social,most deprived,60", "H3,traditional,all,110"]
    (tmp_path / "hubs.csv").write_text("\n".join(rows), encoding="utf-8")
    command = ["observe", "plan", str(tmp_path / "findings.json"), str(tmp_path / "hubs.csv")]
    answer = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert [one["hub"] for one in answer["hubs"]] == ["H1", "H3"]
    assert "most deprived" in CliRunner().invoke(app, command).stdout


def test_a_pilot_says_how_many_clinics_it_takes(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text(json.dumps(FINDINGS), encoding="utf-8")
    (tmp_path / "hubs.csv").write_text("hub,model,group,families\nH1,social,most deprived,60", encoding="utf-8")
    pilot = tmp_path / "pilot"
    pilot.mkdir()
    logs(pilot)
    command = ["observe", "plan", str(tmp_path / "findings.json"), str(tmp_path / "hubs.csv"), "--pilot", str(pilot)]
    assert "By the pilot: clinics of one model differ by" in CliRunner().invoke(app, command).stdout
    found = json.loads(CliRunner().invoke(app, [*command, "--json", "--half-width", "0.1"]).stdout)["effort"][
        "by_the_pilot"
    ]
    assert found["clinics"] == clinics_needed(Spread(found["sd_between_clinics"], 0.0), 0.1)
    for path in sorted(pilot.iterdir())[1:]:
        path.unlink()
    assert "two hubs of one model" in str(CliRunner().invoke(app, command).exception)
