"""Funnels, over-dispersion, control charts and their rules."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from babyhubs.statistics import control_charts, funnels, overdispersion, runs, special_cause
from babyhubs.statistics.special_cause import COMMON, OUTSIDE, SHIFT, TREND, TWO_OF_THREE


def test_flags_never_contradict_the_lines() -> None:
    rng = np.random.default_rng(1)
    expected = rng.uniform(0.2, 80, 3_000)
    found = funnels.ratios(rng.poisson(expected * rng.gamma(20, 1 / 20, 3_000)), expected)
    high, low = np.char.startswith(found.flag, "high"), np.char.startswith(found.flag, "low")
    clear = np.abs(found.value / found.upper_95 - 1) > 1e-9
    assert ((found.value > found.upper_95) == high)[clear].all()
    clear = np.abs(found.value - found.lower_95) > 1e-9
    assert ((found.value < found.lower_95) == low)[clear].all()
    assert 0 < low.sum() < 600


def test_score_lines_are_where_wilson_touches_the_baseline() -> None:
    from babyhubs.statistics.proportions import wilson

    low, high = funnels.proportion_limits(50, 0.3)
    assert float(wilson(50 * low, 50).upper) == pytest.approx(0.3)
    assert float(wilson(50 * high, 50).lower) == pytest.approx(0.3)


def test_rates_are_ratios_times_the_baseline() -> None:
    found = funnels.rates([10, 40], [100, 200], multiplier=1000)
    assert found.baseline.tolist() == pytest.approx([1000 / 6] * 2)
    assert found.value.tolist() == pytest.approx([100, 200])
    low, high = funnels.ratio_limits([100 / 6, 200 / 6])
    assert found.upper_95 == pytest.approx(high * 1000 / 6)
    assert found.lower_95 == pytest.approx(low * 1000 / 6)


def test_flags_from_limits_that_exist_already() -> None:
    flags = funnels.significance({0.95: ([1.1, 0.9, 0.2], [2, 2, 0.6]), 0.998: ([1.02, 0.8, 0.1], [3, 3, 1.5])}, 1.0)
    assert flags.tolist() == ["high 99.8", "", "low 95"]


def test_overdispersion_is_found_and_widens_the_lines() -> None:
    rng = np.random.default_rng(2)
    expected = rng.uniform(50, 500, 400)
    observed = rng.poisson(expected * np.exp(rng.normal(0, 0.2, 400)))
    for scale, tau2 in (("log", 0.04), ("square root", 0.01)):
        gap, spread, _ = overdispersion.z_scores(observed, expected, scale)  # type: ignore[arg-type]
        found = overdispersion.overdispersion(gap, spread, trim="none")
        assert found.tau2 == pytest.approx(tau2, rel=0.25)
        assert found.phi > 3
        low, high = overdispersion.adjusted_limits(spread, found.tau2, scale)  # type: ignore[arg-type]
        outside = ((observed / expected < low) | (observed / expected > high)).mean()
        assert 0.02 < outside < 0.09
    flags = overdispersion.adjusted_flags(gap, spread, found.tau2)
    assert 0.02 < (flags != "").mean() < 0.09


def test_trimming_and_chance_alone() -> None:
    gap, spread, z = overdispersion.z_scores([10, 0, 20, np.nan, 12], [10, 10, 15, 10, 0])
    assert np.isnan(z).tolist() == [False, True, False, True, True]
    assert overdispersion.overdispersion(gap, spread).used == 2
    even = overdispersion.overdispersion(np.linspace(-0.5, 0.5, 30), np.ones(30))
    assert even.tau2 == 0
    wild = np.append(np.linspace(-1, 1, 40), 30.0)
    kept = [overdispersion.overdispersion(wild, np.ones(41), trim) for trim in ("none", "winsorise", "truncate")]  # type: ignore[arg-type]
    assert kept[0].phi > 10 * kept[1].phi
    assert kept[2].used < 41
    shares = overdispersion.z_scores([30, 50], [100, 100], "arcsine", baseline=0.3)
    assert shares[2][0] == pytest.approx(0)
    low, high = overdispersion.adjusted_limits(shares[1], 0.0, "arcsine", 0.3)
    assert low[0] < 0.3 < high[0]


def test_screening_leaves_large_ranges_out_once() -> None:
    steady = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 60, 61, 60, 61]
    screened = control_charts.individuals(steady)
    plain = control_charts.individuals(steady, screen=False)
    assert float(screened.upper[0] - screened.centre[0]) == pytest.approx(2.66)
    assert float(plain.upper[0] - plain.centre[0]) == pytest.approx(2.66 * (12 + 49) / 13)


def test_rebasing_and_a_fixed_baseline() -> None:
    segment = control_charts.segments(["a"] * 6 + ["b"] * 2, [False] * 3 + [True] + [False] * 4)
    assert segment.tolist() == [0, 0, 0, 1, 1, 1, 2, 2]
    chart = control_charts.individuals([1, 2, 3, 11, 12, 13, 5, 5], segment)
    assert chart.centre.tolist() == [2, 2, 2, 12, 12, 12, 5, 5]
    fixed = control_charts.individuals([1, 2, 1, 2, 50, 60], baseline=4)
    assert set(fixed.centre) == {1.5}
    assert control_charts.counts([4, 6, 50], baseline=2).centre.tolist() == [5, 5, 5]


def test_missing_points_keep_their_place() -> None:
    chart = control_charts.individuals([1, 2, np.nan, 2, 1])
    assert float(chart.centre[0]) == 1.5
    rules = special_cause.special_cause(chart)
    assert rules.rule.tolist() == [COMMON, COMMON, "", COMMON, COMMON]
    shares = control_charts.proportions([1, 2, 0], [10, 10, 0])
    assert np.isnan(shares.value[2])
    assert shares.centre.tolist() == pytest.approx([0.15] * 3)


def _rules(points: list[float], centre: float = 0, limit: float = 3, segment: list[int] | None = None) -> list[str]:
    one = np.ones(len(points))
    index = np.zeros(len(points), dtype=np.int64) if segment is None else np.array(segment)
    chart = control_charts.Chart(
        np.array(points, dtype=float), centre * one, (centre - limit) * one, (centre + limit) * one, index, ""
    )
    return special_cause.special_cause(chart).rule.tolist()


def test_a_point_on_a_limit_is_not_outside() -> None:
    assert _rules([3, -3, 3.01]) == [COMMON, COMMON, OUTSIDE]


def test_seven_rising_are_all_marked_and_six_are_not() -> None:
    assert _rules([-0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4, 0.1]) == [TREND] * 7 + [COMMON]
    assert _rules([-0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.3]) == [COMMON] * 7  # an equal step breaks it


def test_seven_on_one_side_need_all_seven() -> None:
    assert _rules([1, 0.5, 1, 0.5, 1, 0.5, 1]) == [SHIFT] * 7
    assert _rules([1, 0.5, 1, 0, 1, 0.5, 1, 0.5]) == [COMMON] * 8  # a point on the mean breaks it


def test_two_of_three_mark_the_close_points_and_need_one_side() -> None:
    assert _rules([2.5, 0.5, 2.5]) == [TWO_OF_THREE, COMMON, TWO_OF_THREE]
    assert _rules([2.5, -0.5, 2.5]) == [COMMON] * 3
    assert _rules([2.5, 3.5, 2.5]) == [TWO_OF_THREE, OUTSIDE, TWO_OF_THREE]


def test_a_new_segment_starts_all_counting_again() -> None:
    assert _rules([1, 0.5, 1, 0.5, 1, 0.5, 1], segment=[0, 0, 0, 0, 1, 1, 1]) == [COMMON] * 7
    assert _rules([2.5, 0.5, 2.5], segment=[0, 0, 1]) == [COMMON] * 3


@given(st.lists(st.floats(-4, 4), min_size=1, max_size=40))
def test_rules_equal_reading_every_window(points: list[float]) -> None:
    """Against windows of seven and three, read one by one."""
    x, n = np.array(points), len(points)
    wanted = [COMMON] * n
    for i in range(n - 6):
        w = x[i : i + 7]
        if (w > 0).all() or (w < 0).all():
            wanted[i : i + 7] = [SHIFT] * 7
    near = (np.abs(x) > 2 / 3 * 3) & (np.abs(x) <= 3)
    for i in range(n - 2):
        if abs(np.sign(x[i : i + 3]).sum()) == 3 and near[i : i + 3].sum() >= 2:
            for j in range(i, i + 3):
                wanted[j] = TWO_OF_THREE if near[j] else wanted[j]
    for i in range(n - 6):
        steps = np.diff(x[i : i + 7])
        if (steps > 0).all() or (steps < 0).all():
            wanted[i : i + 7] = [TREND] * 7
    wanted = [OUTSIDE if abs(value) > 3 else rule for value, rule in zip(points, wanted, strict=True)]
    assert _rules(points) == wanted


@pytest.mark.parametrize(
    ("target", "higher_is_better", "said"),
    [
        (-5, True, "consistently passes"),
        (5, True, "consistently fails"),
        (5, False, "consistently passes"),
        (0, True, "inconsistent"),
    ],
)
def test_assurance_reads_the_last_limits(target: float, higher_is_better: bool, said: str) -> None:
    chart = control_charts.individuals([0.0, 1, 0, 1, 0, 1])
    assert special_cause.assurance(chart, target, higher_is_better) == said


def test_a_shifted_series_is_signalled_and_noise_is_not() -> None:
    rng = np.random.default_rng(4)
    noise = rng.normal(0, 1, 24)
    shifted = np.concatenate([noise[:12], noise[12:] + 6])
    found = runs.runs(np.concatenate([noise, shifted, [1, 2, 3]]), np.repeat([0, 1, 2], [24, 24, 3]))
    assert found.shifted.tolist() == [False, True, False]
    assert np.isnan(found.longest_run_most[2])
    assert found.median[2] == 2


def test_runs_equal_counting_by_hand() -> None:
    x = np.array([1, 5, 6, 2, 3, 9, 1, np.nan, 4, 8, 7, 2, 6, 3.0])
    found = runs.runs(x)
    side = np.sign(x - np.nanmedian(x))
    side = side[np.isfinite(side) & (side != 0)]
    lengths = [len(one) for one in np.split(side, np.flatnonzero(np.diff(side)) + 1)]
    assert found.longest_run[0] == max(lengths)
    assert found.crossings[0] == len(lengths) - 1
    assert found.crossings_fewest[0] == stats.binom.ppf(0.05, len(side) - 1, 0.5)
