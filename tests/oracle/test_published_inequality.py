"""Inequality measures, quantiles and multilevel cells that somebody else published."""

import numpy as np
import polars as pl
import pytest

from babyhubs.statistics import concentration, dispersion, entropy, quantiles, slope
from babyhubs.statistics.cell_likelihood import Cells, fit
from babyhubs.statistics.subgroups import Subgroups
from babyhubs.statistics.summary_measures import sheet
from tests.shared_data import shared

pytestmark = pytest.mark.oracle

# ten incomes, the example of R's package ineq (0.2-13): Gini 0.4620911, Theil 0.3623412, Atkinson with parameter 1 0.3518251
INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]


def test_ten_incomes() -> None:
    groups = Subgroups.of(INCOMES, [1] * 10, ordered=True)
    assert round(float(concentration.relative(groups).estimate[0]), 7) == 0.4620911  # with equal groups: Gini's
    assert round(float(entropy.theil(groups).estimate[0]) / 1000, 7) == 0.3623412
    mld = float(entropy.mean_log_deviation(groups).estimate[0]) / 1000
    assert round(1 - np.exp(-mld), 7) == 0.3518251  # Atkinson's index with parameter 1


def test_under_five_mortality_in_india() -> None:
    """O'Donnell O et al. Analyzing Health Equity Using Household Survey Data. World Bank, 2008, table 8.1: -0.1694."""
    groups = Subgroups.of(
        [154.7, 152.9, 119.5, 86.9, 54.3], [29939, 28776, 26528, 24689, 19739], ordered=True, favourable=False
    )
    assert round(float(concentration.relative(groups).estimate[0]), 4) == -0.1694
    assert round(float(concentration.absolute(groups).estimate[0]), 1) == -20.1  # -0.1694 x 118.8


def test_spread_of_the_encyclopedias_examples() -> None:
    """2, 4, 4, 4, 5, 5, 7, 9 have a standard deviation of 2; 2, 2, 3, 4, 14 a mean absolute deviation of 3.6 about their mean of 5."""
    eight = sheet(Subgroups.of([2, 4, 4, 4, 5, 5, 7, 9], [1] * 8, 0.1), ("bgv", "bgsd", "cov"))
    assert [float(eight[name].estimate[0]) for name in ("bgv", "bgsd", "cov")] == pytest.approx([4, 2, 40])
    five = Subgroups.of([2, 2, 3, 4, 14], [1] * 5, 0.1)
    found = {name: float(dispersion.simulated(name, five).estimate[0]) for name in ("mdmu", "mdmw", "idisu")}
    assert found == pytest.approx({"mdmu": 3.6, "mdmw": 3.6, "idisu": 72})


@pytest.mark.parametrize(
    ("file", "on_a_border"),
    [
        ("imd2019_lsoa11_england.csv.gz", 8),
        ("imd2025_lsoa21_england.csv.gz", 5),
    ],
)
def test_deciles_of_all_englands_areas(file: str, on_a_border: int) -> None:
    """The ministry's deciles from the ministry's ranks (1 is the most deprived), 66,599 areas.

    An area whose rank lies just beyond n k / 10 stands in decile k by the public health rule and in k + 1 by the ministry's.
    """
    rows = pl.read_csv(shared(f"data/{file}"), infer_schema_length=None)
    found, why = quantiles.assign(rows["imd_rank"].to_numpy(), 10, highest_first=False)
    published = rows["imd_decile"].to_numpy()
    assert set(why) == {""}
    assert int((found != published).sum()) == on_a_border
    assert np.max(published - found) == 1


def test_published_relative_index_of_scotland() -> None:
    """ScotPHO's RII is the slope index over the overall mean, printed to one or more decimals."""
    rows = pl.read_csv(shared("data/scotpho_published_sii_rii.csv.gz"), infer_schema_length=None)
    key = ["indicator", "areatype", "areaname", "code", "year", "quint_type"]
    fifths = (
        rows.filter(pl.col("quintile") != "Total")
        .with_columns(order=pl.col("quintile").str.slice(0, 1).cast(pl.Int8))
        .sort([*key, "order"])
    )
    worst, complete = 0.0, 0
    for _, series in fifths.group_by(key, maintain_order=True):
        published = series["rii"][0]
        counts = series.select("numerator", "denominator")
        if series.height != 5 or published is None or any(counts.null_count().row(0)):
            continue
        n = counts["denominator"].to_numpy()
        percent = 100 * counts["numerator"].to_numpy() / n
        found = slope.slope(percent, n, se=np.ones(5), multiplier=-1)
        overall = 100 * counts["numerator"].sum() / n.sum()
        worst = max(worst, abs(float(found.sii[0]) / overall - published))
        complete += 1
    assert complete == 276
    assert worst < 0.06


def test_seeds_of_crowder() -> None:
    """21 plates of seeds, two factors: the likelihood by quadrature has 0.236 between plates.

    Crowder MJ. Appl Stat 1978;27:34-37; Breslow NE, Clayton DG. J Am Stat Assoc 1993;88:9-25, table 1 (maximum likelihood):
    constant -0.548 (0.167), seed 0.097 (0.278), extract 1.337 (0.237), both -0.811 (0.385).
    """
    r = [10, 23, 23, 26, 17, 5, 53, 55, 32, 46, 10, 8, 10, 8, 23, 0, 3, 22, 15, 32, 3]
    n = [39, 62, 81, 51, 39, 6, 74, 72, 51, 79, 13, 16, 30, 28, 45, 4, 12, 41, 30, 51, 7]
    seed, extract = np.repeat([0.0, 1.0], [11, 10]), np.repeat([0.0, 1.0, 0.0, 1.0], [5, 6, 5, 5])
    design = np.stack([np.ones(21), seed, extract, seed * extract], axis=1)
    found = fit(Cells(np.array(r, dtype=float), np.array(n, dtype=float), design, "binomial"))
    assert found.coefficients == pytest.approx([-0.548, 0.097, 1.337, -0.811], abs=1e-3)
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx([0.167, 0.278, 0.237, 0.385], abs=3e-3)
    assert round(float(np.sqrt(found.variance)), 3) == 0.236
