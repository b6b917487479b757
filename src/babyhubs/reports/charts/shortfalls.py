"""The ranked gaps at a glance: the reach of each under-served group beside the reach of all others."""

from typing import Any

import altair as alt

from babyhubs.reports import cells
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import labels, palette
from babyhubs.reports.charts.drawing import GRID, INK, MUTED, PAPER, Figure, Margins, draw

WIDTH, ROW = 400, 48
MARGINS = Margins(left=16, right=24, top=30, bottom=50)


def reach_beside_others(rows: list[Row], horizon: str) -> Figure | None:
    """rows: the under-served groups in their order; those whose figures are hidden are in the list alone."""
    drawable = [
        row for row in rows if None not in (row["estimate"], row["lower"], row["upper"], row["others_estimate"])
    ]
    if not drawable:
        return None
    size = len(drawable)
    data: dict[str, list[Any]] = {
        "points": [
            {"x": row["estimate"] * 100, "low": row["lower"] * 100, "high": row["upper"] * 100}
            | {"others": row["others_estimate"] * 100, "y": index + 0.74}
            for index, row in enumerate(drawable)
        ],
        "labels": [
            {"x": 0, "y": index + 0.34, "t": labels.wrapped(row["group_label"], 48, 1)}
            for index, row in enumerate(drawable)
        ],
        "key": [{"x": 100, "y": 0, "t": "◆ this group, with 95% limits     ○ all others"}],
    }
    base = alt.Chart(alt.NamedData("points"))
    axis = alt.Axis(values=[0, 20, 40, 60, 80, 100], title=f"Babies in 100 who came by {horizon}", titleY=36)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, size], reverse=True, nice=False), axis=None)
    chart = alt.layer(
        base.mark_rule(strokeWidth=7, color=GRID).encode(x, alt.X2("others"), y),
        base.mark_rule(strokeWidth=2, color=palette.FLAGGED).encode(alt.X("low:Q"), alt.X2("high"), y),
        base.mark_point(shape="diamond", size=110, filled=True, opacity=1, color=palette.FLAGGED).encode(x, y),
        base.mark_point(shape="circle", size=90, fill=PAPER, strokeWidth=2.2, opacity=1, color=palette.REST).encode(
            alt.X("others:Q"), y
        ),
        _text("labels", y, align="left", baseline="middle", dx=-8, color=INK),
        _text("key", y, align="right", baseline="bottom", dx=16, dy=-12, color=MUTED),
    )
    told = "; ".join(
        f"{row['group_label']}: {cells.hundred(row['estimate'])} in 100, others {cells.hundred(row['others_estimate'])}"
        for row in drawable
    )
    title = "Reach of the under-served groups beside all others"
    return draw(chart, data, "shortfalls", title, f"{told}.", (WIDTH, ROW * size), MARGINS)


def _text(data: str, y: alt.Y, **style: Any) -> Any:
    text = alt.Chart(alt.NamedData(data)).mark_text(fontSize=13, **style)
    return text.encode(alt.X("x:Q"), y, alt.Text("t:N"))
