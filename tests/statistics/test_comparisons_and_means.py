"""Ratios, differences and means against closed forms."""

import numpy as np
import pytest
from scipy import stats

from babyhubs.statistics import comparisons, means, rates


def test_exact_ratio_is_where_the_binomial_rejects() -> None:
    found = comparisons.exact_rate_ratio(12, 300, 20, 900)
    for limit, tail in ((float(found.lower), stats.binom.sf(11, 32, _share(found.lower))), (float(found.upper), stats.binom.cdf(12, 32, _share(found.upper)))):  # fmt: skip
        assert limit > 0
        assert tail == pytest.approx(0.025, abs=1e-9)


def _share(ratio: object) -> float:
    return float(ratio) * 300 / (float(ratio) * 300 + 900)


def test_exact_ratio_is_finite_on_one_side_where_a_group_has_no_events() -> None:
    none = comparisons.exact_rate_ratio([0, 8], [100, 100], [8, 0], [100, 100])
    assert none.estimate[0] == none.lower[0] == 0
    assert 0 < none.upper[0] < 1
    assert np.isnan(none.estimate[1])
    assert none.lower[1] > 1
    assert np.isposinf(none.upper[1])
    assert none.reason.tolist() == ["", "no events"]


def test_swapping_the_groups_inverts_the_ratio_and_turns_the_difference() -> None:
    one, other = comparisons.rate_ratio(30, 200, 50, 600), comparisons.rate_ratio(50, 600, 30, 200)
    assert float(one.lower) == pytest.approx(1 / float(other.upper))
    gap, back = comparisons.rate_difference(30, 200, 50, 600), comparisons.rate_difference(50, 600, 30, 200)
    assert float(gap.lower) == pytest.approx(-float(back.upper))


def test_a_difference_from_nothing_has_the_groups_own_width() -> None:
    """A reference with a practically certain rate leaves the group's own exact limits."""
    gap = comparisons.rate_difference(30, 200, 1e9, 1e10)
    own = rates.rate(30, 200)
    assert float(gap.upper) == pytest.approx(float(own.upper) - 0.1, rel=1e-3)


def test_grouped_moments_leave_missing_values_out_and_count_them() -> None:
    value = np.array([1e9 + 1, 1e9 + 2, 1e9 + 3, np.nan, 5.0])
    n, average, sd, missing = means.grouped_moments(value, [0, 0, 0, 0, 1], groups=3)
    assert n.tolist() == [3, 1, 0]
    assert average[:2].tolist() == [1e9 + 2, 5]
    assert sd[0] == pytest.approx(1)  # no digits lost to the size of the values
    assert missing.tolist() == [1, 0, 0]
    found = means.mean(n, average, sd)
    assert found.reason.tolist() == ["", "one value only", "no values"]
    assert float(found.upper[0] - found.estimate[0]) == pytest.approx(stats.t.ppf(0.975, 2) / np.sqrt(3))


def test_score_limits_of_a_count_are_where_the_score_test_rejects() -> None:
    counts = np.array([1.0, 7, 250])
    for limit in rates.score_count_limits(counts):
        assert np.abs(counts - limit) / np.sqrt(limit) == pytest.approx(np.full(3, 1.959963984540054))
    assert rates.score_count_limits(0)[0] == 0
