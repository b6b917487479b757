"""Proportions, rates, means, ratios, differences and standardised rates that somebody else published."""

import numpy as np
import polars as pl
import pytest

from babyhubs.statistics import comparisons, means, overdispersion, proportions, rates, standardised
from tests.shared_data import shared

pytestmark = pytest.mark.oracle


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)],
)
def test_exact_binomial_newcombe_1998_table_1_method_5(x: int, n: int, lower: float, upper: float) -> None:
    interval = proportions.clopper_pearson(x, n)
    assert (round(float(interval.lower), 4), round(float(interval.upper), 4)) == (lower, upper)


@pytest.mark.parametrize(
    ("counts", "lower", "upper"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_differences_newcombe_1998_table_2_method_10(
    counts: tuple[int, int, int, int], lower: float, upper: float
) -> None:
    """Newcombe RG. Interval estimation for the difference between independent proportions. Stat Med 1998;17:873-890."""
    interval = comparisons.proportion_difference(*counts)
    assert (round(float(interval.lower), 4), round(float(interval.upper), 4)) == (lower, upper)


# Tuberculosis with and without BCG vaccine, 13 trials: cases and non-cases in both arms, with ln(risk ratio) and its variance as
# printed beside the data set dat.bcg (Colditz 1994; Viechtbauer W. J Stat Softw 2010;36(3))
BCG = [
    ((4, 119, 11, 128), -0.8893, 0.3256),
    ((6, 300, 29, 274), -1.5854, 0.1946),
    ((3, 228, 11, 209), -1.3481, 0.4154),
    ((62, 13536, 248, 12619), -1.4416, 0.0200),
    ((33, 5036, 47, 5761), -0.2175, 0.0512),
    ((180, 1361, 372, 1079), -0.7861, 0.0069),
    ((8, 2537, 10, 619), -1.6209, 0.2230),
    ((505, 87886, 499, 87892), 0.0120, 0.0040),
    ((29, 7470, 45, 7232), -0.4694, 0.0564),
    ((17, 1699, 65, 1600), -1.3713, 0.0730),
    ((186, 50448, 141, 27197), -0.3394, 0.0124),
    ((5, 2493, 3, 2338), 0.4459, 0.5325),
    ((27, 16886, 29, 17825), -0.0173, 0.0714),
]


def test_risk_ratios_of_thirteen_vaccine_trials() -> None:
    a, b, c, d = np.array([counts for counts, _, _ in BCG]).T
    found = comparisons.proportion_ratio(a, a + b, c, c + d)
    half = np.log(found.upper / found.estimate) / 1.959964
    assert [round(float(one), 4) for one in np.log(found.estimate)] == [ln for _, ln, _ in BCG]
    assert [round(float(one), 4) for one in half**2] == [variance for _, _, variance in BCG]


def test_variance_between_the_vaccine_trials_dersimonian_laird() -> None:
    """Q = 152.2330 and tau squared = 0.3088 are printed in the same place; phi x n is Q about the common ratio."""
    a, b, c, d = np.array([counts for counts, _, _ in BCG]).T
    found = comparisons.proportion_ratio(a, a + b, c, c + d)
    ln, se = np.log(found.estimate), np.log(found.upper / found.estimate) / 1.959963984540054
    common = (ln / se**2).sum() / (1 / se**2).sum()
    spread = overdispersion.overdispersion(ln - common, se, trim="none")
    assert round(spread.phi * 13, 4) == 152.2330
    assert round(spread.tau2, 4) == 0.3088


def test_rate_ratio_of_breast_cancer_after_fluoroscopy() -> None:
    """Boice and Monson 1977, the example of Stata's `ir`: 41 of 28,010 and 15 of 19,017 woman-years; exact limits."""
    found = comparisons.exact_rate_ratio(41, 28010, 15, 19017)
    assert round(float(found.estimate), 6) == 1.855759
    assert round(float(found.lower), 6) == 1.005684
    assert round(float(found.upper), 4) == 3.6093


def test_mean_of_students_sleep_data() -> None:
    """Student 1908, extra hours of sleep, second drug minus first: mean 1.58, 95% limits 0.70 and 2.46 (R's own example)."""
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    n, average, sd, _ = means.grouped_moments(second - first, np.zeros(10, dtype=int))
    found = means.mean(n, average, sd)
    assert round(float(found.estimate[0]), 2) == 1.58
    assert round(float(found.lower[0]), 7) == 0.7001142
    assert round(float(found.upper[0]), 7) == 2.4598858


# Down's syndrome by mother's age (six groups) in Michigan 1950-64, birth orders 1 to 5 and over: cases and births. Fleiss JL.
# Statistical Methods for Rates and Proportions, 2nd ed. 1981, table 14.4; table II of Fay MP, Feuer EJ. Stat Med 1997;16:791-801
CASES = [
    [107, 141, 60, 40, 39, 25],
    [25, 150, 110, 84, 82, 39],
    [3, 71, 114, 103, 108, 75],
    [1, 26, 64, 89, 137, 96],
    [0, 8, 63, 112, 262, 295],
]
BIRTHS = [
    [230061, 329449, 114920, 39487, 14208, 3052],
    [72202, 326701, 208667, 83228, 28466, 5375],
    [15050, 175702, 207081, 117300, 45026, 8660],
    [2293, 68800, 132424, 98301, 46075, 9834],
    [327, 30666, 123419, 149919, 104088, 34392],
]


def test_directly_standardised_rates_of_downs_syndrome() -> None:
    """Adjusted rates per 100,000 on all births: 92.3, 91.2, 85.1 and 92.7 for birth orders 1 to 4, 75.52901 for 5 and over."""
    births = np.array(BIRTHS)
    found = standardised.direct(
        np.repeat(np.arange(5), 6), np.ravel(CASES), births.ravel(), np.tile(births.sum(axis=0), 5)
    )
    assert [round(float(one), 1) for one in found.estimate[:3]] == [92.3, 91.2, 85.1]
    assert round(float(found.estimate[4]), 5) == 75.52901


def test_indirectly_standardised_deaths_of_doctors() -> None:
    """Deaths from cirrhosis of male doctors, 1970-72: expected 4.4966, observed 14, ratio 3.11, exact limits 1.70 and 5.22.

    Bland M. An Introduction to Medical Statistics, 3rd ed. Oxford: OUP, 2000, section 16.3.
    """
    doctors = [1080, 12860, 11510, 10330, 7790]
    per_million = [5.859, 13.050, 46.937, 161.503, 271.358]
    found = standardised.indirect(np.zeros(5, dtype=int), [14, 0, 0, 0, 0], doctors, per_million, [1e6] * 5)
    assert round(float(found.expected[0]), 4) == 4.4966
    assert round(float(found.ratio.estimate[0]), 2) == 3.11
    assert round(float(found.ratio.lower[0]), 2) == 1.70
    assert round(float(found.ratio.upper[0]), 2) == 5.22


def test_limits_of_two_counts_at_the_national_tools_higher_level() -> None:
    """Per 1,000 of 400 at 99.8%, as PHEindicatormethods 2.1.0 prints them: exact with 9 events, Byar's with 10."""
    found = rates.rate([9, 10], [400, 400], 1000, level=0.998, limits="national")
    assert found.lower == pytest.approx([6.131, 7.291], abs=5e-4)
    assert found.upper == pytest.approx([56.643, 60.484], abs=5e-4)
    assert float(rates.rate(13, 200, 100_000, limits="national").lower) == pytest.approx(3458, abs=0.5)
    assert float(rates.rate(13, 200, 100_000, limits="national").upper) == pytest.approx(11116, abs=0.5)


def test_published_proportions_of_west_sussex() -> None:
    """Every published share of children immunised, by practice, vaccine, age and year, to the digits of the file."""
    rows = pl.read_csv(shared("data/west_sussex_gp_child_immunisations.csv"), infer_schema_length=None)
    rows = rows.filter(pl.col("Numerator").is_not_null() & (pl.col("Denominator") > 0))
    found = proportions.wilson(rows["Numerator"].to_numpy(), rows["Denominator"].to_numpy())
    published = rows["Proportion"].to_numpy()
    assert rows.height > 3_000
    assert np.max(np.abs(found.estimate - published)) < 1e-9
