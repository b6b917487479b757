"""Risk sets from people, and incidence with a competing event."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babyhubs.statistics import competing, follow_up

PERSON = st.tuples(st.integers(0, 8), st.integers(1, 8), st.integers(0, 2), st.integers(0, 2))


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSON, min_size=1, max_size=30))
def test_risk_sets_equal_counting_by_hand(people: list[tuple[int, int, int, int]]) -> None:
    entry = np.array([start for start, _, _, _ in people])
    ended = entry + np.array([length for _, length, _, _ in people])
    cause = np.array([why for _, _, why, _ in people])
    group = np.array([which for _, _, _, which in people])
    sets = follow_up.risk_sets(entry, ended, cause, group, groups=3, causes=2)
    for place, time in enumerate(sets.times):
        for which in range(3):
            mine = group == which
            assert sets.at_risk[which, place] == (mine & (entry < time) & (ended >= time)).sum()
            for kind in (1, 2):
                assert sets.events[kind - 1, which, place] == (mine & (ended == time) & (cause == kind)).sum()


def test_two_events_and_survival_share_everybody() -> None:
    rng = np.random.default_rng(2)
    sets = follow_up.risk_sets(0, rng.integers(1, 30, 200), rng.integers(1, 3, 200))
    one = competing.competing_incidence(sets.at_risk, sets.events[0], sets.events[1])
    two = competing.competing_incidence(sets.at_risk, sets.events[1], sets.events[0])
    assert one.incidence[0, -1] + two.incidence[0, -1] == pytest.approx(1)
    # without censoring the incidence is a plain share and its variance the binomial one
    assert one.se[0, -1] == pytest.approx(np.sqrt(one.incidence[0, -1] * (1 - one.incidence[0, -1]) / 200))


def test_counting_the_other_event_as_censoring_is_too_high() -> None:
    rng = np.random.default_rng(4)
    sets = follow_up.risk_sets(0, rng.integers(1, 30, 300), rng.integers(0, 3, 300))
    right = competing.competing_incidence(sets.at_risk, sets.events[0], sets.events[1])
    naive = competing.competing_incidence(sets.at_risk, sets.events[0], np.zeros_like(sets.at_risk))
    assert naive.incidence[0, -1] > right.incidence[0, -1] + 0.05


def test_late_entry_counts_nobody_before_they_came() -> None:
    sets = follow_up.risk_sets([0, 5], [10, 10], [1, 0])
    assert sets.at_risk.tolist() == [[2.0]]
    early = follow_up.risk_sets([0, 5], [4, 10], [1, 0])
    assert early.at_risk.tolist() == [[1.0, 1.0]]


@pytest.mark.parametrize(
    ("entry", "ended", "cause", "words"),
    [([5], [5], [1], "after it began"), ([0], [np.nan], [1], "time of entry"), ([0], [4], [-1], "a cause is")],
)
def test_impossible_follow_up_is_a_mistake_of_the_caller(
    entry: list[float], ended: list[float], cause: list[int], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        follow_up.risk_sets(entry, ended, cause)


def test_before_the_first_event_the_limits_are_exact() -> None:
    curve = competing.competing_incidence([[20, 19]], [[0, 1]], [[1, 0]])
    assert curve.lower[0, 0] == 0
    assert curve.upper[0, 0] == pytest.approx(1 - 0.025 ** (1 / 20))
    assert 0 < curve.lower[0, 1] < curve.incidence[0, 1] < curve.upper[0, 1] < 1
