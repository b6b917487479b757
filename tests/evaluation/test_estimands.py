"""The three estimands mean what they say, on figures that can be worked out by hand."""

import numpy as np
import pytest

from babyhubs.evaluation import estimands, panel
from babyhubs.evaluation.estimands import Sums
from babyhubs.evaluation.leave_one_out import spread
from babyhubs.evaluation.scope import scope, strata

RANK = panel.national_rank(5)
EXPOSURE = np.full(5, 1000.0)
RATES = np.array([0.45, 0.55, 0.65, 0.75, 0.85])


def test_a_rise_of_a_fifth_for_everybody_leaves_the_ratio_and_widens_the_difference() -> None:
    """The two right answers that can disagree: relative 1.000, absolute 0.2 times the slope that there was (0.5)."""
    sums = Sums(1.2 * RATES * EXPOSURE, RATES * EXPOSURE, EXPOSURE)
    assert float(np.exp(estimands.log_relative_gap(sums, RANK))) == pytest.approx(1.0, abs=1e-12)
    assert float(estimands.absolute_gap(sums, RANK)) == pytest.approx(-0.1, abs=1e-12)
    assert float(np.exp(estimands.log_level(sums))) == pytest.approx(1.2)


def test_a_log_linear_gain_is_its_own_ratio_of_indices() -> None:
    with_it = RATES * np.exp(0.3 * (RANK - 0.5))
    change = estimands.log_slope(with_it * EXPOSURE, EXPOSURE * RATES, RANK)
    assert float(change) == pytest.approx(0.3, abs=1e-9)


def test_ranks_put_the_most_deprived_at_one() -> None:
    assert RANK.tolist() == pytest.approx([0.9, 0.7, 0.5, 0.3, 0.1])
    assert panel.local_rank([300, 100, 100]).tolist() == pytest.approx([0.7, 0.3, 0.1])


def test_nothing_expected_has_no_ratio() -> None:
    empty = Sums(np.zeros(5), np.zeros(5), EXPOSURE)
    assert np.isnan(estimands.log_slope(empty.observed, EXPOSURE, RANK))


def test_jackknife_of_a_mean_is_its_usual_error() -> None:
    """The leave-one-out error of a mean is s / sqrt(n), exactly."""
    values = np.array([3.0, 5.0, 8.0, 1.0, 4.0, 9.0])
    without = (values.sum() - values) / 5
    found = spread(values.mean(), without, 5)
    assert float(found.se) == pytest.approx(values.std(ddof=1) / np.sqrt(6))


def test_limits_for_several_groups_together_are_wider_and_never_change() -> None:
    rng = np.random.default_rng(1)
    without = rng.normal(0, 0.1, (12, 5))
    alone, together, again = (spread(np.zeros(5), without, 11, together=one) for one in (False, True, True))
    assert (together.upper > alone.upper).all()
    assert (together.upper == again.upper).all()


def test_a_difference_between_waves_is_no_chance() -> None:
    """Two waves that differ by what is real: limits come from how hubs vary within their wave."""
    without = np.repeat([0.1, 0.3], 6) + np.tile([-0.01, 0.01], 6)
    waves = np.repeat([1, 2], 6)
    alone, apart = spread(0.2, without, 11), spread(0.2, without, 10, waves)
    assert float(apart.se) < float(alone.se) / 5
    assert float(apart.se) == pytest.approx(np.sqrt(11 / 12 * 12 * 0.01**2))


def test_strata_are_waves_of_at_least_three_and_only_from_twelve_hubs_on() -> None:
    start = np.array([5, 5, 8, 8, 8, 11, -1, -1, -1, -1, -1, -1]) + np.where(np.arange(12) < 6, 5, 0)
    ones = np.ones((1, 12, 30))
    many = panel.panel(tuple("abcdefghijkl"), ("1",), np.arange(30), start, ones, 10 * ones)
    used = scope(many)
    assert strata(many, used).tolist() == [1] * 6 + [0] * 6
    few = panel.panel(tuple("abcdefgh"), ("1",), np.arange(30), start[:8], ones[:, :8], 10 * ones[:, :8])
    assert set(strata(few, scope(few)).tolist()) == {0}
    assert used.degrees(2) == 10


def test_three_unchanged_hubs_carry_no_more_than_nine_degrees() -> None:
    start = np.array([12] * 20 + [-1] * 3)
    ones = np.ones((1, 23, 30))
    one = panel.panel(tuple(map(str, range(23))), ("1",), np.arange(30), start, ones, 10 * ones)
    assert scope(one).degrees(2) == 9
