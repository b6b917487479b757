"""The measures table: every figure of every group, beside the same figure of all others."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit.attributes import UNKNOWN, UNKNOWN_LABEL
from babyhubs.audit.counts import ALL, RETURN_WINDOWS, Counts
from babyhubs.audit.figures import Followed, followed, returns
from babyhubs.audit.rule import Rule
from babyhubs.audit.window import DAYS_PER_MONTH, Window
from babyhubs.statistics import proportions, repeated, survival, two_intervals
from babyhubs.statistics.interval import Floats, Interval
from babyhubs.statistics.two_intervals import Limits

REACH, INTENSITY, AGE_AT_HALF = "reach", "intensity", "age_at_half"
OTHERS = "all others whose group is known"
PER_100_MONTHS = 100 * DAYS_PER_MONTH  # child-days in the unit of intensity
WHOLE = {"eligible", "families", "events", "others_eligible", "others_families", "others_events"}
LEAST_FOR_BEST = 100  # babies: a smaller group may be "best" by luck


def groups_of(attribute: str, counts: Counts, labels: Mapping[str, str], known_beforehand: bool) -> tuple[str, ...]:
    """Groups in the report's order: declared ones first, then those found, then unknown, which is never left out."""
    found = counts.families.filter(pl.col("attribute") == attribute)["group"].to_list()
    declared = list(labels) if known_beforehand else [group for group in labels if group in found]
    rest = sorted(group for group in found if group not in declared and group != UNKNOWN)
    return (*declared, *rest, UNKNOWN)


def rows(
    view: str,
    attribute: str,
    groups: tuple[str, ...],
    labels: Mapping[str, str],
    counts: Counts,
    rule: Rule,
    window: Window,
) -> list[dict[str, Any]]:
    """Every measure of one attribute in one view."""
    own = followed(counts, attribute, groups, rule)
    base = [
        {
            "view": view,
            "attribute": attribute,
            "group": group,
            "group_label": UNKNOWN_LABEL if group == UNKNOWN else labels.get(group, group),
            "group_order": order,
        }
        for order, group in enumerate(groups)
    ]
    compared = attribute != ALL
    figures = [
        _reach(own, rule, window, compared),
        _intensity(own, compared),
        *(_continuation(counts, attribute, own, days, compared) for days in RETURN_WINDOWS),
        _age_at_half(own, compared),
    ]
    return [identity | row for figure in figures for identity, row in zip(base, figure, strict=True)]


def horizon_column(own: Followed, rule: Rule) -> int:
    """The column of the day before the horizon: reach "by day 182" counts visits on days of age up to 181."""
    return rule.horizon_days - rule.youngest_days - 1


def _reach(own: Followed, rule: Rule, window: Window, compared: bool) -> list[dict[str, Any]]:
    at = horizon_column(own, rule)
    curve = own.curve()
    estimate, se = curve.incidence[:, at], curve.se[:, at]
    columns: dict[str, Any] = {
        "eligible": own.sums["m"],
        "families": own.sums["cohort_families"],
        "events": own.first_visits[:, : at + 1].sum(axis=1),
        "estimate": estimate,
        "se": se,
        "lower": curve.lower[:, at],
        "upper": curve.upper[:, at],
        "reason": np.where(
            np.isnan(estimate), np.where(own.sums["m"] == 0, "no babies", "nobody followed that long"), ""
        ),
    }
    if compared:
        others = own.others()
        rest = others.curve()
        own_limits = (estimate, columns["lower"], columns["upper"])
        reference = (rest.incidence[:, at], rest.lower[:, at], rest.upper[:, at])
        columns |= {
            "others_eligible": others.sums["m"],
            "others_families": others.sums["cohort_families"],
            "others_events": others.first_visits[:, : at + 1].sum(axis=1),
            "others_estimate": reference[0],
            "others_se": rest.se[:, at],
        }
        columns |= comparison(own_limits, reference)
        columns |= shortfall(own_limits, reference, columns["families"] / window.years)
        best = best_reached(estimate, own.sums["m"], own.groups)
        columns["shortfall_best"] = columns["families"] / window.years * (best - estimate)
    return _as_rows(REACH, survival.METHOD, columns)


