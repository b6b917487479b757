"""Every deterministic measure against its formula, written out for one row at a time in plain arithmetic: 1e-9 relative."""

import math

import numpy as np
import pytest
from scipy import stats

from babyhubs.statistics import (
    comparisons,
    concentration,
    control_charts,
    dispersion,
    entropy,
    funnels,
    gaps,
    means,
    overdispersion,
    proportions,
    rates,
    standardised,
)
from babyhubs.statistics.slope import slope
from babyhubs.statistics.subgroups import Subgroups

Z = {0.95: stats.norm.ppf(0.975), 0.998: stats.norm.ppf(0.999)}
LEVELS = tuple(Z)


def near(value: object) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def byar(count: float, z: float) -> tuple[float, float]:
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    y = count + 1
    return max(low, 0.0), y * (1 - 1 / (9 * y) + z / (3 * math.sqrt(y))) ** 3


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("x", "n"), [(1, 8), (30, 120), (399, 400)])
def test_proportions(x: int, n: int, level: float) -> None:
    z, tail = Z[level], (1 - level) / 2
    root = z * math.sqrt(z * z + 4 * x * (1 - x / n))
    found = proportions.wilson(x, n, level)
    assert (float(found.lower), float(found.upper)) == near(
        ((2 * x + z * z - root) / (2 * (n + z * z)), (2 * x + z * z + root) / (2 * (n + z * z)))
    )
    found = proportions.clopper_pearson(x, n, level)
    beta = (stats.beta.ppf(tail, x, n - x + 1), stats.beta.ppf(1 - tail, x + 1, n - x))
    assert (float(found.lower), float(found.upper)) == near(beta)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("x", [1, 9, 10, 250])
def test_rates(x: int, level: float) -> None:
    tail = (1 - level) / 2
    exact = stats.chi2.ppf(tail, 2 * x) / 2, stats.chi2.ppf(1 - tail, 2 * x + 2) / 2
    close = byar(x, Z[level])
    for rule, limits in (("exact", exact), ("byar", close), ("national", exact if x < 10 else close)):
        found = rates.rate(x, 700, 1000, level, limits=rule)  # type: ignore[arg-type]
        assert (float(found.lower), float(found.upper)) == near(tuple(1000 * one / 700 for one in limits))


def test_means() -> None:
    values = [3.0, 5.5, 7.25, 4.0]
    found = means.mean(*means.grouped_moments(values, [0] * 4)[:3])
    average = math.fsum(values) / 4
    sd = math.sqrt(math.fsum((v - average) ** 2 for v in values) / 3)
    assert float(found.upper[0]) == near(average + stats.t.ppf(0.975, 3) * sd / 2)


def test_standardised_rates() -> None:
    x, n, w = [12, 30, 7], [400, 900, 150], [5.0, 3.0, 2.0]
    r = math.fsum(a * b / c for a, b, c in zip(w, x, n, strict=True)) / sum(w)
    v = math.fsum(a * a * b / (c * c) for a, b, c in zip(w, x, n, strict=True)) / sum(w) ** 2
    low, high = byar(49, Z[0.95])
    found = standardised.direct([0] * 3, x, n, w, multiplier=1000)
    assert float(found.estimate[0]) == near(1000 * r)
    assert float(found.lower[0]) == near(1000 * (r + math.sqrt(v / 49) * (low - 49)))
    assert float(found.upper[0]) == near(1000 * (r + math.sqrt(v / 49) * (high - 49)))
    expected = math.fsum(a * b / 1000 for a, b in zip(n, [20, 40, 60], strict=True))
    ratio = standardised.indirect([0] * 3, x, n, [20, 40, 60], [1000] * 3).ratio
    assert float(ratio.upper[0]) == near(stats.chi2.ppf(0.975, 100) / 2 / expected)


def test_comparisons() -> None:
    x, n, y, m, z = 30, 120, 45, 100, Z[0.95]
    se = math.sqrt(1 / x - 1 / n + 1 / y - 1 / m)
    assert float(comparisons.proportion_ratio(x, n, y, m).lower) == near(x / n / (y / m) * math.exp(-z * se))
    assert float(comparisons.rate_ratio(x, n, y, m).upper) == near(
        x / n / (y / m) * math.exp(z * math.sqrt(1 / x + 1 / y))
    )
    one, other = proportions.wilson(x, n), proportions.wilson(y, m)
    low = math.hypot(x / n - float(one.lower), float(other.upper) - y / m)
    assert float(comparisons.proportion_difference(x, n, y, m).lower) == near(x / n - y / m - low)


