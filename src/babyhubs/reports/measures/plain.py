"""Rates, proportions, means, ratios, differences: a row a figure, or with `by` a group a figure."""

from collections.abc import Callable
from functools import partial

import numpy as np
import polars as pl

from babyhubs.reports.measures.columns import MADE, with_interval
from babyhubs.reports.measures.table import Table
from babyhubs.statistics import comparisons, means, proportions, rates
from babyhubs.statistics.interval import Floats, Interval, floats

Measure = Callable[..., Interval]
COMPARED: dict[tuple[str, bool], Measure] = {
    ("rate", False): comparisons.rate_ratio,
    ("rate", True): comparisons.rate_difference,
    ("proportion", False): comparisons.proportion_ratio,
    ("proportion", True): comparisons.proportion_difference,
}


def rate(
    table: Table, *, by: tuple[str, ...], level: float, two_levels: bool, multiplier: float, limits: rates.Limits
) -> pl.DataFrame:
    """numerator events over denominator exposure, per multiplier."""
    frame, (events, exposure) = summed(table, ("numerator", "denominator"), by)
    return _levelled(frame, partial(rates.rate, events, exposure, multiplier, limits=limits), level, two_levels)


def proportion(
    table: Table, *, by: tuple[str, ...], level: float, two_levels: bool, multiplier: float, exact: bool
) -> pl.DataFrame:
    """numerator people among denominator people, times multiplier."""
    frame, (x, n) = summed(table, ("numerator", "denominator"), by)
    not_above(table, "numerator", "denominator")
    method = proportions.clopper_pearson if exact else proportions.wilson
    return _levelled(frame, partial(method, x, n, multiplier=multiplier), level, two_levels)


def mean(table: Table, *, by: tuple[str, ...], level: float, two_levels: bool) -> pl.DataFrame:
    """The mean of value in each group, one row a group; missing values are counted in `missing`."""
    index, keys = table.groups(by)
    n, average, sd, missing = means.grouped_moments(table.numbers("value"), index, keys.height)
    frame = keys.with_columns(pl.Series("n", n.astype(np.int64)), pl.Series("missing", missing.astype(np.int64)))
    return _levelled(frame, partial(means.mean, n, average, sd), level, two_levels)


def compared(
    table: Table, *, kind: str, difference: bool, by: tuple[str, ...], level: float, two_levels: bool, multiplier: float
) -> pl.DataFrame:
    """A group's figure over (or minus) its reference's."""
    names = ("numerator", "denominator", "reference_numerator", "reference_denominator")
    frame, counts = summed(table, names, by)
    if kind == "proportion":
        not_above(table, "numerator", "denominator")
        not_above(table, "reference_numerator", "reference_denominator")
    measure = COMPARED[kind, difference]
    if difference:
        measure = partial(measure, multiplier=multiplier)
    return _levelled(frame, partial(measure, *counts), level, two_levels)


def summed(table: Table, names: tuple[str, ...], by: tuple[str, ...]) -> tuple[pl.DataFrame, list[Floats]]:
    """Columns of counts, each row by itself, or added up by group: one group is a group, too.

    A blank cell makes its whole group blank: a sum over what is known only would be read as the group's.
    """
    values = [table.numbers(name, least=0) for name in names]
    if not by:
        return table.without_clash(*MADE), values
    index, keys = table.groups(by)
    sums = [floats(np.bincount(index, weights=column, minlength=keys.height)) for column in values]
    added = {name: pl.Series(one).fill_nan(None) for name, one in zip(names, sums, strict=True)}
    return keys.with_columns(series.alias(name) for name, series in added.items()), sums


def not_above(table: Table, part: str, whole: str) -> None:
    """Refuse a row whose part is larger than its whole."""
    x, n = table.numbers(part), table.numbers(whole)
    table.refuse_rows(part, x > n, f"is larger than the {whole} of its row")


def _levelled(frame: pl.DataFrame, measure: Measure, level: float, two_levels: bool) -> pl.DataFrame:
    if two_levels:
        return with_interval(frame, measure(level=0.95), measure(level=0.998))
    return with_interval(frame, measure(level=level))