def comparison(own: Limits, others: Limits) -> dict[str, Floats | str]:
    """Ratio of two shares with limits and p-value; each is given with its limits.

    A group of which nobody came has the ratio 0. Its upper limit is that of its share over the others' share, and its
    p-value is that at which the upper limit would just touch the others' share (the exact binomial).
    """
    ratio, low, high, p = two_intervals.ratio(own, others)
    estimate, _, upper = (np.asarray(values, dtype=np.float64) for values in own)
    reference = np.asarray(others[0], dtype=np.float64)
    nobody = (estimate == 0) & (reference > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        # upper = 1 - 0.025 ** (1 / n) holds the number of babies that the limit rests on
        followed_babies = np.log(0.025) / np.log1p(-np.where(nobody, upper, np.nan))
        exact = np.minimum(2 * np.exp(followed_babies * np.log1p(-reference)), 1.0)
        high = np.where(nobody, upper / reference, high)
    return {
        "compared_with": OTHERS,
        "ratio": np.where(nobody, 0.0, ratio),
        "ratio_lower": np.where(nobody, 0.0, low),
        "ratio_upper": high,
        "p_value": np.where(nobody, exact, p),
    }


def shortfall(own: Limits, others: Limits, families_a_year: Floats) -> dict[str, Floats]:
    """Families a year who would have to come for the group to be reached like all others."""
    gap, low, high = two_intervals.difference(others, own)
    return {
        "shortfall_families": families_a_year * gap,
        "shortfall_lower": families_a_year * low,
        "shortfall_upper": families_a_year * high,
    }


def best_reached(estimate: Floats, babies: Floats, groups: Sequence[str]) -> float:
    """The reach of the best-reached group that is not small."""
    large = (babies >= LEAST_FOR_BEST) & np.array([group != UNKNOWN for group in groups]) & np.isfinite(estimate)
    return float(estimate[large].max()) if large.any() else float("nan")


def _intensity(own: Followed, compared: bool) -> list[dict[str, Any]]:
    sums = own.family_sums()
    rate = repeated.rate(sums, PER_100_MONTHS)
    se = rate.estimate * np.sqrt(repeated.log_rate_variance(sums))
    columns: dict[str, Any] = _interval(rate) | {
        "families": own.sums["families"],
        "events": own.sums["y"],
        "person_months": own.sums["t"] / DAYS_PER_MONTH,
        "se": se,
    }
    if compared:
        rest = own.others().family_sums()
        other = repeated.rate(rest, PER_100_MONTHS)
        other_se = other.estimate * np.sqrt(repeated.log_rate_variance(rest))
        columns |= {
            "others_families": rest.families,
            "others_events": rest.y,
            "others_person_months": rest.t / DAYS_PER_MONTH,
            "others_estimate": other.estimate,
            "others_se": other_se,
        }
        columns |= rate_comparison(rate.estimate, se, other.estimate, other_se)
    return _as_rows(INTENSITY, rate.method, columns)


def rate_comparison(estimate: Floats, se: Floats, reference: Floats, reference_se: Floats) -> dict[str, Floats | str]:
    """Ratio of two rates, null where either is zero. The se of a rate is the rate times that of its logarithm."""
    ratio, low, high, p = survival.ratio(estimate, se, reference, reference_se)
    return {"compared_with": OTHERS, "ratio": ratio, "ratio_lower": low, "ratio_upper": high, "p_value": p}


def _continuation(counts: Counts, attribute: str, own: Followed, days: int, compared: bool) -> list[dict[str, Any]]:
    """Twins come again together: the sample is as large as the families behind it (the design effect of reach)."""
    n, x = returns(counts, attribute, own.groups, days)
    share = proportions.wilson(x / own.design_effect, n / own.design_effect)
    se = binomial_se(share.estimate, n / own.design_effect)
    columns: dict[str, Any] = _interval(share) | {"eligible": n, "events": x, "se": se}
    if compared:
        known = np.array([group != UNKNOWN for group in own.groups])
        rest_n, rest_x = (n * known).sum() - n * known, (x * known).sum() - x * known
        effect = own.others().design_effect
        rest = proportions.wilson(rest_x / effect, rest_n / effect)
        rest_se = binomial_se(rest.estimate, rest_n / effect)
        columns |= {
            "others_eligible": rest_n,
            "others_events": rest_x,
            "others_estimate": rest.estimate,
            "others_se": rest_se,
        }
        columns |= comparison((share.estimate, share.lower, share.upper), (rest.estimate, rest.lower, rest.upper))
    return _as_rows(f"continuation_{days}", share.method, columns)


def binomial_se(share: Floats, n: Floats) -> Floats:
    """Standard error of a share of n; NaN without any."""
    return np.asarray(np.sqrt(share * (1 - share) / np.where(n > 0, n, np.nan)), dtype=np.float64)


def _age_at_half(own: Followed, compared: bool) -> list[dict[str, Any]]:
    age, low, high = survival.age_at_share(own.curve(), own.days, 0.5)
    columns = {
        "eligible": own.sums["m"],
        "families": own.sums["cohort_families"],
        "estimate": age,
        "lower": low,
        "upper": high,
        "reason": np.where(np.isnan(age), "half were not reached", ""),
    }
    return _as_rows(AGE_AT_HALF, "first day on which the reach curve is at one half", columns)


def _interval(interval: Interval) -> dict[str, Any]:
    return {
        "estimate": interval.estimate,
        "lower": interval.lower,
        "upper": interval.upper,
        "reason": interval.reason,
    }


def _as_rows(measure: str, method: str, columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Arrays to rows; a figure that is not finite becomes null, a count a whole number."""
    size = len(columns["estimate"])

    def value(name: str, row: int) -> Any:
        cell = columns[name] if isinstance(columns[name], str) else columns[name][row]
        if isinstance(cell, str):
            return str(cell)
        if not np.isfinite(cell):
            return None
        return int(cell) if name in WHOLE else float(cell)

    return [
        {"measure": measure, "method": method} | {name: value(name, row) for name in columns} for row in range(size)
    ]