@pytest.mark.parametrize("kind", ["mean", "rate", "proportion"])
def test_slope_and_relative_index(kind: str) -> None:
    forward = {"mean": lambda v: v, "rate": math.log, "proportion": lambda v: math.log(v / (1 - v))}[kind]
    back = {"mean": lambda v: v, "rate": math.exp, "proportion": lambda v: 1 / (1 + math.exp(-v))}[kind]
    value, people, se = [0.31, 0.35, 0.42, 0.4, 0.5], [120, 100, 90, 110, 80], [0.03, 0.02, 0.04, 0.03, 0.05]
    a = [p / sum(people) for p in people]
    b = [sum(a[:i]) + a[i] / 2 for i in range(5)]
    square = math.fsum(ai * (bi - 0.5) ** 2 for ai, bi in zip(a, b, strict=True))
    c = [ai * (bi - 0.5) / square for ai, bi in zip(a, b, strict=True)]
    y = [forward(v) for v in value]
    beta = math.fsum(ci * yi for ci, yi in zip(c, y, strict=True))
    mean = math.fsum(ai * yi for ai, yi in zip(a, y, strict=True))
    half = Z[0.95] * math.sqrt(math.fsum((ci * si) ** 2 for ci, si in zip(c, se, strict=True)))
    found = slope(value, people, se=se, kind=kind, transform=kind != "mean", multiplier=100)  # type: ignore[arg-type]

    def ends(s: float) -> tuple[float, float]:
        return back(mean - s / 2), back(mean + s / 2)

    start, end = ends(beta)
    assert (float(found.sii[0]), float(found.rii[0])) == near((100 * (end - start), end / start))
    for got, s in ((found.sii_lower, beta - half), (found.sii_upper, beta + half)):
        start, end = ends(s)
        assert float(got[0]) == near(100 * (end - start))
    if kind != "mean":
        start, end = ends(beta + half)
        assert float(found.rii_upper[0]) == near(end / start)


