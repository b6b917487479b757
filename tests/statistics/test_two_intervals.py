"""Ratios and differences put together from two intervals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.statistics import two_intervals
from babyhubs.statistics.proportions import wilson


@pytest.mark.oracle
@pytest.mark.parametrize(
    ("x", "n", "y", "m", "lower", "upper"),
    # Newcombe RG. Stat Med 1998;17:873-890, table II, method 10
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1.0), (0, 10, 0, 20, -0.1611, 0.2775)],
)  # fmt: skip
def test_with_wilson_limits_the_difference_is_newcombes(
    x: int, n: int, y: int, m: int, lower: float, upper: float
) -> None:
    one, other = wilson(x, n), wilson(y, m)
    _, low, high = two_intervals.difference(
        (one.estimate, one.lower, one.upper), (other.estimate, other.lower, other.upper)
    )
    assert round(float(low), 4) == pytest.approx(lower, abs=1e-4)
    assert round(float(high), 4) == pytest.approx(upper, abs=1e-4)


def test_with_limits_alike_on_the_log_scale_the_ratio_is_the_usual_one() -> None:
    """Katz's limits are the special case in which each interval is estimate x/÷ exp(1.96 se)."""
    a, b, s, t = 0.3, 0.5, 0.1, 0.05
    z = 1.959963984540054
    one, other = ((e, e * np.exp(-z * d), e * np.exp(z * d)) for e, d in ((a, s), (b, t)))
    ratio, low, high, p = two_intervals.ratio(one, other)
    width = np.exp(z * np.hypot(s, t))
    assert (float(ratio), float(low), float(high)) == pytest.approx((a / b, a / b / width, a / b * width))
    assert 0 < float(p) < 0.0001


shares = st.integers(8, 400).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n)))


@given(shares, shares)
def test_the_p_value_and_the_limits_say_the_same(one: tuple[int, int], other: tuple[int, int]) -> None:
    a, b = wilson(*one), wilson(*other)
    ratio, low, high, p = two_intervals.ratio((a.estimate, a.lower, a.upper), (b.estimate, b.lower, b.upper))
    assert low <= ratio <= high
    if ratio != 1 and abs(float(p) - 0.05) > 1e-9:
        assert (p < 0.05) == (high < 1 or low > 1)


def test_no_ratio_with_nothing() -> None:
    ratio, low, high, p = two_intervals.ratio(
        ([0.0, 0.5], [0.0, 0.4], [0.1, 0.6]), ([0.5, 0.0], [0.4, 0.0], [0.6, 0.1])
    )
    assert np.isnan([ratio, low, high, p]).all()
