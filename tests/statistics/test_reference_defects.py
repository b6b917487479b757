"""23 inputs on which reference packages for these measures slip, each with the right answer and why it is right.

The numbers after a name are the checks of the public page "Differences from the reference packages". PHEindicatormethods 2.1.0,
healthequal 1.0.1, NHSRplotthedots 0.2.2. Inputs were made for these checks.
"""

import numpy as np
import pytest
from scipy import stats

from babyhubs.errors import InputError
from babyhubs.statistics import (
    concentration,
    control_charts,
    dispersion,
    entropy,
    funnels,
    gaps,
    proportions,
    quantiles,
    ranked_model,
    rates,
    special_cause,
)
from babyhubs.statistics.slope import Slope, slope
from babyhubs.statistics.subgroups import Subgroups

VALUES = [60.0, 62, 63, 65, 66, 68, 69, 71, 72, 74]
TENTHS = [str(number) for number in range(1, 11)]
FOUR = ([80, 70, 60, 50], [1000, 2000, 2000, 1000])
BEST_TO_WORST = [80.0, 78, 75, 72, 70, 66, 64, 61, 58, 52]
ONE_MISSING = [80.0, 78, 75, float("nan"), 70, 66, 64, 61, 58, 52]


def _sii_by_labels(labels: list[str], declared: list[str] | None) -> float:
    order = quantiles.order_of(labels, declared)
    values = dict(zip(labels, VALUES, strict=True))
    return float(slope([values[str(label)] for label in order], [1000] * 10, se=np.ones(10)).sii[0])


@pytest.mark.parametrize("labels", [TENTHS, [f"{number:02}" for number in range(1, 11)]])
def test_01_tenths_stored_as_text_sort_as_numbers(labels: list[str]) -> None:
    """As a dictionary sorts them (1, 10, 2 ...) the slope is 8.36; text that reads as whole numbers is read as such."""
    assert _sii_by_labels(labels, None) == pytest.approx(15.15, abs=0.005)


def test_01_text_without_a_declared_order_is_refused() -> None:
    with pytest.raises(InputError, match="order of these groups is not known"):
        quantiles.order_of(["most", "middle", "least"])


def test_02_a_declared_order_decides() -> None:
    """Declared levels, not their spelling: 15.15, and the reversed declaration turns the sign."""
    assert _sii_by_labels(TENTHS, TENTHS) == pytest.approx(15.15, abs=0.005)
    assert _sii_by_labels(TENTHS, TENTHS[::-1]) == pytest.approx(-15.15, abs=0.005)


def _falling(multiplier: float) -> Slope:
    rate = np.arange(30, 11, -2.0)
    return slope(
        rate, [1000] * 10, lower=0.8 * rate, upper=1.25 * rate, kind="rate", transform=True, multiplier=multiplier
    )


def test_03_limits_change_places_for_a_negative_multiplier_only() -> None:
    """A multiplier of 0.1 is a unit, not a direction."""
    one, tenth, turned = _falling(1), _falling(0.1), _falling(-1)
    assert [float(x[0]) for x in (one.sii, one.sii_lower, one.sii_upper)] == pytest.approx(
        [-21.0, -26.7, -15.5], abs=0.1
    )
    assert [float(x[0]) for x in (one.rii, one.rii_lower, one.rii_upper)] == pytest.approx(
        [0.37, 0.29, 0.47], abs=0.005
    )
    assert [float(x[0]) for x in (tenth.sii, tenth.sii_lower, tenth.sii_upper)] == pytest.approx(
        [-2.10, -2.67, -1.55], abs=0.01
    )
    assert (tenth.rii, tenth.rii_lower, tenth.rii_upper) == (one.rii, one.rii_lower, one.rii_upper)
    assert float(turned.sii[0]) == -float(one.sii[0])
    assert turned.sii_lower[0] < turned.sii[0] < turned.sii_upper[0]
    assert float(turned.rii_lower[0]) == pytest.approx(1 / float(one.rii_upper[0]))


def test_04_the_cap_of_a_proportion_funnel_follows_the_multiplier() -> None:
    funnel = funnels.proportions([120, 90, 160], [300, 200, 400], multiplier=1000)
    assert float(funnel.baseline[0]) == pytest.approx(411, abs=0.5)
    low, high = funnels.proportion_limits(100, 370 / 900, multiplier=1000)
    assert (float(low), float(high)) == pytest.approx((315, 508), abs=0.5)
    assert float(funnels.proportion_limits(40, 0.9, level=0.998)[1]) == 1  # 1.047 uncut


