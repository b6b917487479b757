"""Reach by age: one line a group with its 95% band, named at its end."""

from typing import Any

import altair as alt
import polars as pl

from babyhubs.audit.attributes import UNKNOWN, UNKNOWN_LABEL
from babyhubs.reports import cells, phrases
from babyhubs.reports.charts import labels, palette
from babyhubs.reports.charts.drawing import INK, MUTED, Figure, Margins, draw

WIDTH, HEIGHT = 280, 250
MARGINS = Margins(left=40, right=128, top=26, bottom=50)
LABEL_GAP = 12.5  # in 100 babies: two lines of type
QUARTER = 13  # weeks
TOP = 100


def reach_curves(curves: pl.DataFrame, attribute: str, label: str, ordered: bool, horizon: int) -> Figure | None:
    """The curves of one attribute at hubs, or None where nothing may be shown."""
    shown = curves.filter(
        (pl.col("view") == "hub") & (pl.col("attribute") == attribute) & pl.col("estimate").is_not_null()
    ).sort("group_order", "age_days")
    if shown.is_empty():
        return None
    ends = shown.group_by("group", "group_label", maintain_order=True).agg(
        pl.col("age_days").last(), pl.col("estimate").last()
    )
    names = ends["group_label"].to_list()
    looks = _looks(ends["group"].to_list(), ordered)
    weeks = max(row["age_days"] for row in ends.to_dicts()) / 7
    last_week = max(4 * QUARTER, -(-int(weeks) // QUARTER) * QUARTER)
    lines = [
        {"x": row["age_days"] / 7, "y": row["estimate"] * TOP, "group": row["group_label"]}
        | {"low": _times(row["lower"]), "high": _times(row["upper"])}
        for row in shown.to_dicts()
    ]
    data: dict[str, list[Any]] = {
        "lines": lines,
        # the band of those whose group is not recorded would cover the others: it is in the table
        "bands": [row for row in lines if row["group"] != UNKNOWN_LABEL],
        "horizon": [{"x": horizon / 7, "y": 0, "t": phrases.age(horizon)}],
        "heading": [{"x": 0, "y": TOP, "t": "Babies in 100 who have come"}],
    } | _names(ends, last_week)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[0, last_week], nice=False),
        axis=alt.Axis(values=list(range(0, last_week + 1, QUARTER)), title="Age in weeks", titleY=36, grid=False),
    )
    scale = alt.Scale(domain=[0, TOP], nice=False)
    y = alt.Y("y:Q", scale=scale, axis=alt.Axis(values=[0, 20, 40, 60, 80, 100], title=None, ticks=False, domain=False))
    colour = alt.Color("group:N", scale=alt.Scale(domain=names, range=[one for one, _ in looks]), legend=None)
    dash = alt.StrokeDash("group:N", scale=alt.Scale(domain=names, range=[one for _, one in looks]), legend=None)
    bands = alt.Chart(alt.NamedData("bands")).mark_area(opacity=0.16)
    chart = alt.layer(
        bands.encode(x, alt.Y("low:Q", scale=scale), alt.Y2("high"), colour),
        alt.Chart(alt.NamedData("lines")).mark_line(strokeWidth=2.2).encode(x, y, colour, dash),
        alt.Chart(alt.NamedData("leaders"))
        .mark_line(strokeWidth=0.8)
        .encode(alt.X("x:Q"), alt.Y("y:Q"), colour, alt.Detail("group:N")),
        alt.Chart(alt.NamedData("horizon")).mark_rule(strokeDash=[3, 3], color=MUTED).encode(alt.X("x:Q")),
        _text("horizon", dy=-7, dx=4, colour=MUTED),
        _text("heading", dy=-14, dx=-34),
        _text("one-line", dx=2, dy=4),
        _text("two-lines", dx=2, dy=-3),
    )
    words = _words(shown, horizon)
    return draw(
        chart, data, f"curve-{attribute.replace('_', '-')}", f"Reach by age: {label}", words[0], (WIDTH, HEIGHT), MARGINS,
        caption=words[1],
    )  # fmt: skip


def _looks(groups: list[str], ordered: bool) -> list[tuple[str, list[int]]]:
    """Colour and dashes of each line; those whose group is not recorded have a look of their own."""
    known = [group for group in groups if group != UNKNOWN]
    colours = iter(palette.colours(len(known), ordered))
    dashes = iter(palette.DASHES)
    return [
        (palette.UNKNOWN, list(palette.UNKNOWN_DASH)) if group == UNKNOWN else (next(colours), list(next(dashes)))
        for group in groups
    ]


def _names(ends: pl.DataFrame, last_week: int) -> dict[str, list[Any]]:
    """Labels at the right edge, moved apart, each led to by a thin line."""
    rows = ends.to_dicts()
    heights = labels.spread([row["estimate"] * TOP for row in rows], LABEL_GAP, 2, TOP - 2)
    found: dict[str, list[Any]] = {"leaders": [], "one-line": [], "two-lines": []}
    for row, height in zip(rows, heights, strict=True):
        name = row["group_label"]
        found["leaders"] += [
            {"x": row["age_days"] / 7, "y": row["estimate"] * TOP, "group": name},
            {"x": last_week + 1.6, "y": height, "group": name},
        ]
        lines = labels.wrapped(name, 16)
        kind = "one-line" if len(lines) == 1 else "two-lines"
        found[kind].append({"x": last_week + 2, "y": height, "t": lines})
    return found


def _text(data: str, dx: int = 0, dy: int = 0, colour: str = INK) -> Any:
    return (
        alt.Chart(alt.NamedData(data))
        .mark_text(align="left", baseline="alphabetic", fontSize=13, lineHeight=14, dx=dx, dy=dy, color=colour)
        .encode(alt.X("x:Q"), alt.Y("y:Q"), alt.Text("t:N"))
    )


def _times(value: float | None) -> float | None:
    return None if value is None else value * TOP


def _words(shown: pl.DataFrame, horizon: int) -> tuple[str, str]:
    """The long description, and a caption with the lowest and the highest of the known groups."""
    at = shown.filter(pl.col("age_days") == horizon - horizon % 7).to_dicts()
    told = "; ".join(f"{row['group_label']}: {cells.hundred(row['estimate'])} in 100" for row in at)
    age = phrases.age(horizon)
    long = f"Share of babies who have come to a hub at least once, by age. By {age}: {told or 'no figure'}."
    known = sorted(
        (row for row in at if row["group"] != UNKNOWN), key=lambda row: (row["estimate"], row["group_order"])
    )
    if not known:
        return long, f"By {age}: no figure"
    low, high = known[0], known[-1]
    if len(known) == 1:
        return long, f"By {age}: {cells.hundred(low['estimate'])} in 100"
    return long, (
        f"By {age}: from {cells.hundred(low['estimate'])} in 100 ({low['group_label']}) "
        f"to {cells.hundred(high['estimate'])} in 100 ({high['group_label']})"
    )
