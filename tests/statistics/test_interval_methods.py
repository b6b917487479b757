"""Closed forms, edges and shapes of the measures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from babyhubs.statistics import inequality, proportions, rates, repeated, survival
from babyhubs.statistics.testing import false_discovery


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_limits_are_where_the_score_test_rejects(pair: tuple[int, int]) -> None:
    x, n = pair
    interval = proportions.wilson(x, n)
    for limit in (float(interval.lower), float(interval.upper)):
        if 0 < limit < 1:
            score = (x / n - limit) / np.sqrt(limit * (1 - limit) / n)
            assert abs(abs(score) - stats.norm.ppf(0.975)) < 1e-6
    assert 0 <= interval.lower <= interval.estimate <= interval.upper <= 1


def test_a_denominator_of_zero_keeps_its_row_and_its_neighbours() -> None:
    interval = proportions.wilson([3, 0], [12, 0])
    assert interval.estimate[0] == 0.25
    assert np.isnan(interval.estimate[1])
    assert list(interval.reason) == ["", "no denominator"]
    assert rates.rate([5, 0], [100, 0]).reason[1] == "no denominator"


def test_a_numerator_above_its_denominator_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="between 0 and its denominator"):
        proportions.wilson(5, 4)


def test_exact_limits_are_where_the_poisson_tails_are_two_and_a_half_per_cent() -> None:
    low, high = rates.exact_count_limits([1, 7, 250])
    assert stats.poisson.sf([0, 6, 249], low) == pytest.approx(0.025, abs=1e-9)
    assert stats.poisson.cdf([1, 7, 250], high) == pytest.approx(0.025, abs=1e-9)


def test_byar_is_close_to_exact_from_ten_events_on() -> None:
    counts = np.arange(10, 500)
    for byar, exact in zip(rates.byar_count_limits(counts), rates.exact_count_limits(counts), strict=True):
        assert np.max(np.abs(byar / exact - 1)) < 0.003


def test_robust_variance_equals_the_ratio_estimators_from_rows() -> None:
    rng = np.random.default_rng(7)
    t = rng.uniform(1, 12, 400)
    y = rng.poisson(rng.gamma(0.5, 2, 400) * t * 0.4)
    sums = repeated.FamilySums.of(
        families=[400], y=[y.sum()], t=[t.sum()], yy=[(y**2).sum()], yt=[(y * t).sum()], tt=[(t**2).sum()]
    )
    r = y.sum() / t.sum()
    by_hand = 400 / 399 * ((y - r * t) ** 2).sum() / y.sum() ** 2
    assert repeated.log_rate_variance(sums)[0] == pytest.approx(by_hand, rel=1e-12)
    interval = repeated.rate(sums, multiplier=100)
    poisson = rates.rate(y.sum(), t.sum(), multiplier=100)
    assert interval.upper[0] - interval.lower[0] > 1.5 * float(poisson.upper - poisson.lower)


def test_no_visits_falls_back_to_exact_limits_with_a_reason() -> None:
    zero = repeated.FamilySums.of(families=[9], y=[0], t=[50], yy=[0], yt=[0], tt=[300])
    interval = repeated.rate(zero)
    assert interval.lower[0] == 0
    assert interval.upper[0] == pytest.approx(-np.log(0.025) / 50)
    assert interval.reason[0] == "no events"


def test_without_censoring_reach_is_the_plain_share_and_greenwood_the_binomial() -> None:
    events = np.array([[0, 3, 0, 2, 5]])
    at_risk = 40 - np.concatenate([[[0]], np.cumsum(events, axis=1)[:, :-1]], axis=1)
    curve = survival.cumulative_incidence(at_risk, events)
    assert curve.incidence[0] == pytest.approx([0, 3 / 40, 3 / 40, 5 / 40, 10 / 40])
    assert curve.se[0, -1] == pytest.approx(np.sqrt(0.25 * 0.75 / 40))


def test_no_first_visit_gives_the_exact_upper_limit_and_everybody_the_exact_lower() -> None:
    curve = survival.cumulative_incidence([[20], [20]], [[0], [20]])
    assert curve.lower[0, 0] == 0
    assert curve.upper[0, 0] == pytest.approx(stats.beta.ppf(0.975, 1, 20))
    assert curve.upper[1, 0] == 1
    assert curve.lower[1, 0] == pytest.approx(stats.beta.ppf(0.025, 20, 1))


def test_a_curve_ends_where_nobody_is_followed() -> None:
    curve = survival.cumulative_incidence([[10, 0, 5]], [[1, 0, 1]])
    assert curve.incidence[0, 0] == pytest.approx(0.1)
    assert np.isnan(curve.incidence[0, 1:]).all()


def test_a_design_effect_widens_by_its_root() -> None:
    plain = survival.cumulative_incidence([[100, 90]], [[10, 9]])
    wide = survival.cumulative_incidence([[100, 90]], [[10, 9]], design_effect=[4.0])
    assert wide.se == pytest.approx(2 * plain.se)


def test_age_at_share_inverts_the_limits() -> None:
    curve = survival.cumulative_incidence([[100, 80, 55, 40]], [[20, 25, 15, 5]])
    age, lower, upper = survival.age_at_share(curve, [10, 20, 30, 40], 0.5)
    assert age[0] == 30
    assert lower[0] <= 30 <= upper[0]
    assert np.isnan(survival.age_at_share(curve, [10, 20, 30, 40], 0.9)[0][0])


def test_slope_index_of_a_straight_line_is_its_ends() -> None:
    population = np.array([100.0, 300, 200, 250, 150])
    share = population / population.sum()
    rank = np.cumsum(share) - share / 2
    found = inequality.slope_index(0.2 + 0.3 * rank, population, np.full(5, 0.01))
    assert found.sii[0] == pytest.approx(0.3)
    assert found.rii[0] == pytest.approx(0.5 / 0.2)
    assert found.linearity_p[0] == pytest.approx(1.0)


def test_slope_index_with_a_negative_multiplier_keeps_its_limits_in_order() -> None:
    found = inequality.slope_index([1, 2, 3, 4, 5.5], [1, 1, 1, 1, 1], [0.1] * 5, multiplier=-100)
    assert found.sii_lower[0] < found.sii[0] < found.sii_upper[0] < 0


@pytest.mark.parametrize("population", [[1, 1, 1, 1], [1, 1, 0, 1, 1]])
def test_too_few_or_empty_groups_give_no_slope(population: list[float]) -> None:
    found = inequality.slope_index(np.arange(len(population)) + 1.0, population, np.ones(len(population)))
    assert np.isnan(found.sii[0])


def test_rii_limits_agree_with_simulation() -> None:
    value, population, se = np.array([0.3, 0.36, 0.45, 0.5, 0.58]), np.full(5, 200.0), np.full(5, 0.03)
    found = inequality.slope_index(value, population, se)
    rng = np.random.default_rng(1)
    draws = inequality.slope_index(rng.normal(value, se, (20_000, 5)), np.broadcast_to(population, (20_000, 5)), se)
    low, high = np.quantile(draws.rii, [0.025, 0.975])
    assert found.rii_lower[0] == pytest.approx(low, rel=0.02)
    assert found.rii_upper[0] == pytest.approx(high, rel=0.03)


def test_false_discovery_leaves_what_was_not_tested() -> None:
    q = false_discovery([0.01, np.nan, 0.04, 0.03])
    assert q[[0, 2, 3]] == pytest.approx([0.03, 0.04, 0.04])
    assert np.isnan(q[1])