def test_05_one_group_is_a_group() -> None:
    """4 of 80 and 9 of 120 in area A are 13 of 200 whether or not there is an area B."""
    area, events, people = np.array([0, 0, 1]), np.array([4, 9, 7]), np.array([80, 120, 50])
    alone = rates.rate(np.bincount(area[:2], events[:2]), np.bincount(area[:2], people[:2]), 100_000, limits="national")
    both = rates.rate(np.bincount(area, events), np.bincount(area, people), 100_000, limits="national")
    for found in (alone, both):
        figures = [float(x[0]) for x in (found.estimate, found.lower, found.upper)]
        assert figures == pytest.approx([6500, 3458, 11116], abs=0.5)


def test_06_funnel_lines_are_the_gamma_quantile() -> None:
    """One event, upper line at 99.8%: 100 / -ln(0.999) = 99,950, not 99,945."""
    _, _, _, upper = funnels.ratio_lines([1], level=0.998)
    assert 100 * float(upper[0]) == pytest.approx(100 / -np.log(0.999), rel=1e-10)
    expected, line = funnels.ratio_lines([7], level=0.95)[:2]
    assert float(stats.poisson.cdf(7, expected[0])) == pytest.approx(0.025, rel=1e-10)
    assert float(line[0]) == pytest.approx(7 / float(expected[0]))
    # the line drawn at that expected count is the same line
    assert float(funnels.ratio_limits(expected, level=0.95)[0][0]) == pytest.approx(float(line[0]), rel=1e-9)


def test_07_limits_of_the_slope_are_the_same_every_time() -> None:
    found = [slope(VALUES, [1000] * 10, se=np.ones(10)) for _ in range(2)]
    assert (float(found[0].sii_lower[0]), float(found[0].sii_upper[0])) == pytest.approx((12.994, 17.309), abs=5e-4)
    assert found[0].sii_lower == found[1].sii_lower
    drawn = [slope(VALUES, [1000] * 10, se=np.ones(10), draws=100_000, seed=seed) for seed in (1, 1, 2)]
    assert drawn[0].sii_lower == drawn[1].sii_lower != drawn[2].sii_lower
    assert float(drawn[0].sii_lower[0]) == pytest.approx(12.994, abs=0.03)


def test_08_a_zero_in_one_tenth() -> None:
    """Untransformed the slope is finite; through logits there is no figure, and the reason says why."""
    value = [0.40, 0.38, 0.35, 0.33, 0.30, 0.26, 0.20, 0.10, 0.05, 0]
    upper = [x + 0.05 for x in value]
    lower = [max(x - 0.05, 0) for x in value]
    plain = slope(value, [1000] * 10, lower=lower, upper=upper, kind="proportion")
    assert float(plain.sii[0]) == pytest.approx(-0.46)
    assert plain.sii_lower[0] < -0.46 < plain.sii_upper[0]
    logits = slope(value, [1000] * 10, lower=lower, upper=upper, kind="proportion", transform=True)
    assert np.isnan(logits.sii[0])
    assert logits.reason[0] == "zero on a log scale"


def test_09_an_empty_denominator_spoils_its_own_row_only() -> None:
    found = proportions.wilson([3, 0], [12, 0], multiplier=100)
    assert float(found.estimate[0]) == 25
    assert (float(found.lower[0]), float(found.upper[0])) == pytest.approx((8.9, 53.2), abs=0.05)
    assert list(found.reason) == ["", "no denominator"]


def test_10_exact_limits_at_every_count_beside_the_national_rule() -> None:
    national = rates.rate([9, 10], [400, 400], 1000, level=0.998, limits="national")
    exact = rates.rate([9, 10], [400, 400], 1000, level=0.998)
    assert (float(national.lower[1]), float(national.upper[1])) == pytest.approx((7.291, 60.484), abs=5e-4)
    assert (float(exact.lower[1]), float(exact.upper[1])) == pytest.approx((7.401, 60.335), abs=5e-4)
    assert national.lower[0] == exact.lower[0]
    byar, right = (rates.rate(10, 400, 1000, limits=rule) for rule in ("byar", "exact"))
    assert (float(byar.lower), float(right.lower)) == pytest.approx((11.969, 11.988), abs=5e-4)
    assert national.method != exact.method  # which rule was used is stored


def test_11_one_name_for_one_thing() -> None:
    names = {
        tuple(vars(slope([0.1] * 5, [1] * 5, se=[0.1] * 5, kind="rate", transform=transform)))
        for transform in (False, True)
    }
    assert len(names) == 1


def test_12_the_error_of_theils_index_is_on_its_scale() -> None:
    found = entropy.theil(Subgroups.of(*FOUR, 1.5))
    figures = [float(x[0]) for x in (found.estimate, found.se, found.lower, found.upper)]
    assert figures == pytest.approx([10.931, 1.550, 7.892, 13.969], abs=5e-4)


def test_13_the_error_of_the_mean_log_deviation_too() -> None:
    found = entropy.mean_log_deviation(Subgroups.of(*FOUR, 1.5))
    figures = [float(x[0]) for x in (found.estimate, found.se, found.lower, found.upper)]
    assert figures == pytest.approx([11.099, 1.601, 7.961, 14.238], abs=1e-3)


