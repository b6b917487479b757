"""The sheet of inequality measures: equal groups, closed forms, missing groups, simulation."""

import numpy as np
import pytest

from babyhubs.statistics import concentration, dispersion, gaps, ranked_model
from babyhubs.statistics.subgroups import Subgroups
from babyhubs.statistics.summary_measures import MEASURES, sheet


def test_there_are_the_21_measures_and_two_corrections() -> None:
    assert len(MEASURES) == 23


@pytest.mark.parametrize("ordered", [True, False])
def test_equal_groups_show_no_inequality(ordered: bool) -> None:
    found = sheet(Subgroups.of([40.0] * 6, [100] * 6, 0.0, ordered=ordered, scale=100))
    for name, one in found.items():
        if MEASURES[name].ordered and not ordered:
            assert one.reason[0] == "groups have no order", name
            continue
        neutral = 1 if name in {"r", "rii"} else 0
        assert float(one.estimate[0]) == pytest.approx(neutral, abs=1e-9), name


def test_every_measure_keeps_a_series_it_cannot_answer() -> None:
    """A full series, one with a group missing, one with a single group left, one with nothing."""
    nan = float("nan")
    y = [[50, 60, 70, 80], [50, nan, 70, 80], [nan, nan, 70, nan], [nan] * 4]
    found = sheet(Subgroups.of(y, [100] * 4, 2, ordered=True, scale=100))
    for name, one in found.items():
        assert one.reason.tolist()[:2] == ["", ""], name
        assert one.reason.tolist()[2:] == ["too few groups"] * 2, name
        assert np.isfinite(one.estimate[:2]).all(), name
        assert np.isnan(one.estimate[2:]).all(), name
        assert one.left_out.tolist() == [0, 1, 3, 4], name


def test_series_do_not_disturb_each_other() -> None:
    rng = np.random.default_rng(6)
    y, n = rng.uniform(20, 80, (5, 7)), rng.uniform(50, 500, (5, 7))
    together = sheet(Subgroups.of(y, n, 1, ordered=True, scale=100), draws=50)
    alone = sheet(Subgroups.of(y[3], n[3], 1, ordered=True, scale=100), draws=50)
    for name in MEASURES:
        assert together[name].estimate[3] == pytest.approx(alone[name].estimate[0], rel=1e-9), name
        if not MEASURES[name].draws:
            assert together[name].se[3] == pytest.approx(alone[name].se[0], rel=1e-8), name


def test_gaps_take_the_ends_the_extremes_or_the_reference() -> None:
    y, n = [50, 60, 40, 70], [1] * 4
    ends = gaps.difference(Subgroups.of(y, n, 3, ordered=True))
    assert (float(ends.estimate[0]), float(ends.se[0])) == pytest.approx((20, np.hypot(3, 3)))
    assert float(gaps.difference(Subgroups.of(y, n, 3, ordered=True, favourable=False)).estimate[0]) == -20
    assert float(gaps.difference(Subgroups.of(y, n, 3)).estimate[0]) == 30
    assert float(gaps.difference(Subgroups.of(y, n, 3, reference=1)).estimate[0]) == 20
    assert float(gaps.difference(Subgroups.of(y, n, 3, reference=1, favourable=False)).estimate[0]) == 10
    assert float(gaps.ratio(Subgroups.of(y, n, 3)).estimate[0]) == 1.75


def test_a_reference_worse_than_the_average_leaves_nothing_to_gain() -> None:
    found = gaps.attributable_risk(Subgroups.of([50, 60, 70], [1] * 3, 2, reference=0))
    assert float(found.estimate[0]) == 0
    assert found.reason[0] == "reference not better than average"


def test_attributable_risk_without_a_scale_uses_the_groups_errors() -> None:
    """Against a simulation of its own."""
    groups = Subgroups.of([50, 60, 80], [100, 300, 200], 2.0, ordered=True)
    found = gaps.attributable_fraction(groups)
    draws = np.random.default_rng(1).normal([50, 60, 80], 2.0, (100_000, 3))
    mean = draws @ np.array([100, 300, 200]) / 600
    assert float(found.se[0]) == pytest.approx((100 * (draws[:, 2] / mean - 1)).std(), rel=0.02)


@pytest.mark.parametrize("correction", ["none", "wagstaff", "erreygers"])
def test_errors_of_the_concentration_index_agree_with_simulation(correction: concentration.Correction) -> None:
    y, n = np.array([30.0, 45, 50, 70]), np.array([100, 300, 200, 250])
    found = concentration.relative(Subgroups.of(y, n, 2.5, ordered=True, scale=100), correction=correction)
    draws = np.clip(np.random.default_rng(2).normal(y, 2.5, (20_000, 4)), 0, 100)
    over = concentration.relative(Subgroups.of(draws, n, 2.5, ordered=True, scale=100), correction=correction)
    assert float(found.se[0]) == pytest.approx(over.estimate.std(), rel=0.03)


def test_correction_needs_the_bound_and_an_order() -> None:
    unbounded = concentration.relative(Subgroups.of([1, 2, 3], [1] * 3, 1, ordered=True), correction="wagstaff")
    assert unbounded.reason[0] == "upper bound not stated"
    assert (
        ranked_model.slope_index(Subgroups.of([1, 2, 3], [1] * 3, ordered=True)).reason[0] == "upper bound not stated"
    )


@pytest.mark.parametrize("shape", ["logit", "line"])
def test_errors_of_the_ranked_model_agree_with_simulation(shape: ranked_model.Shape) -> None:
    y, n = np.array([30.0, 45, 50, 70]), np.array([100, 300, 200, 250])
    groups = Subgroups.of(y, n, 2.5, ordered=True, scale=100)
    draws = np.clip(np.random.default_rng(3).normal(y, 2.5, (20_000, 4)), 1, 99)
    over = Subgroups.of(draws, n, 2.5, ordered=True, scale=100)
    for index in (ranked_model.slope_index, ranked_model.relative_index):
        assert float(index(groups, shape=shape).se[0]) == pytest.approx(
            index(over, shape=shape).estimate.std(), rel=0.04
        )


def test_binomial_errors_stand_in_where_none_are_given() -> None:
    y, n = np.array([0.3, 0.45, 0.5, 0.7]), np.array([100, 300, 200, 250])
    bare = ranked_model.slope_index(Subgroups.of(y, n, ordered=True, scale=1))
    given = ranked_model.slope_index(Subgroups.of(y, n, np.sqrt(y * (1 - y) / n), ordered=True, scale=1))
    assert float(bare.se[0]) == pytest.approx(float(given.se[0]), rel=0.02)


def test_draws_stay_between_the_bounds() -> None:
    drawn = Subgroups.of([0.02, 0.98], [1, 1], 0.1, scale=1).drawn(5_000, seed=1)
    assert drawn.min() >= 0
    assert drawn.max() <= 1


def test_without_standard_errors_there_is_a_figure_and_no_limits() -> None:
    found = dispersion.between_group_variance(Subgroups.of([1, 2, 3], [1] * 3))
    assert np.isfinite(found.estimate[0])
    assert np.isnan(found.lower[0])
    assert found.reason[0] == "no standard errors"


@pytest.mark.parametrize(
    ("y", "n", "options", "words"),
    [
        ([-1, 2], [1, 1], {}, "not negative"),
        ([1, 2], [1, 1], {"scale": 1}, "above the stated scale"),
        ([1, 2], [1, 1], {"reference": 2}, "not among"),
    ],
)
def test_mistakes_of_the_caller(y: list[float], n: list[float], options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Subgroups.of(y, n, **options)  # type: ignore[arg-type]
