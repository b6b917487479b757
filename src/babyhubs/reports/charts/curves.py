"""Reach by age: one line a group with its 95% band, named at its end."""

from typing import Any

import altair as alt
import polars as pl

from babyhubs.audit.attributes import UNKNOWN, UNKNOWN_LABEL
from babyhubs.reports import cells, phrases
from babyhubs.reports.charts import labels, palette
from babyhubs.reports.charts.drawing import INK, MUTED, Figure, Margins, draw

WIDTH, HEIGHT = 280, 270
MARGINS = Margins(left=40, right=128, top=26, bottom=46)
LABEL_GAP = 12.0  # in 100 babies: two lines of type


def reach_curves(curves: pl.DataFrame, attribute: str, label: str, ordered: bool, horizon: int) -> Figure | None:
    """The curves of one attribute at hubs, or None where nothing may be shown."""
    shown = curves.filter(
        (pl.col("view") == "hub") & (pl.col("attribute") == attribute) & pl.col("estimate").is_not_null()
    ).sort("group_order", "age_days")
    if shown.is_empty():
        return None
    groups = shown.group_by("group", "group_label", maintain_order=True).agg(
        pl.col("age_days").last(), pl.col("estimate").last()
    )
    names = groups["group_label"].to_list()
    known = [name for name in groups["group"] if name != UNKNOWN]
    colours = [*palette.colours(len(known), ordered), palette.UNKNOWN][: len(names)]
    dashes = [*(list(palette.DASHES[i % len(palette.DASHES)]) for i in range(len(known))), list(palette.UNKNOWN_DASH)]
    rows = [
        {"week": row["age_days"] / 7, "y": row["estimate"] * 100, "low": _times(row["lower"]), "high": _times(row["upper"]),
         "group": row["group_label"]}
        for row in shown.to_dicts()
    ]  # fmt: skip
    last_week = max(52, -(-int(shown["age_days"].cast(pl.Int64).to_numpy().max()) // 91) * 13)
    x = alt.X(
        "week:Q",
        scale=alt.Scale(domain=[0, last_week], nice=False),
        axis=alt.Axis(values=list(range(0, last_week + 1, 13)), title="Age in weeks", titleY=34, grid=False),
    )
    y_scale = alt.Scale(domain=[0, 100], nice=False)
    y = alt.Y(
        "y:Q", scale=y_scale, axis=alt.Axis(values=[0, 20, 40, 60, 80, 100], title=None, ticks=False, domain=False)
    )
    colour = alt.Color("group:N", scale=alt.Scale(domain=names, range=colours), legend=None)
    dash = alt.StrokeDash("group:N", scale=alt.Scale(domain=names, range=dashes[: len(names)]), legend=None)
    base = alt.Chart(alt.InlineData(values=rows))
    # the band of those whose group is not recorded would cover the others: it is in the table
    bands = alt.Chart(alt.InlineData(values=[row for row in rows if row["group"] != UNKNOWN_LABEL]))
    chart = alt.layer(
        bands.mark_area(opacity=0.16).encode(x, alt.Y("low:Q", scale=y_scale), alt.Y2("high"), colour),
        base.mark_line(strokeWidth=2.2).encode(x, y, colour, dash),
        *_horizon(horizon),
        *_names(groups, names, colours, last_week),
        _text([{"x": 0, "y": 100, "t": "Babies in 100 who have come"}], dy=-14, dx=-34),
    )
    return draw(
        chart,
        f"curve-{attribute.replace('_', '-')}",
        f"Reach by age: {label}",
        _words(shown, horizon),
        (WIDTH, HEIGHT),
        MARGINS,
    )


def _horizon(horizon: int) -> list[alt.Chart]:
    at = [{"x": horizon / 7, "y": 0, "t": phrases.age(horizon)}]
    rule = alt.Chart(alt.InlineData(values=at)).mark_rule(strokeDash=[3, 3], color=MUTED).encode(alt.X("x:Q"))
    return [rule, _text(at, dy=-7, dx=4, colour=MUTED)]


def _names(groups: pl.DataFrame, names: list[str], colours: list[str], last_week: int) -> list[alt.Chart]:
    ends = [value * 100 for value in groups["estimate"]]
    heights = labels.spread(ends, min(LABEL_GAP, 100 / max(len(ends), 1)), 2, 98)
    marks: list[alt.Chart] = []
    for name, colour, week, end, height in zip(
        names, colours, (groups["age_days"] / 7).to_list(), ends, heights, strict=True
    ):
        leader = [{"x": week, "y": end}, {"x": last_week + 1.6, "y": height}]
        marks.append(
            alt.Chart(alt.InlineData(values=leader))
            .mark_line(strokeWidth=0.8, color=colour)
            .encode(alt.X("x:Q"), alt.Y("y:Q"))
        )
        lines = labels.wrapped(name, 16)
        marks.append(
            _text([{"x": last_week + 2, "y": height, "t": lines}], dy=4 - 7 * (len(lines) - 1), dx=2, colour=INK)
        )
    return marks


def _text(rows: list[dict[str, Any]], dx: int = 0, dy: int = 0, colour: str = INK) -> alt.Chart:
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(
            align="left", baseline="alphabetic", fontSize=13, lineHeight=14, dx=dx, dy=dy, color=colour, clip=False
        )
        .encode(alt.X("x:Q"), alt.Y("y:Q"), alt.Text("t:N"))
    )


def _times(value: float | None) -> float | None:
    return None if value is None else value * 100


def _words(shown: pl.DataFrame, horizon: int) -> str:
    at = shown.filter(pl.col("age_days") == horizon - horizon % 7).to_dicts()
    told = "; ".join(f"{row['group_label']}: {cells.hundred(row['estimate'])} in 100" for row in at)
    return f"Share of babies who have come to a hub at least once, by age. By {phrases.age(horizon)}: {told or 'no figure'}."
