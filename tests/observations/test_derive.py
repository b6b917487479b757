"""From taps to records: what holds, since when, until when, and what was never seen to begin or end."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from babyhubs.observations.derive import BROKEN, UNCLOSED, derive, recording
from babyhubs.observations.log.chain import head
from babyhubs.observations.log.reader import Log
from babyhubs.observations.records import Recording
from tests.observations.logs import log, tap


def _read(*taps: dict[str, Any]) -> Recording:
    return derive(log(*taps))


def _states(one: Recording) -> list[tuple[str, str, str, float, float]]:
    return [(s.actor, s.track, s.code, s.start / 1000, s.stop / 1000) for s in one.intervals]


def test_a_new_code_ends_the_one_before_it_and_leaving_ends_all() -> None:
    one = _read(
        tap(10, "arrive", "F01", zone="entrance"),
        tap(40, "zone", "F01", zone="play"),
        tap(50, "code", "F01", track="activity", code="waiting_alone"),
        tap(90, "code", "F01", track="activity", code="feeding"),
        tap(200, "leave", "F01"),
        tap(300, "close"),
    )
    assert _states(one) == [
        ("F01", "zone", "entrance", 10, 40),
        ("F01", "zone", "play", 40, 200),
        ("F01", "activity", "waiting_alone", 50, 90),
        ("F01", "activity", "feeding", 90, 200),
    ]
    assert [(v.start, v.stop, v.cut_start, v.cut_stop) for v in one.visits] == [(10_000, 200_000, False, False)]


def test_who_was_there_before_and_who_is_still_there_are_censored_and_no_mistake() -> None:
    one = _read(tap(0, "present", "F01", zone="play"), tap(60, "arrive", "F02", zone="play"), tap(300, "close"))
    assert [(v.actor, v.cut_start, v.cut_stop) for v in one.visits] == [("F01", True, True), ("F02", False, True)]
    assert [(s.cut_start, s.cut_stop) for s in one.intervals] == [(True, True), (False, True)]


def test_what_is_taken_back_never_was_and_taking_back_can_be_taken_back() -> None:
    taps = [
        tap(10, "arrive", "F01", zone="play"),
        tap(20, "code", "F01", track="activity", code="feeding", ref="slip"),
        tap(25, "void", voids="slip", ref="undo"),
    ]
    assert [s.code for s in _read(*taps, tap(99, "close")).intervals] == ["play"]
    assert [s.code for s in _read(*taps, tap(30, "void", voids="undo"), tap(99, "close")).intervals] == [
        "play",
        "feeding",
    ]


def test_a_late_entry_stands_where_it_happened_and_says_that_it_was_late() -> None:
    one = _read(
        tap(100, "arrive", "F01", zone="play"),
        tap(200, "code", "F01", track="activity", code="feeding"),
        tap(260, "code", "F01", track="activity", code="on_phone", at=150),
        tap(300, "close"),
    )
    assert [(s.code, s.start / 1000, s.stop / 1000, s.late) for s in one.intervals if s.track == "activity"] == [
        ("on_phone", 150, 200, True),
        ("feeding", 200, 300, False),
    ]


def test_nobody_observed_during_a_pause_or_while_the_page_was_closed() -> None:
    one = _read(
        tap(0, "arrive", "F01", zone="play"),
        tap(100, "pause"),
        tap(150, "resume"),
        tap(260, "anchor", value={"why": "restart", "gap_ms": 60_000}),
        tap(300, "close"),
    )
    assert one.gaps == ((100_000, 150_000), (200_000, 260_000))
    assert one.coverage["F01"] == [(0, 100_000), (150_000, 200_000), (260_000, 300_000)]
    assert one.observed_ms(one.intervals[0]) == 190_000


def test_out_of_view_is_not_observed_and_any_later_tap_ends_it() -> None:
    one = _read(
        tap(0, "arrive", "F01", zone="play"),
        tap(50, "hide", "F01"),
        tap(80, "code", "F01", track="activity", code="feeding"),
        tap(100, "close"),
    )
    assert one.coverage["F01"] == [(0, 50_000), (80_000, 100_000)]


def test_who_opts_out_was_never_there() -> None:
    one = _read(
        tap(0, "arrive", "F01", zone="play"),
        tap(5, "arrive", "F02", zone="play"),
        tap(10, "code", "F02", track="social", code="parent_parent_talk", with_=["F01"]),
        tap(20, "note", "F01", text="asked about scales"),
        tap(30, "optout", "F01"),
        tap(100, "close"),
    )
    assert {actor.token for actor in one.actors} == {"F02"}
    assert one.contacts == ()
    assert one.notes == ()
    assert "F01" not in repr(one)


def test_a_contact_tapped_on_both_sides_is_one_contact() -> None:
    one = _read(
        tap(0, "arrive", "F01"),
        tap(0, "arrive", "F02"),
        tap(10, "code", "F01", track="social", code="parent_parent_talk", with_=["F02"]),
        tap(12, "code", "F02", track="social", code="parent_parent_talk", with_=["F01"]),
        tap(60, "code", "F01", track="social"),
        tap(65, "code", "F02", track="social"),
        tap(100, "close"),
    )
    assert [(c.members, c.start, c.stop) for c in one.contacts] == [(("F01", "F02"), 10_000, 65_000)]


def test_a_practitioner_is_there_throughout_unless_somebody_saw_otherwise() -> None:
    role = {"role": "health_visitor"}
    one = _read(
        tap(0, "actor", "H1", value=role),
        tap(0, "actor", "H2", value=role),
        tap(0, "actor", "H3", value=role),
        tap(10, "code", "H1", track="activity", code="weighing"),
        tap(20, "arrive", "H2"),
        tap(50, "leave", "H3"),
        tap(100, "close"),
    )
    assert one.coverage == {"H1": [(0, 100_000)], "H2": [(20_000, 100_000)], "H3": [(0, 50_000)]}


def test_a_scan_that_was_missed_is_a_line_that_says_so() -> None:
    one = _read(
        tap(0, "arrive", "F01", zone="play"),
        tap(10, "scan", "F01", zone="play", code="feeding", value={"scan": 1}),
        tap(12, "scan", zone="tea", value={"scan": 1, "count": {"family": 3}}),
        tap(15, "scan_end", value={"scan": 1, "unseen": ["F02"], "missed": ["buggies"]}),
        tap(310, "scan_end", value={"scan": 2, "missed": True}),
        tap(400, "close"),
    )
    assert [(line.scan, line.actor, line.zone, line.status) for line in one.scans] == [
        (1, "F01", "play", "seen"),
        (1, "", "tea", "seen"),
        (1, "F02", "", "not visible"),
        (1, "", "buggies", "missed"),
        (2, "", "", "missed"),
    ]
    assert one.scans[1].people == (("family", 3),)


def test_a_log_that_is_not_whole_or_not_closed_says_so_wherever_it_goes() -> None:
    sealed = log(tap(10, "arrive", "F01"), tap(20, "leave", "F01"))
    assert derive(sealed).warnings == (UNCLOSED,)
    assert recording(Log(head(sealed[:1] + sealed[2:]), tuple(sealed[:1] + sealed[2:]))).warnings == (UNCLOSED, BROKEN)


_ACTORS = st.sampled_from(["F01", "F02", "H1"])
_TAPS = st.lists(
    st.tuples(
        st.integers(0, 600),
        st.sampled_from(["arrive", "present", "leave", "hide", "show", "zone", "code", "pause", "resume"]),
        _ACTORS,
        st.sampled_from(["play", "tea", "weigh"]),
    ),
    max_size=40,
)


def _taps(given_: Sequence[tuple[int, str, str, str]]) -> list[dict[str, Any]]:
    found = []
    for seconds, kind, actor, where in sorted(given_, key=lambda one: one[0]):
        if kind in {"pause", "resume"}:
            found.append(tap(seconds, kind))
        elif kind == "code":
            found.append(tap(seconds, kind, actor, track="activity", code=where))
        elif kind == "zone":
            found.append(tap(seconds, kind, actor, zone=where))
        else:
            found.append(tap(seconds, kind, actor))
    return found


@given(_TAPS)
def test_whatever_was_tapped_tracks_never_overlap_and_stay_inside_visits(
    given_: list[tuple[int, str, str, str]],
) -> None:
    one = _read(*_taps(given_), tap(700, "close"))
    last: dict[tuple[str, str], int] = {}
    for state in one.intervals:
        assert 0 <= last.get((state.actor, state.track), 0) <= state.start < state.stop <= one.stop
        last[state.actor, state.track] = state.stop
        if state.actor.startswith("F"):
            assert any(v.actor == state.actor and v.start <= state.start and state.stop <= v.stop for v in one.visits)
    for spans in one.coverage.values():
        assert all(start < stop for start, stop in spans)
