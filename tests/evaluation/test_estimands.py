"""The three estimands mean what they say, on figures that can be worked out by hand."""

import numpy as np
import pytest

from babyhubs.evaluation import estimands, panel
from babyhubs.evaluation.estimands import Sums
from babyhubs.evaluation.leave_one_out import spread
from babyhubs.evaluation.scope import dates, scope

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


@pytest.mark.parametrize(
    ("entries", "degrees", "published"), [(2, 10, 2.634), (5, 7, 3.499), (5, 10, 3.169), (10, 20, 3.153)]
)
def test_limits_for_several_groups_together_are_bonferronis(entries: int, degrees: int, published: float) -> None:
    """Dunn OJ. J Am Stat Assoc 1961;56:52-64, table of Student's t at 0.05 shared by so many comparisons."""
    without = np.random.default_rng(1).normal(0, 0.1, (12, entries))
    alone = spread(np.zeros(entries), without, degrees)
    found = spread(np.zeros(entries), without, degrees, together=degrees)
    assert (found.upper / found.se).tolist() == pytest.approx([published] * entries, abs=0.001)
    assert (found.upper > alone.upper).all()


def test_a_group_without_a_figure_costs_the_others_nothing() -> None:
    without = np.random.default_rng(1).normal(0, 0.1, (12, 3))
    without[:, 2] = np.nan
    found = spread(np.zeros(3), without, 10, together=10)
    assert float(found.upper[0] / found.se[0]) == pytest.approx(2.634, abs=0.001)


def test_a_difference_between_early_and_late_hubs_is_no_chance() -> None:
    """What lies on a line through the dates of change is no spread: limits come from how hubs vary about it. Nobody else is on it."""
    start = np.array([-4.0, -4, 0, 0, 4, 4, 0, 0, 0, 0])
    noise = np.array([1, -1, 1, -1, 1, -1, 1, -1, 1, -1]) * 0.01
    alone, apart = spread(0.2, 0.05 * start + noise, 9), spread(0.2, 0.05 * start + noise, 9, start)
    assert float(apart.se) < float(alone.se) / 5
    assert float(apart.se) == pytest.approx(np.sqrt(9 / 10 * 10 * 0.01**2))


def test_dates_are_counted_from_their_mean_and_hubs_that_never_change_have_none() -> None:
    start = np.array([10, 10, 13, 13, 16, 16, -1, -1, -1, -1])
    ones = np.ones((1, 10, 30))
    one = panel.panel(tuple("abcdefghij"), ("1",), np.arange(30), start, ones, 10 * ones)
    assert dates(one, scope(one)).tolist() == [-3, -3, 0, 0, 3, 3, 0, 0, 0, 0]
    assert scope(one).degrees == 7  # ten hubs less two means and a line


def test_three_unchanged_hubs_carry_no_more_than_nine_degrees() -> None:
    start = np.array([12] * 20 + [-1] * 3)
    ones = np.ones((1, 23, 30))
    one = panel.panel(tuple(map(str, range(23))), ("1",), np.arange(30), start, ones, 10 * ones)
    assert scope(one).degrees == 9
    # Welch and Satterthwaite, by hand: (1/20 + 1/3)^2 / ((1/20)^2 / 19 + (1/3)^2 / 2)
    assert scope(one).degrees_together == pytest.approx(2.638, abs=0.001)
