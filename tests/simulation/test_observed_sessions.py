"""Simulated sessions: the same seed the same taps, a planted difference, and a study without one."""

from itertools import pairwise

import numpy as np
import pytest

from babyhubs.errors import InputError
from babyhubs.simulation.observed.happening import assumptions, families
from babyhubs.simulation.observed.study import study


def test_the_same_seed_makes_the_same_taps_and_another_does_not() -> None:
    assert study(3, 1, 1) == study(3, 1, 1)
    assert study(3, 1, 1).sessions[0].taps != study(4, 1, 1).sessions[0].taps


def test_six_sessions_in_two_models_two_of_them_watched_by_two() -> None:
    made = study()
    models = [one.taps[0]["value"]["model"] for one in made.sessions if one.taps[0]["value"]["observer"] == "O1"]
    assert sorted(models) == ["social"] * 3 + ["traditional"] * 3
    assert len(made.sessions) == 8


def test_taps_begin_with_the_opening_and_go_forward() -> None:
    for one in study().sessions:
        assert one.taps[0]["kind"] == "open"
        assert all(before["t_ms"] <= after["t_ms"] for before, after in pairwise(one.taps))
        assert one.taps[-1]["kind"] == "close"


def test_families_of_the_social_model_talk_more_and_are_greeted_sooner() -> None:
    talk, greeted = {}, {}
    for model in ("social", "traditional"):
        there = [one for seed in range(40) for one in families(np.random.default_rng(seed), model, 1.0)]
        states = [state.code for one in there for state in one.states]
        talk[model] = states.count("parent_parent_talk") / len(states)
        greeted[model] = float(np.median([one.greeted - one.came for one in there if one.greeted is not None]))
    assert talk["social"] > 2 * talk["traditional"]
    assert greeted["social"] < greeted["traditional"]
    assert assumptions()["social"]["talk"] > assumptions()["traditional"]["talk"]


def test_a_study_without_a_difference_plants_none() -> None:
    assert len(set(study(1, 1, 1, same=True).truth["planted"]["talk"].values())) == 1


def test_a_study_of_nothing_is_refused() -> None:
    with pytest.raises(InputError):
        study(1, 0, 1)
