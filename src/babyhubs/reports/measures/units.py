"""Units side by side: funnels, over-dispersion, cells read together."""

from typing import Literal

import numpy as np
import polars as pl

from babyhubs.errors import InputError
from babyhubs.reports.measures.columns import figures, with_columns, with_interval, words
from babyhubs.reports.measures.plain import not_above
from babyhubs.reports.measures.table import Table
from babyhubs.statistics import funnels, intersections, overdispersion
from babyhubs.statistics.interval import Floats

Kind = Literal["proportion", "rate", "ratio"]


def funnel(
    table: Table, *, kind: Kind, by: tuple[str, ...], multiplier: float, baseline: float | None, adjust: bool
) -> pl.DataFrame:
    """Every unit with its figure, the lines at its size and its flag; with `by` a funnel for each group.

    estimate: the unit's figure; lower, upper: the 95% lines; lower_998, upper_998: the 99.8% lines. adjust: lines widened for over-dispersion.
    """
    lines = ("lower", "upper", "lower_998", "upper_998")
    frame = table.without_clash("estimate", "baseline", *lines, "flag", "method", "reason")
    x, n = table.numbers("numerator", least=0), table.numbers("denominator", least=0)
    if kind == "proportion":
        not_above(table, "numerator", "denominator")
    index, keys = table.groups(by)
    made: dict[str, Floats] = {name: np.full(x.size, np.nan) for name in ("estimate", "baseline", *lines)}
    flag, why = np.full(x.size, "", dtype="<U9"), np.full(x.size, "", dtype="<U40")
    method = ""
    for group in range(keys.height):
        own = index == group
        found = _funnel(kind, x[own], n[own], baseline, multiplier)
        method = found.method
        parts = (found.value, found.baseline, found.lower_95, found.upper_95, found.lower_998, found.upper_998)
        for name, values in zip(made, parts, strict=True):
            made[name][own] = values
        flag[own], why[own] = found.flag, found.reason
        if adjust:
            _widened(kind, x[own], n[own], made, own, flag, multiplier)
    if adjust:
        method += ", widened for over-dispersion (winsorised, DerSimonian-Laird)"
    columns = {name: figures(values) for name, values in made.items()}
    columns |= {"flag": words(flag, x.size), "method": words(method, x.size), "reason": words(why, x.size)}
    return with_columns(frame, columns)


def dispersion(
    table: Table, *, kind: Kind, by: tuple[str, ...], trim: overdispersion.Trim, scale: overdispersion.Scale
) -> pl.DataFrame:
    """One row a group: phi, tau squared, and how many units they rest on."""
    x, n = table.numbers("numerator", least=0), table.numbers("denominator", least=0)
    if kind == "proportion":
        not_above(table, "numerator", "denominator")
        scale = "arcsine"
    index, keys = table.groups(by)
    rows = []
    for group in range(keys.height):
        own = index == group
        gap, spread, baseline = _scores(kind, x[own], n[own], scale)
        found = overdispersion.overdispersion(gap, spread, trim)
        enough = found.used >= 2
        rows.append(
            {
                "units": int(own.sum()),
                "used": found.used,
                "phi": found.phi if enough else None,
                "tau2": found.tau2 if enough else None,
                "method": f"{scale} scale, {trim}, about {baseline:.6g}",
                "reason": "" if enough else "fewer than two units",
            }
        )
    return pl.concat([keys, pl.DataFrame(rows)], how="horizontal")


def shrink(
    table: Table, *, kind: Literal["proportion", "rate"], by: tuple[str, ...], multiplier: float, level: float
) -> tuple[pl.DataFrame, dict[str, float]]:
    """Every cell with its shrunken figure, its plain one and what its margins say; and how much lies beyond the margins."""
    if len(by) < 2:
        raise InputError(
            "Cells are named by two groups or more.",
            where="option --by",
            remedy="Say for instance --by hub --by ethnic_group.",
        )
    frame = table.without_clash("estimate", "lower", "upper", "method", "reason", "warning", "plain", "margins_alone")
    x, n = table.numbers("numerator", least=0), table.numbers("denominator", least=0)
    if kind == "proportion":
        not_above(table, "numerator", "denominator")
    codes = np.stack([table.groups((name,))[0] for name in by], axis=1)
    try:
        found = intersections.shrink(x, n, codes, kind=kind, multiplier=multiplier, level=level)
    except ValueError as error:
        raise InputError(f"Cannot read these cells together: {error}.", where=table.where) from error
    frame = with_interval(frame, found.interval)
    frame = with_columns(frame, {"plain": figures(found.plain), "margins_alone": figures(found.additive)})
    return frame, {
        "variance between cells": found.null_variance,
        "beyond the margins": found.variance,
        "share of all variation that lies between cells": found.vpc,
        "share of it beyond the margins": found.beyond_margins,
        "p-value of nothing beyond the margins": found.p_value,
    }


def _funnel(kind: Kind, x: Floats, n: Floats, baseline: float | None, multiplier: float) -> funnels.Funnel:
    if kind == "proportion":
        return funnels.proportions(x, n, baseline, multiplier)
    if kind == "rate":
        return funnels.rates(x, n, baseline, multiplier)
    return funnels.ratios(x, n, multiplier)


def _scores(kind: Kind, x: Floats, n: Floats, scale: overdispersion.Scale) -> tuple[Floats, Floats, float]:
    known = np.isfinite(x) & np.isfinite(n)
    total = float(n[known].sum())
    baseline = float(x[known].sum()) / total if total > 0 and kind != "ratio" else 1.0
    if kind == "rate":  # events against those that the common rate leads one to expect
        return (*overdispersion.z_scores(x, n * baseline, scale)[:2], baseline)
    return (*overdispersion.z_scores(x, n, scale, baseline)[:2], baseline)


def _widened(
    kind: Kind, x: Floats, n: Floats, made: dict[str, Floats], own: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    flag: np.ndarray[tuple[int, ...], np.dtype[np.str_]], multiplier: float,
) -> None:  # fmt: skip
    scale: overdispersion.Scale = "arcsine" if kind == "proportion" else "square root"
    gap, spread, baseline = _scores(kind, x, n, scale)
    tau2 = overdispersion.overdispersion(gap, spread).tau2
    tau2 = 0.0 if np.isnan(tau2) else tau2
    middle = 1.0 if kind == "rate" else baseline
    times = multiplier * (baseline if kind == "rate" else 1.0)
    for level, low, high in ((0.95, "lower", "upper"), (0.998, "lower_998", "upper_998")):
        below, above = overdispersion.adjusted_limits(spread, tau2, scale, middle, level)
        made[low][own], made[high][own] = times * below, times * above
    flag[own] = np.where(np.isfinite(gap), overdispersion.adjusted_flags(gap, spread, tau2), "")
