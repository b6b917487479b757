"""Arrays back to columns, under one set of names for all measures."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from babyhubs.statistics.interval import Floats, Interval, Texts

MADE = ("estimate", "lower", "upper", "lower_998", "upper_998", "method", "reason", "warning")


def figures(values: Floats) -> pl.Series:
    """Numbers, null where there is none."""
    return pl.Series(np.asarray(values, dtype=np.float64)).fill_nan(None)


def words(values: Texts | str, size: int) -> pl.Series:
    """Texts, one for every row."""
    return pl.Series(np.broadcast_to(np.asarray(values, dtype=np.str_), (size,)).tolist(), dtype=pl.String)


def with_interval(frame: pl.DataFrame, found: Interval, wider: Interval | None = None) -> pl.DataFrame:
    """The frame with estimate, lower, upper, method, reason and warning; limits at 99.8% beside, where they are given."""
    size = frame.height
    columns: dict[str, pl.Series] = {
        "estimate": figures(found.estimate),
        "lower": figures(found.lower),
        "upper": figures(found.upper),
    }
    if wider is not None:
        columns |= {"lower_998": figures(wider.lower), "upper_998": figures(wider.upper)}
    columns |= {
        "method": words(found.method, size),
        "reason": words(found.reason, size),
        "warning": words(found.warning, size),
    }
    return with_columns(frame, columns)


def with_columns(frame: pl.DataFrame, columns: Mapping[str, pl.Series]) -> pl.DataFrame:
    """The frame with more columns."""
    return frame.with_columns(series.alias(name) for name, series in columns.items())
