"""Figures over time: control charts, and incidence curves."""

import re
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from babyhubs.errors import InputError
from babyhubs.reports.measures.columns import figures, with_columns, words
from babyhubs.reports.measures.plain import not_above
from babyhubs.reports.measures.table import Table
from babyhubs.statistics import competing, control_charts, follow_up, runs, special_cause, survival
from babyhubs.statistics.control_charts import Chart
from babyhubs.statistics.interval import Indices

Kind = Literal["xmr", "p", "u", "c"]
MADE = ("estimate", "centre", "lower", "upper", "rule", "side", "assurance", "runs_signal", "method", "reason")


def spc(
    table: Table,
    *,
    kind: Kind,
    by: tuple[str, ...],
    screen: bool,
    baseline: int | None,
    target: float | None,
    higher_is_better: bool,
) -> pl.DataFrame:
    """Every point with centre, limits and rule, in order of time within its chart; `rebase` (1 on the first point of a new stretch)
    is a column of the table where there is one. A chart of its own for each group of `by`."""
    frame = table.without_clash(*MADE)
    index, keys = table.groups(by)
    order = np.lexsort((_days(table), index))
    rebase = np.zeros(order.size, dtype=bool)
    if table.has("rebase"):
        rebase = np.nan_to_num(table.numbers("rebase"))[order] == 1
    segment = control_charts.segments(index[order], rebase)
    chart = _chart(table, kind, order, segment, screen, baseline)
    marked = special_cause.special_cause(chart)
    moved = runs.runs(chart.value, segment)
    assured = np.full(keys.height, "", dtype="<U20")
    if target is not None:
        for group in range(keys.height):
            own = np.flatnonzero(index[order] == group)
            last = Chart(
                chart.value[own],
                chart.centre[own],
                chart.lower[own],
                chart.upper[own],
                chart.segment[own],
                chart.method,
            )
            assured[group] = special_cause.assurance(last, target, higher_is_better)
    reason = np.where(np.isfinite(chart.value), "", "missing value")
    if kind in {"p", "u"}:
        reason = np.where(table.numbers("denominator")[order] == 0, "no denominator", reason)
    columns = {
        "estimate": figures(chart.value),
        "centre": figures(chart.centre),
        "lower": figures(chart.lower),
        "upper": figures(chart.upper),
        "rule": words(marked.rule, order.size),
        "side": words(marked.side, order.size),
        "runs_signal": words(np.where(moved.shifted[segment], "middle has moved", ""), order.size),
        "assurance": words(assured[index[order]], order.size),
        "method": words(chart.method, order.size),
        "reason": words(reason, order.size),
    }
    return with_columns(frame[order.tolist()], columns)


def curves(table: Table, *, by: tuple[str, ...], level: float) -> pl.DataFrame:
    """Cumulative incidence at every time at which something happened: one row a group and time.

    exit and event (0 not seen to happen, 1 happened, 2 something else came first), and entry where people enter late.
    """
    index, keys = table.groups(by)
    ended, cause = table.numbers("exit"), table.numbers("event")
    started = table.numbers("entry") if table.has("entry") else np.zeros(ended.size)
    for name, values in (("exit", ended), ("event", cause), *((("entry", started),) if table.has("entry") else ())):
        table.refuse_rows(name, np.isnan(values), "has to be a number: every person needs one")
    table.refuse_rows(
        "event", ~np.isin(cause, (0, 1, 2)), "is not 0 (not seen), 1 (happened) or 2 (something else came first)"
    )
    table.refuse_rows("exit", started >= ended, "is not after the entry")
    sets = follow_up.risk_sets(started, ended, cause.astype(np.int64), index, keys.height, causes=2)
    rivals = bool(sets.events[1].any())
    curve = (
        competing.competing_incidence(sets.at_risk, sets.events[0], sets.events[1], level)
        if rivals
        else survival.cumulative_incidence(sets.at_risk, sets.events[0], level=level)
    )
    size = sets.times.size
    frame = keys[np.repeat(np.arange(keys.height), size).tolist()]
    ended_curve = np.isnan(curve.incidence).ravel()
    columns = {
        "time": figures(np.tile(sets.times, keys.height)),
        "at_risk": pl.Series(sets.at_risk.ravel().astype(np.int64)),
        "events": pl.Series(sets.events[0].ravel().astype(np.int64)),
        "competing": pl.Series(sets.events[1].ravel().astype(np.int64)),
        "estimate": figures(curve.incidence.ravel()),
        "lower": figures(curve.lower.ravel()),
        "upper": figures(curve.upper.ravel()),
        "method": words(competing.METHOD if rivals else survival.METHOD, frame.height),
        "reason": words(np.where(ended_curve, "nobody followed that long", ""), frame.height),
        "warning": words(np.broadcast_to(curve.warning, curve.incidence.shape).ravel(), frame.height),
    }
    frame = with_columns(frame, columns)
    happened = (sets.events.sum(axis=0) > 0).ravel() | ended_curve
    return frame.filter(pl.Series(happened))


def _chart(table: Table, kind: Kind, order: Indices, segment: Indices, screen: bool, baseline: int | None) -> Chart:
    if kind in {"xmr", "c"}:
        value = table.numbers("value", least=0.0 if kind == "c" else None)[order]
        if kind == "c":
            return control_charts.counts(value, segment, baseline=baseline)
        return control_charts.individuals(value, segment, screen=screen, baseline=baseline)
    x, n = (table.numbers(name, least=0)[order] for name in ("numerator", "denominator"))
    if kind == "p":
        not_above(table, "numerator", "denominator")
        return control_charts.proportions(x, n, segment, baseline=baseline)
    return control_charts.rates(x, n, segment, baseline=baseline)


def _days(table: Table) -> Indices:
    """The order of the points: ISO dates, months (2026-11) or plain numbers."""
    cells = table.texts("date")
    days = np.zeros(len(cells), dtype=np.int64)
    for place, cell in enumerate(cells):
        text = (cell or "").removesuffix(" 00:00:00").removesuffix(" 00:00:00.000000")
        try:
            if re.fullmatch(r"\d{1,6}", text):
                days[place] = int(text)
            else:
                days[place] = date.fromisoformat(
                    f"{text}-01" if re.fullmatch(r"\d{4}-\d{2}", text) else text
                ).toordinal()
        except ValueError as error:
            raise InputError(
                f"{cell!r} is not a date.",
                where=f"{table.where}, row {place + 2:,}, column {table.column('date')}",
                remedy="Write dates as 2026-11-24, months as 2026-11, or number the points.",
            ) from error
    return days
