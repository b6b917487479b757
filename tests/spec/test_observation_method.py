"""The method of the observation arm, as statements that can fail."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babyhubs.observations.agreement import grid
from babyhubs.observations.agreement.alignment import align
from babyhubs.observations.agreement.blocks import blocks, estimates
from babyhubs.observations.agreement.exact import timeline
from babyhubs.observations.agreement.moments import match
from babyhubs.observations.agreement.summary import agreement
from babyhubs.observations.comparison import compare, permutation
from babyhubs.observations.contacts import by_what_adults_said, family_contacts, mixing
from babyhubs.observations.dwell import median_stay, stays, waited, waits
from babyhubs.observations.layout import read as read_layout
from babyhubs.observations.occupancy import heat, steps, whole_room, zone_use
from babyhubs.observations.records import Actor, Contact, Interval, Point, Recording, Visit
from babyhubs.observations.scans import kept, scanned, shares
from babyhubs.observations.space import spread
from tests.observations.sealed import recordings

MINUTE = 60_000


def _visits(*rows: tuple[float, float, bool, bool], since: int | None = None) -> Recording:
    visits = tuple(
        Visit(
            f"F{place}", round(start * MINUTE), round(stop * MINUTE), cut_start, cut_stop, since if cut_start else None
        )
        for place, (start, stop, cut_start, cut_stop) in enumerate(rows)
    )
    return Recording("s", 0, 120 * MINUTE, tuple(Actor(one.actor, "family") for one in visits), visits=visits)


# Occupancy


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), max_size=30))
def test_the_number_present_added_up_over_time_is_the_sum_of_stays(spans: list[tuple[int, int]]) -> None:
    whole = [(start, start + length) for start, length in spans]
    assert steps(whole).integral() == sum(stop - start for start, stop in whole)


def test_so_it_is_for_every_simulated_session_with_pauses_and_cut_visits() -> None:
    for one in recordings():
        counted = whole_room(one)  # raises where it is not
        assert counted.peak >= 5


def test_the_map_of_time_holds_no_more_and_no_less_than_the_time() -> None:
    one = recordings()[0]
    layout = read_layout(one.header["layout"])
    in_zones = sum(row.person_minutes for row in zone_use(one, layout))
    assert heat([one], layout).sum() == pytest.approx(in_zones, rel=1e-6)


# Stays and waits


def test_a_family_still_there_counts_as_at_least_so_long_and_does_not_shorten_the_median() -> None:
    left = [(0, minutes, False, False) for minutes in (10, 20, 30, 40, 50)]
    assert median_stay(stays([_visits(*left)])).median == 30
    cut = [*left[:2], (0, 30, False, True), (0, 40, False, True), (0, 50, False, True)]
    assert median_stay(stays([_visits(*cut)])).median is None  # fewer than half were seen to leave


def test_who_was_there_before_is_left_out_unless_a_door_log_says_since_when() -> None:
    rows = [*((0.0, float(minutes), False, False) for minutes in (10, 20, 30, 40, 50)), (0.0, 15.0, True, False)]
    unknown = median_stay(stays([_visits(*rows)]))
    assert (unknown.families, unknown.left_out) == (5, 1)
    known = median_stay(stays([_visits(*rows, since=20 * MINUTE)]))
    assert (known.families, known.late_entries, known.left_out) == (6, 1, 0)


def test_leaving_unseen_ends_the_wait_and_is_not_a_greeting_that_might_still_come() -> None:
    one = _visits(*[(0, 30, False, False)] * 10)
    greeted = tuple(Point(f"F{place}", "greeted", (place + 1) * MINUTE) for place in range(6))
    found = waited(waits([replace(one, points=greeted)]), 30)
    assert found.share == pytest.approx(0.6)
    assert found.left_unseen == pytest.approx(0.4)  # one minus Kaplan-Meier would have made the 0.6 larger


# Contacts


def test_a_family_that_spoke_to_nobody_is_counted_as_such() -> None:
    one = replace(
        _visits(*[(0, 30, False, False)] * 3),
        actors=(*(Actor(f"F{place}", "family") for place in range(3)), Actor("H1", "health_visitor")),
        contacts=(Contact(("F0", "F1"), "talk", 0, MINUTE), Contact(("F1", "H1"), "one_to_one", 0, MINUTE)),
    )
    assert [row.kind for row in family_contacts(one)] == ["another family", "another family", "nobody"]


def test_whether_kinds_of_families_mix_is_judged_against_shuffled_kinds() -> None:
    kinds = {f"F{place}": "first time" if place < 5 else "old hand" for place in range(10)}
    within = [
        Contact((f"F{a}", f"F{b}"), "talk", 0, 1)
        for half in (range(5), range(5, 10))
        for a in half
        for b in half
        if a < b
    ]
    one = Recording("s", 0, 1, tuple(Actor(token, "family") for token in kinds), contacts=tuple(within))
    found = mixing(one, kinds)
    assert found
    crossing, by_chance, p = found
    assert crossing == 0
    assert by_chance == pytest.approx(20 * 25 / 45, abs=0.5)
    assert p < 0.05


def test_families_who_said_different_things_at_welcome_are_not_judged_where_few_said_one() -> None:
    def room(grans: int) -> Recording:
        actors = [Actor(f"F{place}", "family", (), "nan" if place < grans else "mum") for place in range(12)]
        apart = [Contact((f"F{a}", f"F{a + 1}"), "talk", 0, 1) for a in range(11) if a != grans - 1]
        return Recording("s", 0, 1, tuple(actors), contacts=tuple(apart))

    assert by_what_adults_said([room(2)]) is None  # it would be about two families
    kinds, found = by_what_adults_said([room(6), room(6)]) or ([], None)
    assert kinds == ["mum", "nan"]
    assert found
    assert found.found == 0
    assert found.p < 0.05


# Space


def test_a_room_used_as_its_areas_are_has_no_preference() -> None:
    even = spread({"a": 10, "b": 30}, {"a": 1, "b": 3})
    assert even.participation == pytest.approx(0)
    assert even.electivity == pytest.approx({"a": 0, "b": 0})
    only = spread({"a": 10, "b": 0}, {"a": 1, "b": 3})
    assert (only.entropy, only.participation) == pytest.approx((0, 1))


# Models


def test_one_clinic_in_a_model_never_makes_a_claim_about_models() -> None:
    values = {"social": [("A", 0.4), ("A", 0.41), ("A", 0.42)], "traditional": [("B", 0.1), ("B", 0.11), ("B", 0.12)]}
    found = compare("social_share", values, "social", "traditional")
    assert (found.level, found.models, found.claim) == ("session", False, "differ")
    assert "cannot be put down to the model" in found.words


def test_with_clinics_as_units_more_sessions_do_not_make_a_difference_surer() -> None:
    few = {"social": [("A", 0.4), ("B", 0.2)], "traditional": [("C", 0.3), ("D", 0.1)]}
    many = {model: rows * 50 for model, rows in few.items()}
    one, other = (compare("m", values, "social", "traditional") for values in (few, many))
    assert (one.units, one.lower, one.upper) == (other.units, pytest.approx(other.lower), pytest.approx(other.upper))


def test_the_smallest_p_of_three_against_three_is_two_of_twenty() -> None:
    assert permutation(np.array([1.0, 2, 3]), np.array([10.0, 20, 30])) == pytest.approx(0.1)


def test_a_difference_that_is_not_shown_comes_with_what_could_have_been_found() -> None:
    values = {"social": [("A", 0.4), ("B", 0.2), ("E", 0.3)], "traditional": [("C", 0.35), ("D", 0.15), ("F", 0.2)]}
    found = compare("m", values, "social", "traditional")
    assert found.claim == "no difference shown"
    assert found.smallest is not None
    assert found.smallest > abs(found.difference)


# Scans


def test_scans_of_a_continuous_log_agree_with_its_budget_within_sampling() -> None:
    one = recordings()[0]
    lines = tuple(scanned(one, 30_000))
    by_scan = {row.code: row.share for row in shares([replace(one, scans=lines)], zones=True)}
    minutes = {row.zone: row.person_minutes for row in zone_use(one, None)}
    for zone, spent in minutes.items():
        assert by_scan[zone] == pytest.approx(spent / sum(minutes.values()), abs=0.04), zone


def test_a_missed_scan_is_counted_as_missed() -> None:
    assert kept([recordings()[0]]).missed == 1


# Agreement


def _coded(name: str, codes: str, *, shift: int = 0, seconds: int = 10) -> Recording:
    """A letter for each ten seconds; a point is nothing."""
    states = [
        Interval("", code, code, place * seconds * 1000 + shift, (place + 1) * seconds * 1000 + shift)
        for place, code in enumerate(codes)
        if code != "."
    ]
    return Recording(name, 0, len(codes) * seconds * 1000 + shift, (Actor("", "other"),), intervals=tuple(states))


def test_kappa_over_time_is_cohen_s_of_the_shares_of_time() -> None:
    line = timeline(_coded("a", "xxxxxyyyyy"), _coded("b", "xxxxyyyyyx"), [("", "")], None)
    found = estimates(line, blocks(line))["kappa"]
    assert found.value == pytest.approx((0.8 - 0.5) / 0.5)


@settings(max_examples=20)
@given(st.text("xyz.", min_size=20, max_size=60), st.text("xyz.", min_size=20, max_size=60), st.integers(1, 9_999))
def test_kappa_over_time_does_not_move_with_the_clock(one: str, other: str, shift: int) -> None:
    def value(by: int) -> float | None:
        line = timeline(_coded("a", one, shift=by), _coded("b", other, shift=by), [("", "")], None)
        return estimates(line, blocks(line))["kappa"].value

    assert value(shift) == pytest.approx(value(0), nan_ok=True)


def test_points_a_second_apart_match_whatever_grid_lies_between() -> None:
    """BORIS gives these a kappa of -0.038 on a grid of two seconds."""
    first, second = [155_105, 169_855, 264_855], [156_405, 170_852, 264_606]
    assert match(first, second, 2_000) == [1_300, 997, -249]
    assert match(first, second, 1_000) == [997, -249]
    rows = [
        Recording("", 0, 300_000, (Actor("", "other"),), points=tuple(Point("", "move", at) for at in times))
        for times in (first, second)
    ]
    assert grid.kappa(*grid.codes_on_grid(rows[0], rows[1], 2_000), [""]) == -0.038


def test_families_are_matched_by_when_and_where_and_not_by_their_numbers() -> None:
    first, second = recordings()[0], recordings()[1]
    found = align(first, second)
    renamed = [(mine, theirs) for mine, theirs in found.pairs if mine.startswith("F") and mine != theirs]
    assert found.shift_ms == 20_000
    assert renamed, "the second observer missed a family, and numbers run on differently"
    starts = {visit.actor: visit.start for visit in first.visits}
    others = {visit.actor: visit.start + found.shift_ms for visit in second.visits}
    assert all(
        abs(starts[mine] - others[theirs]) < MINUTE
        for mine, theirs in found.pairs
        if mine in starts and mine.startswith("F")
    )


def test_two_observers_of_one_simulated_session_agree_well_and_the_answer_has_limits() -> None:
    answer = agreement(recordings()[0], recordings()[1])
    tracks = {track["track"]: track for track in answer["tracks"]}
    for name in ("zone", "activity"):
        kappa = tracks[name]["kappa"]
        assert 0.7 < kappa["lower"] < kappa["value"] < kappa["upper"] < 1
        assert tracks[name]["alpha"] == pytest.approx(kappa["value"], abs=0.05)
    assert answer["positions"]["median"] < 1.0
    assert answer["zone_counts"]["concordance"] > 0.9


@pytest.mark.slow
def test_limits_of_kappa_hold_the_truth_in_a_short_run() -> None:
    """The long run, with its table, is `benchmarks.observed_coverage`."""
    from benchmarks.observed_coverage import watched

    truth = 0.775
    held = given_ = 0
    for seed in range(60):
        line = watched(np.random.default_rng([2, 3, 60, seed]), 3, 60, 2.0)
        one = estimates(line, blocks(line))["kappa"]
        if one.lower is not None and one.upper is not None:
            given_ += 1
            held += one.lower <= truth <= one.upper
    assert given_ >= 57
    assert held >= 0.88 * given_


@pytest.mark.slow
def test_models_without_a_difference_are_seldom_said_to_differ_in_a_short_run() -> None:
    from benchmarks.observed_coverage import null_study

    false = sum(null_study(np.random.default_rng([3, 3, 1, seed]), 3, 1) for seed in range(200))
    assert false <= 0.06 * 200