def test_14_the_error_of_the_attributable_fraction_is_in_per_cent() -> None:
    """It agrees with the attributable risk's interval, which is the same statement in other units."""
    groups = Subgroups.of(BEST_TO_WORST[::-1], [500] * 10, ordered=True, scale=100)
    fraction, risk = gaps.attributable_fraction(groups), gaps.attributable_risk(groups)
    figures = [float(x[0]) for x in (fraction.estimate, fraction.se, fraction.lower, fraction.upper)]
    assert figures == pytest.approx([18.34, 2.586, 13.27, 23.41], abs=5e-3)
    assert [float(x[0]) for x in (risk.estimate, risk.lower, risk.upper)] == pytest.approx(
        [12.4, 8.97, 15.83], abs=5e-3
    )
    assert float(fraction.lower[0]) == pytest.approx(100 * float(risk.lower[0]) / 67.6)


@pytest.mark.parametrize(
    ("number", "measure", "right"),
    [
        (15, entropy.mean_log_deviation, 9.037),
        (16, entropy.theil, 8.901),
        (17, gaps.attributable_fraction, 19.21),
    ],
    ids=["15 mean log deviation", "16 Theil", "17 attributable fraction"],
)
def test_15_to_17_a_missing_group_is_left_out_and_counted(number: int, measure: object, right: float) -> None:
    """No variable of the caller's workspace is looked for: nine groups remain, and the answer says one was left out."""
    assert callable(measure)
    found = measure(Subgroups.of(ONE_MISSING, [500] * 10, 2, scale=100))
    assert float(found.estimate[0]) == pytest.approx(right, abs=6e-3)
    assert found.left_out.tolist() == [1]


def test_18_the_error_of_the_slope_index_is_on_its_scale() -> None:
    """The reference's model (each group counts by its population squared, robust errors): 33.06, limits 28.17 to 37.95, se 2.496."""
    groups = Subgroups.of([50, 60, 70, 80], [1000, 2000, 2000, 1000], ordered=True, scale=100)
    found = ranked_model.slope_index(groups, errors="robust", squared=True)
    figures = [float(x[0]) for x in (found.estimate, found.se, found.lower, found.upper)]
    assert figures == pytest.approx([33.06, 2.496, 28.17, 37.95], abs=5e-3)
    for one in (found, ranked_model.slope_index(groups)):
        assert float(one.upper[0] - one.lower[0]) == pytest.approx(2 * 1.959964 * float(one.se[0]), rel=1e-6)


def test_19_a_group_counts_once_by_its_population() -> None:
    groups = Subgroups.of([50, 70, 55, 80], [5000, 500, 500, 4000], ordered=True, scale=100)
    assert float(ranked_model.slope_index(groups).estimate[0]) == pytest.approx(51.44, abs=5e-3)
    assert float(ranked_model.slope_index(groups, squared=True).estimate[0]) == pytest.approx(52.02, abs=5e-3)


def test_20_the_callers_random_numbers_do_not_move() -> None:
    np.random.seed(11)
    untouched = np.random.get_state()[1].copy()
    groups = Subgroups.of(*FOUR, 1.5)
    one, same, other = (dispersion.simulated("bgsd", groups, seed=seed) for seed in (1, 1, 2))
    assert (np.random.get_state()[1] == untouched).all()
    assert one.lower == same.lower
    assert one.lower != other.lower


def test_21_each_draw_is_compared_with_its_own_mean() -> None:
    """The statistic being simulated contains its mean. Against the observed mean the limits would be 7.28 to 22.60."""
    found = dispersion.simulated("idisw", Subgroups.of(*FOUR, 6), draws=40_000)
    assert float(found.lower[0]) == pytest.approx(6.53, abs=0.15)
    assert float(found.upper[0]) == pytest.approx(22.69, abs=0.25)


def test_22_erreygers_index_agrees() -> None:
    groups = Subgroups.of([50, 60, 70, 80], [1000, 2000, 2000, 1000], ordered=True, scale=100)
    plain = float(concentration.relative(groups).estimate[0])
    assert plain == pytest.approx(0.081197, abs=5e-7)
    found = concentration.relative(groups, correction="erreygers")
    assert float(found.estimate[0]) == pytest.approx(0.21111, abs=5e-6)
    assert float(found.estimate[0]) == pytest.approx(4 * 0.65 * plain)


@pytest.mark.parametrize("screen", [True, False])
def test_23_a_constant_series_has_limits_and_no_news(screen: bool) -> None:
    """No moving range lies below 3.267 x 0, so screening would leave none; then all are kept."""
    chart = control_charts.individuals([12] * 15, screen=screen)
    assert set(chart.lower) == set(chart.upper) == set(chart.centre) == {12.0}
    assert set(special_cause.special_cause(chart).rule) == {special_cause.COMMON}
