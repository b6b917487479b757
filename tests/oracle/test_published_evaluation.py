"""Effects of staggered changes, interrupted series and control charts that somebody else published or worked out in R."""

import json
from typing import Any, Literal

import numpy as np
import polars as pl
import pytest

from babyhubs.evaluation import group_time, interrupted
from babyhubs.evaluation.group_time import Against
from babyhubs.statistics import control_charts, special_cause
from tests.shared_data import shared

pytestmark = pytest.mark.oracle
KINDS: tuple[Literal["simple", "group", "dynamic", "calendar"], ...] = ("simple", "group", "dynamic", "calendar")


def teenagers(against: Against) -> group_time.GroupTime:
    """County teenage employment, 2003 to 2007: Callaway and Sant'Anna's own example."""
    rows = pl.read_csv(shared("evaluation/mpdta/mpdta.csv")).sort("countyreal", "year")
    outcome = rows["lemp"].to_numpy().reshape(-1, 5)
    first = rows["first.treat"].to_numpy().reshape(-1, 5)[:, 0]
    return group_time.effects(outcome, range(2003, 2008), np.where(first == 0, -1, first), against)


@pytest.mark.parametrize(("against", "name"), [("never", "mpdta_nev_dr"), ("not yet", "mpdta_nyt_dr")])
def test_twelve_group_time_effects_and_their_aggregates(against: Against, name: str) -> None:
    """R package did 2.5.1: effects to 1e-8, errors to 1e-6, the test of no effect before to its printed digits."""
    found = teenagers(against)
    expected = pl.read_csv(shared("evaluation/mpdta/expected_att_gt.csv")).filter(pl.col("scenario") == name)
    assert found.wave.tolist() == expected["group"].to_list()
    assert found.period.tolist() == expected["t"].to_list()
    np.testing.assert_allclose(found.estimate, expected["att"], atol=1e-8, rtol=0)
    np.testing.assert_allclose(found.se, expected["se"], atol=1e-6, rtol=0)
    summaries = pl.read_csv(shared("evaluation/mpdta/expected_aggte.csv")).filter(pl.col("scenario") == name)
    for kind in KINDS:
        rows = summaries.filter(pl.col("type") == kind)
        total = group_time.aggregate(found, kind)
        assert total.overall == pytest.approx(rows["overall_att"][0], abs=1e-8)
        assert total.overall_se == pytest.approx(rows["overall_se"][0], abs=1e-6)
        if kind != "simple":
            np.testing.assert_allclose(total.estimate, rows["att_egt"], atol=1e-8, rtol=0)
            np.testing.assert_allclose(total.se, rows["se_egt"], atol=1e-6, rtol=0)
    test = pl.read_csv(shared("evaluation/mpdta/expected_pretest.csv")).filter(pl.col("scenario") == name)
    statistic, p = group_time.no_effect_before(found)
    assert statistic == pytest.approx(test["W"][0], abs=1e-8)
    assert p == pytest.approx(test["Wpval"][0], abs=1e-5)


def sicily(family: interrupted.Family, harmonics: int, slope: bool = False) -> interrupted.Fitted:
    """Coronary events in Sicily, a smoking ban in month 37."""
    rows = pl.read_csv(shared("evaluation/sicily_smoking_ban/sicily.csv"))
    start = int(rows.filter(pl.col("smokban") == 1)["time"][0])
    terms, columns = interrupted.design(
        rows["time"], start, harmonics=harmonics, slope=slope, month_of_year=rows["month"]
    )
    return interrupted.fit(rows["aces"], rows["stdpop"], terms, columns, family)


def published() -> dict[str, Any]:
    """Lopez Bernal, Cummins and Gasparrini 2017, re-run in R and in statsmodels."""
    found: dict[str, Any] = json.loads(shared("evaluation/sicily_smoking_ban/expected.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("name", "family", "harmonics"),
    [
        ("model1_poisson", "poisson", 0),
        ("model2_quasipoisson", "quasi-poisson", 0),
        ("model3_quasipoisson_2harmonics", "quasi-poisson", 2),
    ],
)
def test_sicily_rate_ratios(name: str, family: interrupted.Family, harmonics: int) -> None:
    """0.894 (0.864 to 0.925) without seasons, 0.885 (0.839 to 0.933) with two harmonics."""
    expected = published()[name]
    estimate, low, high = sicily(family, harmonics).ratio("step")
    assert estimate == pytest.approx(expected["rr"], abs=1e-6)
    assert [low, high] == pytest.approx(expected["ci"], abs=1e-6)
    if "published" in expected:
        # the paper cuts 0.8647 off to 0.864
        assert [estimate, low, high] == pytest.approx(expected["published"], abs=1e-3)


def test_sicily_change_of_trend_and_negative_binomial() -> None:
    expected = published()
    fitted = sicily("quasi-poisson", 2, slope=True)
    assert fitted.ratio("step")[0] == pytest.approx(expected["model4_level_and_slope"]["level_rr"], abs=1e-6)
    assert fitted.ratio("change of trend")[0] == pytest.approx(expected["model4_level_and_slope"]["slope_rr"], abs=1e-6)
    counted, known = sicily("negative binomial", 2), expected["negative_binomial_2harmonics"]
    assert counted.coefficient[2] == pytest.approx(known["log_rr"], abs=1e-6)
    assert counted.se[2] == pytest.approx(known["se"], abs=1e-7)
    assert counted.theta == pytest.approx(known["theta"], rel=1e-5)


@pytest.mark.parametrize("scenario", ["default", "fix_after_12", "no_screen", "rebase_2018_04", "perf_target_95"])
def test_control_charts_point_for_point(scenario: str) -> None:
    """NHSRplotthedots 0.2 on eleven trusts by 36 months: limits to 1e-9 (relative), every point's class."""
    rows = pl.read_csv(shared("evaluation/spc_ae/ae_type1.csv"), infer_schema_length=None).sort("org_code", "period")
    expected = (
        pl.read_csv(shared("evaluation/spc_ae/expected_spc.csv"), null_values="NA", infer_schema_length=None)
        .filter(pl.col("scenario") == scenario)
        .sort("f", "x")
    )
    performance = scenario == "perf_target_95"
    rebase = (rows["period"].cast(pl.String) == "2018-04-01").to_numpy() if scenario == "rebase_2018_04" else None
    chart = control_charts.individuals(
        rows["perf" if performance else "attendances"],
        control_charts.segments(rows["org_code"].to_numpy(), rebase),
        screen=scenario != "no_screen",
        baseline=12 if scenario == "fix_after_12" else None,
    )
    for mine, theirs in ((chart.centre, "mean_col"), (chart.lower, "lpl"), (chart.upper, "upl")):
        np.testing.assert_allclose(mine, expected[theirs], rtol=1e-9, atol=1e-9)
    good, bad = ("high", "low") if performance else ("low", "high")
    side = special_cause.special_cause(chart).side
    kinds = np.select(
        [side == good, side == bad], ["special_cause_improvement", "special_cause_concern"], "common_cause"
    )
    assert kinds.tolist() == expected["point_type"].to_list()
