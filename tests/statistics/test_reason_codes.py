"""A missing or zero cell never crashes and never disappears: it keeps its row, with a reason from one vocabulary."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from babyhubs.statistics import comparisons, funnels, interval, means, proportions, rates, standardised
from babyhubs.statistics.interval import Interval

NAN = float("nan")
VOCABULARY = {value for name, value in vars(interval).items() if name.isupper() and isinstance(value, str)}


def _standardised(x: object, n: object, limits: rates.Limits = "byar") -> Interval:
    return standardised.direct(np.arange(4), x, n, np.ones(4), limits=limits)


MEASURES: dict[str, Callable[[object, object], Interval]] = {
    "wilson": proportions.wilson,
    "clopper_pearson": proportions.clopper_pearson,
    "rate": rates.rate,
    "byar": lambda x, n: rates.rate(x, n, limits="byar"),
    "national": lambda x, n: rates.rate(x, n, limits="national"),
    "mean": lambda x, n: means.mean(n, x, 1.0),
    "direct": _standardised,
    "indirect ratio": lambda x, n: standardised.indirect(np.arange(4), x, n, np.ones(4), [50.0] * 4).ratio,
    "indirect rate": lambda x, n: standardised.indirect(np.arange(4), x, n, np.ones(4), [50.0] * 4).rate,
    "ratio of proportions": lambda x, n: comparisons.proportion_ratio(x, n, 10, 50),
    "ratio of rates": lambda x, n: comparisons.rate_ratio(x, n, 10, 50),
    "exact ratio of rates": lambda x, n: comparisons.exact_rate_ratio(x, n, 10, 50),
    "difference of proportions": lambda x, n: comparisons.proportion_difference(x, n, 10, 50),
    "difference of rates": lambda x, n: comparisons.rate_difference(x, n, 10, 50),
}


def test_the_page_lists_every_reason_and_warning() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "measures.md").read_text("utf-8")
    words = " ".join(page.split())
    assert [reason for reason in sorted(VOCABULARY) if reason not in words] == []


@pytest.mark.parametrize("name", MEASURES)
def test_every_row_has_a_figure_or_a_reason(name: str) -> None:
    found = MEASURES[name]([12.0, 0.0, 0.0, NAN], [40.0, 40.0, 0.0, 40.0])
    assert found.estimate.shape == (4,)
    assert np.isfinite([found.estimate[0], found.lower[0], found.upper[0]]).all()
    assert found.lower[0] <= found.estimate[0] <= found.upper[0]
    assert found.reason[0] == ""
    for row in range(1, 4):
        assert np.isfinite(found.estimate[row]) or found.reason[row], f"row {row} vanished"
        assert found.reason[row] in VOCABULARY | {""}
    assert found.reason[3] == interval.MISSING_VALUE
    assert np.isnan([found.estimate[3], found.lower[3], found.upper[3]]).all()


@pytest.mark.parametrize("name", ["wilson", "clopper_pearson", "rate", "byar", "national"])
def test_no_events_is_a_figure_with_a_lower_limit_of_zero(name: str) -> None:
    found = MEASURES[name]([0.0], [40.0])
    assert (found.estimate[0], found.lower[0]) == (0, 0)
    assert 0 < found.upper[0] < 0.2


@pytest.mark.parametrize("funnel", [funnels.proportions, funnels.ratios, funnels.rates])
def test_funnels_keep_every_unit(funnel: Callable[..., funnels.Funnel]) -> None:
    found = funnel([12.0, 0.0, 0.0, NAN], [40.0, 40.0, 0.0, 40.0])
    assert found.value.shape == found.flag.shape == (4,)
    assert list(found.reason != "") == [False, False, True, True]
    assert set(found.flag[2:]) == {""}


def test_limits_say_where_they_do_not_keep_their_level() -> None:
    found = rates.rate([3, 500], [100, 1000])
    assert list(found.warning) == ["limits wider than stated", ""]


def test_two_levels_at_once() -> None:
    found = interval.at_levels(proportions.wilson, [30], [100])
    assert list(found) == [0.95, 0.998]
    assert found[0.998].lower < found[0.95].lower < found[0.95].upper < found[0.998].upper
