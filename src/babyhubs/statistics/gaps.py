"""Gaps between groups, and what would change if all were like the reference: D, R, PAR, PAF.

World Health Organization. Handbook on health inequality monitoring. Geneva: WHO, 2013, and the technical notes of its
Health Equity Assessment Toolkit. Variance of the attributable fraction from counts: Walter SD. Biometrics 1976;32:829-849.
"""

import numpy as np

from babyhubs.statistics.interval import Floats, Indices, z_value
from babyhubs.statistics.subgroups import Subgroups, Summary, answer, summary


def difference(groups: Subgroups, level: float = 0.95) -> Summary:
    """D, in the unit of the estimates: positive where the advantaged (or better) end fares better.

    Ordered groups: the two ends. Not ordered: highest minus lowest; with a reference, that group and the worst of the others.
    """
    (high, high_se), (low, low_se) = _pair(groups)
    return summary(groups, high - low, np.hypot(high_se, low_se), "difference of two groups, normal", level)


def ratio(groups: Subgroups, level: float = 0.95) -> Summary:
    """R, the same two groups as a ratio, limits on the log scale. `se` is that of the ratio itself."""
    (high, high_se), (low, low_se) = _pair(groups)
    zero = (high == 0) | (low == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(zero, np.nan, high / low)
        log_se = np.hypot(high_se / high, low_se / low)
    factor = np.exp(z_value(level) * log_se)
    limits = (value / factor, value * factor)
    return answer(groups, value, value * log_se, limits, "ratio of two groups, log scale", zero_on_a_log_scale=zero)


def attributable_risk(groups: Subgroups, level: float = 0.95) -> Summary:
    """PAR, in the unit of the estimates: the reference minus the average; below 0 for an adverse indicator."""
    return _attributable(groups, level, relative=False)


def attributable_fraction(groups: Subgroups, level: float = 0.95) -> Summary:
    """PAF, the same in per cent of the average; its limits are on the same scale as itself."""
    return _attributable(groups, level, relative=True)


def _pair(groups: Subgroups) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    if groups.ordered:
        upper, lower = groups.end(last=groups.favourable), groups.end(last=not groups.favourable)
    elif groups.reference is None:
        upper, lower = groups.extreme(highest=True), groups.extreme(highest=False)
    else:
        chosen = np.full(groups.y.shape[0], groups.reference)
        is_reference = np.zeros(groups.present.shape, dtype=bool)
        is_reference[:, groups.reference] = True
        other = groups.extreme(highest=not groups.favourable, besides=is_reference)
        upper, lower = (chosen, other) if groups.favourable else (other, chosen)
    return _at(groups, upper), _at(groups, lower)


def _at(groups: Subgroups, column: Indices) -> tuple[Floats, Floats]:
    rows = np.arange(column.size)
    return groups.estimate[rows, column], groups.se[rows, column]


def _attributable(groups: Subgroups, level: float, relative: bool) -> Summary:
    column = groups.reference_column()
    rows = np.arange(column.size)
    reference = groups.estimate[rows, column]
    mean = groups.mean
    gap = reference - mean
    wrong = (gap < 0) if groups.favourable else (gap > 0)
    zero = mean == 0
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = 100 / mean if relative else np.ones_like(mean)
        if groups.scale is None:
            se = _from_errors(groups, column, relative)
            method = "reference against the average, delta method"
        else:
            # the risk's error is that of the fraction times the average: one statement, two units
            se = _fraction_se(groups, column) * mean * unit
            method = "reference against the average, Walter's variance from counts"
        name = "fraction" if relative else "risk"
        estimate = np.where(wrong, 0.0, gap * unit)
    bare = np.where(wrong, np.nan, se)
    half = z_value(level) * bare
    nothing = {"mean_is_zero": zero} if relative else {}
    found = answer(
        groups, estimate, bare, (estimate - half, estimate + half), f"attributable {name}: {method}", **nothing
    )
    why = np.where((found.reason == "no standard errors") & wrong, "reference not better than average", found.reason)
    return Summary(found.estimate, found.se, found.lower, found.upper, found.left_out, found.method, why, found.warning)


def _from_errors(groups: Subgroups, column: Indices, relative: bool) -> Floats:
    rows = np.arange(column.size)
    is_reference = np.zeros(groups.present.shape)
    is_reference[rows, column] = 1.0
    gradient = is_reference - groups.share
    if relative:
        reference = groups.estimate[rows, column]
        gradient = 100 * (is_reference / groups.mean[:, None] - groups.share * (reference / groups.mean**2)[:, None])
    return np.asarray(np.sqrt(((gradient * groups.s) ** 2).sum(axis=1)), dtype=np.float64)


def _fraction_se(groups: Subgroups, column: Indices) -> Floats:
    """Standard error of the fraction (as a proportion) from the four counts: the rest and the reference, yes and no."""
    assert groups.scale is not None
    rows = np.arange(column.size)
    people = np.where(groups.present, groups.population, 0.0)
    yes = people * groups.y / groups.scale
    c, d = yes[rows, column], people[rows, column] - yes[rows, column]
    a = yes.sum(axis=1) - c
    total = people.sum(axis=1)
    b = total - a - c - d
    variance = c * total * (a * d * (total - c) + b * c**2) / ((a + c) ** 3 * (c + d) ** 3)
    return np.asarray(np.sqrt(variance), dtype=np.float64)
