"""Charts of large denominators: limits that allow for months differing by more than chance (Laney 2002)."""

import numpy as np
import pytest

from babyhubs.statistics.control_charts import individuals, proportions, rates
from babyhubs.statistics.special_cause import COMMON, special_cause


def test_of_equal_denominators_it_is_the_chart_of_individual_values() -> None:
    """What Laney shows of his chart: with one denominator throughout its limits are those of XmR."""
    done = np.array([60.0, 75, 52, 88, 69, 40, 91, 77, 58, 66])
    n = np.full(10, 200.0)
    single = individuals(done / n, screen=False)
    for chart in (proportions(done, n, prime=True), rates(done, n, prime=True)):
        assert chart.centre.tolist() == pytest.approx(single.centre.tolist())
        assert chart.upper.tolist() == pytest.approx(single.upper.tolist(), rel=1e-3)  # 2.66 is 3 / 1.128 cut short
        assert chart.lower.tolist() == pytest.approx(single.lower.tolist(), abs=1e-4)


def test_where_only_chance_is_at_work_it_is_nearly_the_plain_chart_and_never_narrower() -> None:
    rng = np.random.default_rng(20)
    n = rng.integers(80, 120, 400).astype(float)
    done = rng.poisson(0.6 * n).astype(float)
    plain, wide = rates(done, n), rates(done, n, prime=True)
    assert (wide.upper >= plain.upper).all()
    assert (wide.upper - wide.centre).mean() == pytest.approx((plain.upper - plain.centre).mean(), rel=0.1)
    same = np.full(12, 50.0)
    assert rates(same, np.full(12, 100.0), prime=True).upper.tolist() == rates(same, np.full(12, 100.0)).upper.tolist()


def test_months_that_differ_by_more_than_chance_are_no_news_for_that() -> None:
    """Visits of a hub, 400 infants a month whose rate moves by a sixth: the plain chart calls many quiet months news."""
    rng, n = np.random.default_rng(21), np.full(400, 400.0)
    visits = rng.poisson(n * 0.7 * np.exp(rng.normal(0, 0.15, 400))).astype(float)
    news = [np.mean(special_cause(chart).rule != COMMON) for chart in (rates(visits, n), rates(visits, n, prime=True))]
    assert news[0] > 0.2
    assert news[1] < 0.1
    # A real step is still seen.
    stepped = visits * np.where(np.arange(400) >= 380, 1.6, 1.0)
    assert (special_cause(rates(stepped, n, prime=True)).rule[380:] != COMMON).mean() > 0.8
