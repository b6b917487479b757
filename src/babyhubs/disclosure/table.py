"""One table on its way out: counts suppressed or rounded, shares worked out again from the rounded counts.

A percentage beside a denominator gives the numerator away, and so does an interval whose middle is the percentage.
Shares therefore come from the rounded counts, the limits keep their distances to the estimate and are cut to whole
per cent, and whatever else the row says goes blank with a suppressed count. The complement is a count of people too: 97 of
100 shows three who did not come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from babyhubs.disclosure.counts import Flags, Floats, is_small, rounded
from babyhubs.disclosure.profiles import Profile

SMALL = "small count"


@dataclass(frozen=True)
class Share:
    """An estimate that is a share of `denominator`, 0 to 1, with limits."""

    denominator: str
    estimate: str
    lower: str
    upper: str


@dataclass(frozen=True)
class TableSpec:
    """What each column of a table is.

    people:   counts of people: 1 to 7 is suppressed, with everything in `blank_with`; the rest is rounded.
    within:   (part, whole) pairs of people columns whose difference is a count of people too.
    shares:   shares of a count of people.
    rounded_people: estimates of numbers of people (a shortfall): rounded, never suppressed by their own size.
    digits:   other figures and the significant digits that they keep.
    blank_with: columns emptied with a suppressed row (shares and digits columns are always).
    """

    people: Sequence[str]
    within: Sequence[tuple[str, str]] = ()
    shares: Sequence[Share] = ()
    rounded_people: Sequence[str] = ()
    digits: dict[str, int] = field(default_factory=dict)
    blank_with: Sequence[str] = ()


def protect(table: pl.DataFrame, spec: TableSpec, profile: Profile) -> pl.DataFrame:
    """The table as it may leave, with a column `protection`: "" or "small count". Rows and order stay."""
    if profile.name == "internal":
        return table.with_columns(protection=pl.lit(""))
    exact = {name: _numbers(table, name) for name in spec.people}
    hidden = {name: is_small(values, profile) for name, values in exact.items()}
    for part, whole in spec.within:
        hidden[part] = hidden[part] | is_small(exact[whole] - exact[part], profile) & (exact[part] > 0)
    any_hidden = np.any(np.vstack(list(hidden.values())), axis=0)
    shown = {name: np.where(hidden[name], np.nan, rounded(values, profile)) for name, values in exact.items()}
    columns = {name: _whole(values) for name, values in shown.items()}
    for share in spec.shares:
        columns |= _share(table, share, profile, any_hidden)
    for name in spec.rounded_people:
        columns[name] = _whole(np.where(any_hidden, np.nan, rounded(_numbers(table, name), profile)))
    for name, digits in spec.digits.items():
        columns[name] = pl.Series(_significant(np.where(any_hidden, np.nan, _numbers(table, name)), digits)).fill_nan(
            None
        )
    mask = pl.Series(any_hidden)
    blanked = [
        pl.when(mask).then(pl.lit(None, table.schema[name])).otherwise(pl.col(name)).alias(name)
        for name in spec.blank_with
    ]
    return table.with_columns(
        *[series.alias(name) for name, series in columns.items()],
        *blanked,
        pl.when(mask).then(pl.lit(SMALL)).otherwise(pl.lit("")).alias("protection"),
    )


def _share(table: pl.DataFrame, share: Share, profile: Profile, hidden: Flags) -> dict[str, pl.Series]:
    """Estimate from the rounded counts; limits moved by as much, then to whole per cent."""
    whole = _numbers(table, share.denominator)
    estimate = _numbers(table, share.estimate)
    shown_whole = rounded(whole, profile)
    with np.errstate(divide="ignore", invalid="ignore"):
        again = np.where(shown_whole > 0, rounded(estimate * whole, profile) / shown_whole, np.nan)
    again = np.clip(np.where(hidden, np.nan, again), 0.0, 1.0)
    moved = again - estimate
    columns = {share.estimate: again}
    for name in (share.lower, share.upper):
        columns[name] = np.clip(np.floor((_numbers(table, name) + moved) * 100 + 0.5) / 100, 0.0, 1.0)
    columns[share.lower] = np.minimum(columns[share.lower], again)
    columns[share.upper] = np.maximum(columns[share.upper], again)
    return {name: pl.Series(np.round(values, 4)).fill_nan(None) for name, values in columns.items()}


def _numbers(table: pl.DataFrame, name: str) -> Floats:
    return table[name].cast(pl.Float64).fill_null(np.nan).to_numpy().copy()


def _whole(values: Floats) -> pl.Series:
    return pl.Series(values).fill_nan(None).cast(pl.Int64)


def _significant(values: Floats, digits: int) -> Floats:
    """Rounded to significant digits; the same on every machine, as it goes through decimal text."""
    return np.array([float(f"{value:.{digits}g}") if np.isfinite(value) else np.nan for value in values])
