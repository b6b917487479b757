"""Figures that somebody else published, reproduced to the digits printed."""

import numpy as np
import polars as pl
import pytest

from babyhubs.statistics import inequality, proportions, rates, survival
from babyhubs.statistics.testing import false_discovery
from tests.shared_data import shared

pytestmark = pytest.mark.oracle


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_newcombe_1998_table_1_method_3(x: int, n: int, lower: float, upper: float) -> None:
    interval = proportions.wilson(x, n)
    assert round(float(interval.lower), 4) == lower
    assert round(float(interval.upper), 4) == upper


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    # the standard table of exact 95% limits of a Poisson count (Garwood F. Biometrika 1936;28:437-442), to three decimals
    [(1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (20, 12.217, 30.888), (100, 81.364, 121.627)],
)
def test_exact_poisson_limits(count: int, lower: float, upper: float) -> None:
    low, high = rates.exact_count_limits(count)
    assert round(float(low), 3) == lower
    assert round(float(high), 3) == upper


def test_kaplan_meier_of_the_leukaemia_remissions() -> None:
    """Freireich 1963 (6-MP arm), the survival of Kalbfleisch and Prentice 2002: 0.857 at week 6 ... 0.448 at 23."""
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    days = np.arange(36)
    at_risk = np.array([[sum(w >= day for w in weeks) for day in days]])
    events = np.array([[sum(w == day and r for w, r in zip(weeks, relapsed, strict=True)) for day in days]])
    curve = survival.cumulative_incidence(at_risk, events)
    printed = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    for week, surviving in printed.items():
        assert round(1 - float(curve.incidence[0, week]), 3) == surviving
    # Greenwood standard errors printed by Klein and Moeschberger, example 4.1 (weeks 6 and 23)
    assert round(float(curve.se[0, 6]), 3) == 0.076
    assert round(float(curve.se[0, 23]), 3) == 0.135


def test_false_discovery_of_the_15_p_values_of_benjamini_and_hochberg() -> None:
    """Their example (thrombolysis in myocardial infarction): four hypotheses are rejected at 0.05."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    assert int((false_discovery(p) <= 0.05).sum()) == 4


def test_slope_index_of_all_complete_scottish_series() -> None:
    """ScotPHO's published slope index: quintile percentages on mid-ranks, sign reversed, within 0.16 points."""
    rows = pl.read_csv(shared("data/scotpho_published_sii_rii.csv.gz"), infer_schema_length=None)
    key = ["indicator", "areatype", "areaname", "code", "year", "quint_type"]
    quintiles = (
        rows.filter(pl.col("quintile") != "Total")
        .with_columns(order=pl.col("quintile").str.slice(0, 1).cast(pl.Int8))
        .sort([*key, "order"])
    )
    complete = 0
    worst = 0.0
    for _, series in quintiles.group_by(key, maintain_order=True):
        wanted = series["sii"][0]
        if (
            series.height != 5
            or wanted is None
            or series["numerator"].null_count()
            or series["denominator"].null_count()
        ):
            continue
        percent = (100 * series["numerator"] / series["denominator"]).to_numpy()
        found = inequality.slope_index(percent, series["denominator"].to_numpy(), np.ones(5))
        worst = max(worst, abs(-float(found.sii[0]) - wanted))
        complete += 1
    assert complete == 276
    assert worst <= 0.16
