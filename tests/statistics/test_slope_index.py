"""Slope and relative index: transforms, given limits, multipliers, simulation."""

import numpy as np
import pytest

from babyhubs.statistics.slope import slope, standard_errors

SHARE = np.array([0.2, 0.25, 0.15, 0.22, 0.18])
RANK = np.cumsum(SHARE) - SHARE / 2


def test_a_straight_line_in_logarithms_is_found_exactly() -> None:
    rate = np.exp(1 + 0.7 * RANK)
    found = slope(rate, SHARE, se=np.full(5, 0.05), kind="rate", transform=True)
    assert float(found.sii[0]) == pytest.approx(np.exp(1.7) - np.exp(1), rel=1e-9)
    assert float(found.rii[0]) == pytest.approx(np.exp(0.7), rel=1e-9)
    assert float(found.linearity_p[0]) == pytest.approx(1)
    # ln(RII) is the slope itself, a weighted sum of normals
    weight = SHARE * (RANK - 0.5) / (SHARE * (RANK - 0.5) ** 2).sum()
    half = 1.959963984540054 * np.sqrt((weight**2 * 0.05**2).sum())
    assert np.log(found.rii_upper[0]) == pytest.approx(0.7 + half, rel=1e-9)


def test_a_straight_line_in_logits_too() -> None:
    share = 1 / (1 + np.exp(-(-1 + 1.5 * RANK)))
    found = slope(share, SHARE, se=np.full(5, 0.05), kind="proportion", transform=True, multiplier=100)
    assert float(found.sii[0]) == pytest.approx(100 * (1 / (1 + np.exp(-0.5)) - 1 / (1 + np.exp(1))), rel=1e-9)
    assert float(found.end[0]) == pytest.approx(1 / (1 + np.exp(-0.5)))


def test_errors_come_from_limits_on_the_scale_of_the_kind() -> None:
    assert float(standard_errors(0.8, 1.25, "rate")) == pytest.approx(np.log(1.25 / 0.8) / 3.919928, rel=1e-6)
    assert float(standard_errors(2.0, 4.0, "mean")) == pytest.approx(2 / 3.919928, rel=1e-6)
    given = slope(2 + RANK, SHARE, lower=1.9 + RANK, upper=2.1 + RANK)
    direct = slope(2 + RANK, SHARE, se=np.full(5, 0.2 / 3.919927969))
    assert given.sii_lower == pytest.approx(direct.sii_lower)


def test_limits_asked_at_another_level_read_given_limits_as_95() -> None:
    wide = slope(2 + RANK, SHARE, lower=1.9 + RANK, upper=2.1 + RANK, level=0.998)
    narrow = slope(2 + RANK, SHARE, lower=1.9 + RANK, upper=2.1 + RANK)
    ratio = (wide.sii_upper - wide.sii_lower) / (narrow.sii_upper - narrow.sii_lower)
    assert float(ratio[0]) == pytest.approx(3.0902323 / 1.9599640, rel=1e-6)


@pytest.mark.parametrize(("kind", "transform"), [("mean", False), ("rate", True), ("proportion", True)])
def test_simulation_agrees_with_the_worked_out_limits(kind: str, transform: bool) -> None:
    value = 0.3 + 0.2 * RANK
    error = np.full(5, 0.02)
    out, drawn = (
        slope(value, SHARE, se=error, kind=kind, transform=transform, draws=draws, seed=8)  # type: ignore[arg-type]
        for draws in (0, 40_000)
    )
    width = float(out.sii_upper[0] - out.sii_lower[0])
    assert float(drawn.sii_lower[0]) == pytest.approx(float(out.sii_lower[0]), abs=0.03 * width)
    assert float(drawn.rii_upper[0]) == pytest.approx(float(out.rii_upper[0]), rel=0.01)


def test_series_are_worked_out_side_by_side() -> None:
    value = np.stack([0.3 + 0.2 * RANK, 0.5 - 0.1 * RANK, np.where(np.arange(5) == 2, np.nan, RANK), RANK])
    population = np.stack([SHARE, SHARE[::-1], SHARE, np.where(np.arange(5) == 1, 0, SHARE)])
    found = slope(value, population, se=0.01)
    alone = slope(value[1], population[1], se=0.01)
    assert found.sii[1] == alone.sii[0]
    assert found.reason.tolist() == ["", "", "missing value", "no denominator"]
    assert np.isnan(found.sii[2:]).all()


def test_a_line_that_ends_below_zero_has_a_slope_and_no_ratio() -> None:
    found = slope([2, 4, 8, 40, 70], [1] * 5, se=[1] * 5)
    assert np.isfinite(found.sii[0])
    assert np.isnan(found.rii[0])
    assert found.reason[0] == "line ends at or below zero"


def test_curvature_is_noticed() -> None:
    assert float(slope((RANK - 0.5) ** 2 + 1, SHARE, se=np.full(5, 0.01)).linearity_p[0]) < 1e-6


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"value": [1.0] * 4, "population": [1] * 4, "se": 1}, "4 quantiles"),
        ({"value": [1.0] * 5, "population": [1] * 5, "se": 1, "transform": True}, "transform needs"),
        ({"value": [1.2] * 5, "population": [1] * 5, "se": 1, "kind": "proportion"}, "between 0 and 1"),
        ({"value": [1.0] * 5, "population": [1] * 5}, "standard errors"),
    ],
)
def test_mistakes_of_the_caller(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        slope(**arguments)  # type: ignore[arg-type]
