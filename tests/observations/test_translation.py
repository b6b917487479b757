"""Files of other programs become sessions of ours: by what somebody says, with nothing of a person's name, and nothing unsaid lost."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from babyhubs.commands.app import app
from babyhubs.observations.derive import derive
from babyhubs.observations.ethogram import starter
from babyhubs.observations.formats import any_file, gehl, own, to_log
from babyhubs.observations.records import Actor, Interval, Point, Recording
from babyhubs.observations.translation.contents import Name, contents
from babyhubs.observations.translation.guesses import code, place, subject
from babyhubs.observations.translation.meanings import Meanings, guessed
from babyhubs.observations.translation.one_at_a_time import exclusive
from babyhubs.observations.translation.translate import translate
from tests.shared_data import shared
from tests.workbench.observations.boris_project import BORIS

RUN = CliRunner()
BOOK = starter()


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("F07", "family"), ("Mother_2", "family"), ("HV1", "health_visitor"), ("nursery nurse", "nursery_nurse"),
        ("Nurse B", "nursery_nurse"), ("Kim", "other"),
    ],
)  # fmt: skip
def test_a_subject_is_guessed_from_its_name(name: str, means: str) -> None:
    assert subject(name)[0] == means


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("feeding", "activity:feeding"), ("in play_mat", "zone:play_mat"), ("Weighing, led by staff", "activity:weighing_staff_led"),
        ("greeted", "moment:greeted"), ("Baby feeds", "activity:feeding"), ("arrives", "arrives"), ("presentation", "own-activity"),
        ("feedback", "own-activity"), ("xyz", "own-activity"),
    ],
)  # fmt: skip
def test_a_code_is_guessed_from_whole_words_only(name: str, means: str) -> None:
    assert code(Name(name, states=1), BOOK)[0] == means


def test_a_place_is_a_zone_or_one_of_its_own() -> None:
    assert place(Name("Tea table"), BOOK)[0] == "zone:refreshment"
    assert place(Name("Stage"), BOOK)[0] == "own-zone"


def _of(*states: tuple[int, int, str]) -> list[Interval]:
    return [Interval("F01", "activity", name, start, stop) for start, stop, name in states]


def test_what_began_last_holds_and_what_it_interrupted_goes_on() -> None:
    rows, twice = exclusive(_of((0, 100, "play"), (20, 40, "talk"), (100, 120, "feed")))
    assert [(one.code, one.start, one.stop) for one in rows] == [
        ("play", 0, 20), ("talk", 20, 40), ("play", 40, 100), ("feed", 100, 120),
    ]  # fmt: skip
    assert twice == 20


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 30), st.sampled_from("abc")), max_size=25))
def test_states_exclude_each_other_and_cover_what_they_covered(given_: list[tuple[int, int, str]]) -> None:
    states = _of(*[(start, start + long, name) for start, long, name in given_])
    rows, twice = exclusive(states)
    assert all(one.stop <= after.start for one, after in itertools.pairwise(rows))
    covered = {at for one in states for at in range(one.start, one.stop)}
    assert {at for one in rows for at in range(one.start, one.stop)} == covered
    assert twice == sum(one.stop - one.start for one in states) - len(covered)


def test_a_family_of_which_nobody_saw_the_coming_is_left_out_of_stays_and_counted_in_time() -> None:
    one = Recording(
        "a", 0, 600_000, (Actor("Ann", "other"),), (Interval("Ann", "x", "feeding", 60_000, 120_000),),
        (Point("Ann", "arrives", 30_000), Point("Ann", "greeted", 300_000)),
    )  # fmt: skip
    codes = {"feeding": "activity:feeding", "greeted": "moment:greeted"}
    unseen = translate(one, Meanings({"Ann": "family"}, codes | {"arrives": "out"}), {}, "").session
    assert [(v.start, v.stop, v.cut_start, v.cut_stop) for v in unseen.visits] == [(60_000, 300_000, True, False)]
    came = translate(one, Meanings({"Ann": "family"}, codes | {"arrives": "arrives"}), {}, "").session
    assert [(v.start, v.stop, v.cut_start, v.cut_stop) for v in came.visits] == [(30_000, 600_000, False, True)]


@pytest.mark.parametrize(
    "name", ["boris/test.boris", "boris_cases/cens.boris", "boris_cases/pooled.boris", "datavyu/simple3.opf",
             "flow/running-example.xes", "elan/childproject_example.eaf"],
)  # fmt: skip
def test_real_files_survive_being_taken_in(name: str) -> None:
    found = any_file.read(shared(f"observations/{name}"))
    said, _ = guessed(contents(found), BOOK)
    for one in found:
        session = translate(one, said, {"hub": "H1"}, "2026-03-03T10:00:00+00:00").session
        back = derive(to_log.log(session, "a"))
        assert back.visits == session.visits
        assert back.points == session.points
        assert sorted(_rows(back)) == sorted(_rows(session))


def _rows(one: Recording) -> list[tuple[str, str, str, int, int]]:
    return [(row.actor, row.track, row.code, row.start, row.stop) for row in one.intervals]


def test_scans_of_a_public_life_table_come_along_without_guessed_sex_and_age(tmp_path: Path) -> None:
    path = tmp_path / "staying.csv"
    path.write_text(
        "study_id,location_id,staying_time_start,staying_time_end,staying_row_total,staying_gender_female,staying_posture_sitting\n"
        "a,Tea table,2026-03-03 10:00:00,2026-03-03 10:01:00,3,2,3\n",
        encoding="utf-8",
    )
    (one,) = gehl.read(path)
    made = translate(one, Meanings(places={"Tea table": "zone:refreshment"}), {}, "2026-03-03T10:00:00+00:00")
    (line,) = derive(to_log.log(made.session, "a")).scans
    assert (line.zone, line.people) == ("refreshment", (("people", 3), ("posture_sitting", 3)))
    assert made.left.guessed_traits == 1


def test_the_command_writes_guesses_and_reads_what_somebody_made_of_them(tmp_path: Path) -> None:
    path, names, out = tmp_path / "tuesday.boris", tmp_path / "names.json", tmp_path / "sessions"
    path.write_bytes(BORIS)
    call = ["observe", "import", str(path), "-o", str(out), "--names", str(names)]
    assert RUN.invoke(app, call).exit_code == 0
    assert not out.exists()
    missing = RUN.invoke(app, call)
    assert "has no hub" in str(missing.exception)
    said = json.loads(names.read_text("utf-8"))
    said["observations"][0] |= {"hub": "HUB01", "model": "social", "observer": "O1"}
    said["subjects"] = dict.fromkeys(said["subjects"], "family")
    said["codes"]["goes"] = "leaves"
    names.write_text(json.dumps(said), encoding="utf-8")
    done = RUN.invoke(app, call)
    assert done.exit_code == 0, done.output
    (one,) = own.read(out)
    assert (one.hub, one.occasion, one.header["from"]["program"]) == ("HUB01", "HUB01 2026-03-03", "BORIS")
    assert "Anna" not in next(out.iterdir()).read_text("utf-8")
    names.write_text(json.dumps(said | {"codes": {"talking": "activity:dancing"}}), encoding="utf-8")
    wrong = RUN.invoke(app, [*call[:4], str(tmp_path / "other"), *call[5:]])
    assert "cannot mean" in str(wrong.exception)
