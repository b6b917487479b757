"""Trends of hubs as two tables: the points of the charts, and a row a hub with its step and status."""

import numpy as np
import polars as pl

from babyhubs.errors import InputError
from babyhubs.evaluation.hub_trend import HubTrend, hub_trend
from babyhubs.reports.measures.table import Table
from babyhubs.statistics.interval import floats


def trends(table: Table, share: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Columns hub, month, events, exposure, and start (blank or -1 for a hub that did not change). Points and summaries."""
    hubs = [name or "" for name in table.texts("hub")]
    month, events, exposure = (
        table.numbers(name, least) for name, least in (("month", None), ("events", 0), ("exposure", 0))
    )
    start = table.numbers("start") if table.has("start") else np.full(len(hubs), np.nan)
    points, summaries = [], []
    for hub in dict.fromkeys(hubs):
        rows = np.flatnonzero([name == hub for name in hubs])
        rows = rows[np.argsort(month[rows], kind="stable")]
        if np.unique(month[rows]).size < rows.size:
            raise InputError(
                f"Hub {hub} has a month twice.", where=table.where, remedy="Add the rows of a month up first."
            )
        begun = start[rows][0] if rows.size else np.nan
        when = int(begun) if np.isfinite(begun) and begun >= 0 else None
        found = hub_trend(month[rows], events[rows], exposure[rows], when, share=share)
        points.append(_points(hub, month[rows], found))
        summaries.append(_summary(hub, when, found))
    return pl.concat(points), pl.DataFrame(summaries, infer_schema_length=None)


def _points(hub: str, month: np.ndarray[tuple[int, ...], np.dtype[np.float64]], found: HubTrend) -> pl.DataFrame:
    chart = found.chart
    fitted = np.full(month.size, np.nan) if found.fitted is None else found.fitted.fitted
    return pl.DataFrame(
        {
            "hub": [hub] * month.size, "month": month, "value": chart.value, "centre": chart.centre, "lower": chart.lower,
            "upper": chart.upper, "stretch": chart.segment + 1, "signal": found.causes.rule, "side": found.causes.side,
            "fitted_events": floats(fitted),
        }
    ).fill_nan(None)  # fmt: skip


def _summary(hub: str, start: int | None, found: HubTrend) -> dict[str, object]:
    ratio = found.fitted.ratio("step") if found.fitted else (None, None, None)
    trend = found.fitted.ratio("trend")[0] if found.fitted else None
    return {
        "hub": hub, "start": start, "step_ratio": ratio[0], "lower": ratio[1], "upper": ratio[2], "trend_a_month": trend,
        "dispersion": _finite(found.fitted.dispersion) if found.fitted else None,
        "autocorrelation": _finite(found.fitted.autocorrelation) if found.fitted else None,
        "method": found.chart.method + (", segmented quasi-Poisson, Newey-West" if found.fitted else ""),
        "status": found.status, "why": found.why,
    }  # fmt: skip


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None