def test_summary_measures() -> None:
    y, n, se = [52.0, 58.5, 61, 66.5, 71], [1020, 960, 850, 790, 640], [1.6, 1.6, 1.7, 1.7, 1.8]
    p = [one / sum(n) for one in n]
    mu = math.fsum(pi * yi for pi, yi in zip(p, y, strict=True))
    rank = [sum(p[:i]) + p[i] / 2 for i in range(5)]
    r = [yi / mu for yi in y]
    groups = Subgroups.of(y, n, se, ordered=True, scale=100)

    def total(*terms: float) -> float:
        return math.fsum(terms)

    aci = total(*(2 * pi * (yi - mu) * (ri - 0.5) for pi, yi, ri in zip(p, y, rank, strict=True)))
    theil = total(*(pi * ri * math.log(ri) for pi, ri in zip(p, r, strict=True)))
    theil_se = math.sqrt(total(*((pi * si * (math.log(ri) - theil)) ** 2 for pi, si, ri in zip(p, se, r, strict=True))))
    mld = -total(*(pi * math.log(ri) for pi, ri in zip(p, r, strict=True)))
    bgv = total(*(pi * (yi - mu) ** 2 for pi, yi in zip(p, y, strict=True)))
    v2 = [pi**2 * si**2 for pi, si in zip(p, se, strict=True)]
    v4 = [pi**4 * si**4 for pi, si in zip(p, se, strict=True)]
    cross = [pi**2 * (1 - pi) ** 2 * si**4 for pi, si in zip(p, se, strict=True)]
    linear = 4 * total(*(vi * (yi - mu) ** 2 for vi, yi in zip(v2, y, strict=True)))
    bgv_se = math.sqrt(linear + 2 * (total(*v2) ** 2 - total(*v4) + total(*cross)))
    wanted = {
        "d": (gaps.difference(groups).estimate, 19),
        "r": (gaps.ratio(groups).upper, 71 / 52 * math.exp(Z[0.95] * math.hypot(1.8 / 71, 1.6 / 52))),
        "par": (gaps.attributable_risk(groups).estimate, 71 - mu),
        "paf": (gaps.attributable_fraction(groups).estimate, 100 * (71 - mu) / mu),
        "aci": (concentration.absolute(groups).estimate, aci),
        "rci": (concentration.relative(groups).estimate, aci / mu),
        "wagstaff": (concentration.relative(groups, correction="wagstaff").estimate, aci / mu / (1 - mu / 100)),
        "erreygers": (concentration.relative(groups, correction="erreygers").estimate, 4 * aci / 100),
        "theil": (entropy.theil(groups).se, 1000 * theil_se / mu),
        "mld": (entropy.mean_log_deviation(groups).estimate, 1000 * mld),
        "bgv": (dispersion.between_group_variance(groups).estimate, bgv),
        "bgv se": (dispersion.between_group_variance(groups).se, bgv_se),
        "bgsd": (dispersion.simulated("bgsd", groups, draws=2).estimate, math.sqrt(bgv)),
        "cov": (dispersion.simulated("cov", groups, draws=2).estimate, 100 * math.sqrt(bgv) / mu),
        "mdmw": (
            dispersion.simulated("mdmw", groups, draws=2).estimate,
            total(*(pi * abs(yi - mu) for pi, yi in zip(p, y, strict=True))),
        ),
        "mdbu": (dispersion.simulated("mdbu", groups, draws=2).estimate, total(*(71 - yi for yi in y)) / 5),
        "mdrw": (
            dispersion.simulated("mdrw", groups, draws=2).estimate,
            total(*(pi * abs(71 - yi) for pi, yi in zip(p, y, strict=True))),
        ),
        "idisu": (
            dispersion.simulated("idisu", groups, draws=2).estimate,
            100 * total(*(abs(yi - mu) for yi in y)) / 5 / mu,
        ),
    }
    for name, (found, right) in wanted.items():
        assert float(found[0]) == near(right), name


def test_funnels_and_overdispersion() -> None:
    for level, z in Z.items():
        low, high = funnels.proportion_limits(80, 0.3, level)
        half = z * math.sqrt(0.3 * 0.7 / 80)
        assert (float(low), float(high)) == near((0.3 - half, 0.3 + half))
        tail = (1 - level) / 2
        at_lower, lower, at_upper, upper = funnels.ratio_lines([12], level)
        assert float(at_lower[0]) == near(stats.gamma.ppf(1 - tail, 13))
        assert (float(lower[0]), float(upper[0])) == near((12 / at_lower[0], 12 / stats.gamma.ppf(tail, 12)))
        assert float(at_upper[0]) == near(stats.gamma.ppf(tail, 12))
    y, s = [0.3, -0.2, 0.5, -0.6], [0.1, 0.2, 0.15, 0.25]
    w = [1 / one**2 for one in s]
    q = math.fsum(wi * yi**2 for wi, yi in zip(w, y, strict=True))
    tau2 = (q - 3) / (sum(w) - math.fsum(wi**2 for wi in w) / sum(w))
    found = overdispersion.overdispersion(y, s, trim="none")
    assert (found.phi, found.tau2) == near((q / 4, tau2))


def test_control_limits() -> None:
    x = [3.0, 5, 4, 6, 5]
    chart = control_charts.individuals(x, screen=False)
    moving = math.fsum(abs(a - b) for a, b in zip(x[1:], x[:-1], strict=True)) / 4
    assert float(chart.upper[0]) == near(4.6 + 2.66 * moving)
    shares = control_charts.proportions([3, 5], [20, 30])
    assert float(shares.upper[1]) == near(0.16 + 3 * math.sqrt(0.16 * 0.84 / 30))
    assert float(control_charts.rates([30, 50], [20, 30]).lower[0]) == near(1.6 - 3 * math.sqrt(1.6 / 20))
    assert float(control_charts.counts([30, 50]).upper[0]) == near(40 + 3 * math.sqrt(40))


def test_arrays_of_any_shape_answer_in_that_shape() -> None:
    grid = proportions.wilson(np.full((2, 3), 4), np.full((2, 3), 9))
    assert grid.lower.shape == grid.reason.shape == (2, 3)
