"""A chart of a measured table, as an SVG file: limits side by side, a funnel, a control chart, or curves.

The rows with a figure are drawn; the title's description says how many were not. The table beside it is the result itself.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl

from babyhubs.errors import InputError
from babyhubs.reports.charts import labels, palette
from babyhubs.reports.charts.drawing import INK, MUTED, PAPER, Figure, Margins, draw

WIDTH, HEIGHT, ROW = 560, 340, 24
MOST_ROWS, LABEL = 60, 28
MARGINS = Margins(left=70, right=110, top=30, bottom=56)
Plot = Callable[[pl.DataFrame, Sequence[str]], Figure]
FLAGS = {"low 99.8": "▼", "low 95": "▽", "": "○", "high 95": "△", "high 99.8": "▲"}


def write(plot: Plot, frame: pl.DataFrame, by: Sequence[str], path: Path) -> None:
    """Draw and write; a picture that stands alone needs its namespace."""
    if path.suffix.lower() != ".svg":
        raise InputError("A chart is written as SVG.", where=str(path), remedy="Let the name end in .svg.")
    if not path.parent.is_dir():
        raise InputError(
            "The chart cannot be written there.", where=str(path), remedy="Name a file in a folder that exists."
        )
    svg = str(plot(frame, by).svg).replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" ', 1
    )
    path.write_text(svg + "\n", encoding="utf-8")


def intervals(frame: pl.DataFrame, by: Sequence[str]) -> Figure:
    """Every figure with its limits, a row each."""
    shown = _drawable(frame, "estimate").head(MOST_ROWS)
    names = [name for name in (*by, "measure") if name in frame.columns] or [frame.columns[0]]
    points, texts = [], []
    for place, row in enumerate(shown.iter_rows(named=True)):
        label = ", ".join(str(row[name]) for name in names)
        texts.append({"x": 0, "y": place + 0.5, "t": labels.wrapped(label, LABEL, 1)})
        points.append(
            {"x": row["estimate"], "low": _or(row["lower"], row), "high": _or(row["upper"], row), "y": place + 0.5}
        )
    low, high = _range(points, ("x", "low", "high"))
    for text in texts:
        text["x"] = low
    scale = alt.Scale(domain=[low, high], nice=False)
    x = alt.X("x:Q", scale=scale, axis=alt.Axis(title="Estimate with limits", titleY=36))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, len(points)], reverse=True, nice=False), axis=None)
    base = alt.Chart(alt.NamedData("points"))
    chart = alt.layer(
        base.mark_rule(strokeWidth=2, color=palette.REST).encode(alt.X("low:Q", scale=scale), alt.X2("high"), y),
        base.mark_point(size=60, filled=True, opacity=1, color=palette.REST).encode(x, y),
        alt.Chart(alt.NamedData("labels")).mark_text(align="right", baseline="middle", dx=-10, fontSize=12, color=INK).encode(
            alt.X("x:Q", scale=scale), y, alt.Text("t:N")
        ),
    )  # fmt: skip
    margins = Margins(left=230, right=30, top=20, bottom=56)
    title = "Estimates with limits"
    return draw(
        chart,
        {"points": points, "labels": texts},
        "measure",
        title,
        _left_out(frame, shown),
        (WIDTH, ROW * len(points)),
        margins,
    )


def funnel(frame: pl.DataFrame, by: Sequence[str]) -> Figure:
    """Units by size, with both pairs of lines; a unit beyond a line has its own shape."""
    if by:
        raise InputError(
            "One funnel is drawn at a time.", where="options --by and --plot", remedy="Leave one of them out."
        )
    size = _size(frame)
    shown = _drawable(frame.with_columns(size), "estimate").sort("_size")
    rows = shown.to_dicts()
    lines = ("lower", "upper", "lower_998", "upper_998")
    data = {
        "points": [{"x": row["_size"], "y": row["estimate"], "flag": row["flag"] or "within"} for row in rows],
        "lines": [{"x": row["_size"], "base": row["baseline"], **{name: row[name] for name in lines}} for row in rows],
    }
    x = alt.X("x:Q", axis=alt.Axis(title="Denominator", titleY=36, grid=False))
    scale = alt.Scale(domain=list(_range(rows, ("estimate", *lines))), nice=False)
    flags = [flag or "within" for flag in FLAGS]
    drawn = alt.Chart(alt.NamedData("lines"))
    chart = alt.layer(
        *(drawn.mark_line(color=MUTED, strokeDash=[6, 3]).encode(x, alt.Y(f"{name}:Q", scale=scale)) for name in lines[:2]),
        *(drawn.mark_line(color=MUTED).encode(x, alt.Y(f"{name}:Q", scale=scale)) for name in lines[2:]),
        drawn.mark_line(color=palette.REST).encode(x, alt.Y("base:Q", scale=scale)),
        alt.Chart(alt.NamedData("points")).mark_point(size=60, opacity=1, strokeWidth=1.6, fill=PAPER).encode(
            x, alt.Y("y:Q", scale=scale, axis=alt.Axis(title=None)),
            alt.Shape("flag:N", scale=alt.Scale(domain=flags, range=["triangle-down", "diamond", "circle", "square", "triangle-up"]), legend=None),
            alt.Color("flag:N", scale=alt.Scale(domain=flags, range=[palette.FLAGGED, palette.FLAGGED, palette.REST, palette.FLAGGED, palette.FLAGGED]), legend=None),
        ),
    )  # fmt: skip
    title = "Funnel: units by size, lines at 95% (dashed) and 99.8%"
    return draw(chart, data, "funnel", title, _left_out(frame, shown), (WIDTH, HEIGHT), MARGINS)


def control_chart(frame: pl.DataFrame, by: Sequence[str]) -> Figure:
    """Points in order with centre and limits; special cause is marked by shape and colour."""
    if by:
        raise InputError(
            "One chart is drawn at a time.", where="options --by and --plot", remedy="Leave one of them out."
        )
    shown = _drawable(frame, "estimate")
    rows = shown.to_dicts()
    marks = ["common cause", "special cause"]
    names = ("centre", "lower", "upper")
    points = [
        {
            "x": place + 1,
            "y": row["estimate"],
            "mark": marks[row["rule"] != "common cause"],
            **{name: row[name] for name in names},
        }
        for place, row in enumerate(rows)
    ]
    x = alt.X("x:Q", axis=alt.Axis(title="Point in order of time", titleY=36, grid=False, tickMinStep=1))
    scale = alt.Scale(domain=list(_range(rows, ("estimate", *names))), nice=False)
    base = alt.Chart(alt.NamedData("points"))
    chart = alt.layer(
        *(base.mark_line(interpolate="step", color=MUTED, strokeDash=[6, 3]).encode(x, alt.Y(f"{name}:Q", scale=scale)) for name in names[1:]),
        base.mark_line(interpolate="step", color=MUTED).encode(x, alt.Y("centre:Q", scale=scale)),
        base.mark_line(color=palette.REST).encode(x, alt.Y("y:Q", scale=scale, axis=alt.Axis(title=None))),
        base.mark_point(size=60, opacity=1, filled=True).encode(
            x, alt.Y("y:Q", scale=scale),
            alt.Shape("mark:N", scale=alt.Scale(domain=marks, range=["circle", "diamond"]), legend=None),
            alt.Color("mark:N", scale=alt.Scale(domain=marks, range=[palette.REST, palette.FLAGGED]), legend=None),
        ),
    )  # fmt: skip
    title = "Control chart: diamonds are special cause"
    return draw(chart, {"points": points}, "control-chart", title, _left_out(frame, shown), (WIDTH, HEIGHT), MARGINS)


def curves(frame: pl.DataFrame, by: Sequence[str]) -> Figure:
    """Cumulative incidence by time, a line a group, with limits."""
    shown = _drawable(frame, "estimate")
    names = [name for name in by if name in frame.columns] or [frame.columns[0]]
    rows = [
        {"x": row["time"], "y": row["estimate"], "low": _or(row["lower"], row), "high": _or(row["upper"], row)}
        | {"group": ", ".join(str(row[name]) for name in names)}
        for row in shown.iter_rows(named=True)
    ]
    groups = list(dict.fromkeys(row["group"] for row in rows))
    ends = [
        [row for row in rows if row["group"] == group][-1] | {"t": labels.wrapped(group, 16, 1)} for group in groups
    ]
    colour = alt.Color(
        "group:N", scale=alt.Scale(domain=groups, range=list(palette.colours(len(groups), False))), legend=None
    )
    dashes = [list(palette.DASHES[place % len(palette.DASHES)]) for place in range(len(groups))]
    dash = alt.StrokeDash("group:N", scale=alt.Scale(domain=groups, range=dashes), legend=None)
    x = alt.X("x:Q", axis=alt.Axis(title="Time", titleY=36, grid=False))
    scale = alt.Scale(domain=[0, 1], nice=False)
    base = alt.Chart(alt.NamedData("rows"))
    chart = alt.layer(
        base.mark_area(opacity=0.14, interpolate="step-after").encode(x, alt.Y("low:Q", scale=scale), alt.Y2("high"), colour),
        base.mark_line(interpolate="step-after").encode(x, alt.Y("y:Q", scale=scale, axis=alt.Axis(title=None)), colour, dash),
        alt.Chart(alt.NamedData("ends")).mark_text(align="left", dx=6, fontSize=12, color=INK).encode(
            x, alt.Y("y:Q", scale=scale), alt.Text("t:N")
        ),
    )  # fmt: skip
    title = "Cumulative incidence by time"
    return draw(chart, {"rows": rows, "ends": ends}, "curves", title, _left_out(frame, shown), (WIDTH, HEIGHT), MARGINS)


def _size(frame: pl.DataFrame) -> pl.Series:
    if "denominator" not in frame.columns:
        raise InputError("The chart needs the column `denominator` under that name.", where="option --plot")
    return frame["denominator"].cast(pl.Float64, strict=False).alias("_size")


def _drawable(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    shown = frame.filter(pl.col(name).is_not_null())
    if shown.is_empty():
        raise InputError("There is no figure to draw.", where="option --plot", remedy="Read the reasons in the result.")
    return shown


def _or(value: float | None, row: dict[str, Any]) -> float:
    return float(row["estimate"]) if value is None else value


def _range(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> tuple[float, float]:
    values = [
        float(row[name])
        for row in rows
        for name in names
        if row.get(name) is not None and abs(row[name]) < float("inf")
    ]
    low, high = min(values), max(values)
    room = 0.05 * (high - low) or max(abs(high), 1.0) * 0.05
    return low - room, high + room


def _left_out(frame: pl.DataFrame, shown: pl.DataFrame) -> str:
    missing = frame.height - shown.height
    return (
        f"{shown.height:,} figures are drawn; {missing:,} are in the table only. The table holds every number."
        if missing
        else (f"{shown.height:,} figures. The table holds every number.")
    )
