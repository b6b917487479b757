"""What goes out can come back: own to BORIS to own keeps every event, and what is lost is listed."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.observations.derive import derive
from babyhubs.observations.formats import (
    any_file,
    boris,
    boris_out,
    eaf,
    eaf_out,
    event_log,
    gehl,
    gehl_out,
    geojson,
    sdis,
    sequences,
    tidy,
    to_log,
    xes_out,
)
from babyhubs.observations.layout import read as read_layout
from babyhubs.observations.log.seal import text
from babyhubs.observations.records import Actor, Interval, Point, Recording
from tests.observations.logs import log, tap
from tests.observations.sealed import recordings

RUN = CliRunner()


def _one() -> Recording:
    return recordings()[0]


def _file(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


def _events(one: Recording) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter((s.actor, s.code, s.start, s.stop, s.mods) for s in one.intervals)
    return found + Counter((p.actor, p.code, p.at, p.at, p.mods) for p in one.points)


def test_own_to_boris_to_own_keeps_every_event(tmp_path: Path) -> None:
    one = _one()
    (back,) = boris.read(_file(tmp_path, "a.boris", boris_out.project([one])))
    named = Counter(
        {(actor, code.removeprefix("in "), *rest): count for (actor, code, *rest), count in _events(back).items()}
    )
    assert named == _events(one)
    assert (back.start, back.stop) == (one.start, one.stop)
    assert json.loads(boris_out.project([one]))["project_format_version"] == "7.0"


_CODES = st.sampled_from(["a", "b", "c d", "é|x", "=1"])
_STATES = st.lists(
    st.tuples(st.sampled_from(["F1", "F2", ""]), _CODES, st.integers(0, 10**6), st.integers(1, 10**5)), max_size=12
)


def _recording(states: list[tuple[str, str, int, int]], points: list[tuple[str, str, int]]) -> Recording:
    """States of one code and actor one after the other, as any program records them."""
    kept: list[Interval] = []
    last: dict[tuple[str, str], int] = {}
    for actor, code, start, length in sorted(states, key=lambda one: one[2]):
        if start >= last.get((actor, code), 0):
            kept.append(Interval(actor, code, code, start, start + length))
            last[actor, code] = start + length + 1
    tokens = {one.actor for one in kept} | {actor for actor, _, _ in points}
    return Recording(
        "x", 0, 2 * 10**6, tuple(Actor(token, "other") for token in sorted(tokens)),
        intervals=tuple(kept), points=tuple(Point(actor, f"moment {code}", at) for actor, code, at in points),
    )  # fmt: skip


@given(
    states=_STATES, points=st.lists(st.tuples(st.sampled_from(["F1", ""]), _CODES, st.integers(0, 10**6)), max_size=8)
)
def test_any_session_survives_a_log_and_boris(
    states: list[tuple[str, str, int, int]],
    points: list[tuple[str, str, int]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    one = _recording(states, points)
    operations = to_log.all_logs([one])[0]
    back = derive(operations)
    named = Counter(
        {("" if actor == to_log.NO_FOCAL else actor, *rest): count for (actor, *rest), count in _events(back).items()}
    )
    assert named == _events(one)
    folder = tmp_path_factory.mktemp("boris")
    (again,) = boris.read(_file(folder, "x.boris", boris_out.project([one])))
    assert _events(again) == _events(one)


def test_overlapping_states_of_one_track_get_tracks_of_their_own() -> None:
    one = Recording("x", 0, 9000, (Actor("F1", "family"),), intervals=(
        Interval("F1", "activity", "a", 0, 5000), Interval("F1", "activity", "b", 2000, 7000)))  # fmt: skip
    assert to_log.overlapping(one) == ["activity"]
    assert _events(derive(to_log.all_logs([one])[0])) == _events(one)


def test_elan_xes_and_public_life_files_are_read_back(tmp_path: Path) -> None:
    one = _one()
    (annotated,) = eaf.read(_file(tmp_path, "a.eaf", eaf_out.document(one)))
    assert {(s.actor, s.code, s.start, s.stop) for s in one.intervals} <= {
        (s.actor, s.code, s.start, s.stop) for s in annotated.intervals
    }
    (logged,) = event_log.read(_file(tmp_path, "a.xes", xes_out.document([one])))
    zones = [s for s in one.intervals if s.track == "zone"]
    assert len(logged.intervals) == len(zones)
    assert sum(s.stop - s.start for s in logged.intervals) == sum(s.stop - s.start for s in zones)
    (staying,) = gehl.read(_file(tmp_path, "a.csv", gehl_out.table([one])))
    assert sum(dict(line.people)["people"] for line in staying.scans) == sum(
        line.status == "seen" and bool(line.actor) for line in one.scans
    )
    assert any_file.recognise(tmp_path / "a.csv") == "gehl"


def test_gseq_gets_codes_that_it_takes() -> None:
    said = sdis.document([_one()])
    assert said.startswith("Timed ($activity = ")
    assert said.rstrip().endswith("/")
    assert "<F01>" in said
    assert "parent_parent_talk," in said


def test_zones_go_out_with_their_area_and_the_time_spent_in_them() -> None:
    layout = read_layout(_one().header["layout"])
    assert layout
    found = json.loads(geojson.zones(layout, {"play_mat": 12.5}))
    mat = next(one for one in found["features"] if one["id"] == "play_mat")
    assert mat["properties"]["family_minutes"] == 12.5
    assert mat["properties"]["square_metres"] == pytest.approx(15.552)
    ring = mat["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]


def test_tidy_tables_carry_a_dictionary_of_every_column() -> None:
    written = tidy.files([_one()])
    for resource in json.loads(written["datapackage.json"])["resources"]:
        heading = next(csv.reader(io.StringIO(written[resource["path"]])))
        assert heading == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_a_note_that_a_spreadsheet_would_run_is_text() -> None:
    one = derive(log(tap(1, "note", text="=1+1"), tap(5, "close")))
    assert "'=1+1" in tidy.files([one])["notes.csv"]


def test_sequences_have_a_column_a_minute() -> None:
    rows = list(csv.reader(io.StringIO(sequences.table([_one()]))))
    assert len(rows[0]) == 3 + 120
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_commands_import_and_export(tmp_path: Path) -> None:
    one = derive(
        log(
            tap(0, "arrive", "F01", zone="play"),
            tap(5, "point", "F01", code="greeted"),
            tap(60, "leave", "F01"),
            tap(90, "close"),
        )
    )
    project = _file(tmp_path, "p.boris", boris_out.project([one]))
    done = RUN.invoke(app, ["observe", "import", str(project), "-o", str(tmp_path / "logs"), "--json"])
    assert done.exit_code == 0
    (name,) = json.loads(done.stdout)["files"]
    assert sum(_events(any_file.read(tmp_path / "logs" / name)[0]).values()) == sum(_events(one).values())
    for form in ("tidy", "boris", "eaf", "sdis", "xes", "sequences", "own"):
        done = RUN.invoke(app, ["observe", "export", str(tmp_path / "logs"), "-o", str(tmp_path / form), "--to", form])
        assert done.exit_code == 0, done.output
        assert any((tmp_path / form).iterdir())
    assert (tmp_path / "own" / next((tmp_path / "own").iterdir()).name).read_bytes() == (
        tmp_path / "logs" / name
    ).read_bytes()


def test_codes_on_which_observers_agree_too_little_are_exported_when_acknowledged(tmp_path: Path) -> None:
    header = {"occasion": "HUB01 2026-03-14", "hub": "HUB01"}

    def session(name: str, code: str) -> str:
        taps = [tap(0, "arrive", "F01", zone="play"), tap(0, "code", "F01", track="activity", code=code)]
        taps += [
            tap(60 * minute, "code", "F01", track="activity", code="feeding" if minute % 2 else code)
            for minute in range(1, 20)
        ]
        return text(log(*taps, tap(1200, "close"), name=name, header=header | {"observer": name}))

    (tmp_path / "in").mkdir()
    _file(tmp_path / "in", "a.obs.jsonl", session("a", "on_phone"))
    _file(tmp_path / "in", "b.obs.jsonl", session("b", "playing"))
    command = ["observe", "export", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    refused = RUN.invoke(app, command)
    assert refused.exit_code != 0
    assert "on_phone" in getattr(refused.exception, "where", "")
    accepted = [*command, "--acknowledge", "on_phone", "--acknowledge", "playing"]
    assert RUN.invoke(app, accepted).exit_code == 0
