"""The measures table: every figure of every group, beside the same figure of all others."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit.attributes import UNKNOWN, UNKNOWN_LABEL
from babyhubs.audit.counts import ALL, RETURN_WINDOWS, Counts
from babyhubs.audit.figures import Followed, followed, returns
from babyhubs.audit.rule import Rule
from babyhubs.audit.window import DAYS_PER_MONTH, Window
from babyhubs.statistics import proportions, repeated, survival
from babyhubs.statistics.interval import Floats, Interval

REACH, INTENSITY, AGE_AT_HALF = "reach", "intensity", "age_at_half"
OTHERS = "all others whose group is known"
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
    events = own.first_visits[:, : at + 1].sum(axis=1)
    columns: dict[str, Any] = {
        "eligible": own.sums["m"],
        "families": own.sums["cohort_families"],
        "events": events,
        "estimate": estimate,
        "lower": curve.lower[:, at],
        "upper": curve.upper[:, at],
        "reason": np.where(
            np.isnan(estimate), np.where(own.sums["m"] == 0, "no babies", "nobody followed that long"), ""
        ),
    }
    if compared:
        rest = own.others().curve()
        reference, reference_se = rest.incidence[:, at], rest.se[:, at]
        ratio, low, high, p = survival.ratio(estimate, se, reference, reference_se)
        yearly = own.sums["cohort_families"] / window.years
        half = 1.959963984540054 * np.sqrt(se**2 + reference_se**2)
        gap = reference - estimate
        columns |= {
            "compared_with": OTHERS,
            "ratio": ratio,
            "ratio_lower": low,
            "ratio_upper": high,
            "p_value": p,
            "shortfall_families": yearly * gap,
            "shortfall_lower": yearly * (gap - half),
            "shortfall_upper": yearly * (gap + half),
            "shortfall_best": yearly * (_best(own, estimate) - estimate),
        }
    return _as_rows(REACH, survival.METHOD, columns)


def _best(own: Followed, estimate: Floats) -> float:
    large = (own.sums["m"] >= LEAST_FOR_BEST) & np.array([group != UNKNOWN for group in own.groups])
    return float(np.nanmax(estimate[large])) if np.isfinite(estimate[large]).any() else float("nan")


def _intensity(own: Followed, compared: bool) -> list[dict[str, Any]]:
    sums = own.family_sums()
    per_100_months = 100 * DAYS_PER_MONTH
    rate = repeated.rate(sums, per_100_months)
    columns: dict[str, Any] = _interval(rate) | {
        "families": own.sums["families"],
        "events": own.sums["y"],
        "person_months": own.sums["t"] / DAYS_PER_MONTH,
    }
    if compared:
        rest = own.others().family_sums()
        ratio, low, high, p = _log_ratio(rate, repeated.log_rate_variance(sums), rest)
        columns |= {"compared_with": OTHERS, "ratio": ratio, "ratio_lower": low, "ratio_upper": high, "p_value": p}
    return _as_rows(INTENSITY, rate.method, columns)


def _log_ratio(
    rate: Interval, log_variance: Floats, rest: repeated.FamilySums
) -> tuple[Floats, Floats, Floats, Floats]:
    other = repeated.rate(rest, 100 * DAYS_PER_MONTH)
    other_variance = repeated.log_rate_variance(rest)
    # survival.ratio works on estimates with plain standard errors; on the log scale se = estimate x sd(log)
    return survival.ratio(
        rate.estimate, rate.estimate * np.sqrt(log_variance), other.estimate, other.estimate * np.sqrt(other_variance)
    )


def _continuation(counts: Counts, attribute: str, own: Followed, days: int, compared: bool) -> list[dict[str, Any]]:
    n, x = returns(counts, attribute, own.groups, days)
    share = proportions.wilson(x, n)
    columns: dict[str, Any] = _interval(share) | {"eligible": n, "events": x}
    if compared:
        known = np.array([group != UNKNOWN for group in own.groups])
        rest = proportions.wilson((x * known).sum() - x * known, (n * known).sum() - n * known)
        se, rest_se = (
            _binomial_se(one.estimate, size) for one, size in ((share, n), (rest, (n * known).sum() - n * known))
        )
        ratio, low, high, p = survival.ratio(share.estimate, se, rest.estimate, rest_se)
        columns |= {"compared_with": OTHERS, "ratio": ratio, "ratio_lower": low, "ratio_upper": high, "p_value": p}
    return _as_rows(f"continuation_{days}", share.method, columns)


def _binomial_se(share: Floats, n: Floats) -> Floats:
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
    whole = {"eligible", "families", "events"}

    def value(name: str, row: int) -> Any:
        cell = columns[name] if isinstance(columns[name], str) else columns[name][row]
        if isinstance(cell, str):
            return str(cell)
        if not np.isfinite(cell):
            return None
        return int(cell) if name in whole else float(cell)

    return [
        {"measure": measure, "method": method} | {name: value(name, row) for name in columns} for row in range(size)
    ]
