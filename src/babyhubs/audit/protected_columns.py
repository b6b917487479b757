"""Columns of a table on its way out: to arrays, protected, and back."""

import numpy as np
import polars as pl

from babyhubs.audit.coarse import Coarse, Flags
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.table import SMALL
from babyhubs.statistics.interval import Floats


def numbers(table: pl.DataFrame, name: str) -> Floats:
    """A column as floats, NaN where null."""
    return table[name].cast(pl.Float64).fill_null(np.nan).to_numpy().copy()


def whole(values: Floats) -> pl.Series:
    """Floats as whole numbers, null where NaN."""
    return pl.Series(values, dtype=pl.Float64).fill_nan(None).cast(pl.Int64)


def decimals(values: Floats, places: int) -> pl.Series:
    """Floats rounded, null where NaN."""
    return pl.Series(np.round(values, places), dtype=pl.Float64).fill_nan(None)


def counts(table: pl.DataFrame, names: tuple[str, ...], hidden: Flags, profile: Profile) -> dict[str, pl.Series]:
    """Count columns, rounded; a small one is hidden, and so is `events` in every hidden row."""
    shown = {}
    for name in names:
        exact = numbers(table, name)
        gone = is_small(exact, profile) | (hidden & (name == "events"))
        shown[name] = whole(np.where(gone, np.nan, rounded(exact, profile)))
    return shown


def figures(found: Coarse, places: int = 4) -> dict[str, pl.Series]:
    """Estimate, standard error and limits as columns."""
    return {name: decimals(getattr(found, name), places) for name in ("estimate", "se", "lower", "upper")}


def without(column: pl.Series, gone: Flags) -> pl.Series:
    """A column with some rows taken out."""
    return pl.select(pl.when(~pl.Series(gone)).then(column)).to_series()


def protection(hidden: Flags) -> pl.Series:
    """The column that says so."""
    return pl.Series("protection", np.where(hidden, SMALL, ""), dtype=pl.String)
