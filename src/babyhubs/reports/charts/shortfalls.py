"""The ranked gaps at a glance: the reach of each under-served group beside the reach of all others."""

import altair as alt

from babyhubs.reports import cells, figures
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import labels, palette
from babyhubs.reports.charts.drawing import GRID, INK, MUTED, Figure, Margins, draw

WIDTH, ROW = 400, 48
MARGINS = Margins(left=16, right=24, top=30, bottom=46)


def reach_beside_others(rows: list[Row]) -> Figure | None:
    """rows: the under-served groups in their order."""
    drawable = [row for row in rows if row["estimate"] is not None and row["others_estimate"] is not None]
    if not drawable:
        return None
    points = [
        {
            "own": row["estimate"] * 100,
            "low": row["lower"] * 100,
            "high": row["upper"] * 100,
            "others": (row["others_estimate"] or 0) * 100,
            "y": index + 0.74,
            "label_y": index + 0.34,
            "label": labels.wrapped(row["group_label"], 44, 1),
            "zero": 0,
        }
        for index, row in enumerate(drawable)
    ]
    base = alt.Chart(alt.InlineData(values=points))
    scale = alt.Scale(domain=[0, 100], nice=False)
    y_scale = alt.Scale(domain=[0, len(drawable)], reverse=True, nice=False)
    y = alt.Y("y:Q", scale=y_scale, axis=None)
    axis = alt.Axis(values=[0, 20, 40, 60, 80, 100], title="Babies in 100 who came by six months", titleY=34)
    chart = alt.layer(
        base.mark_rule(strokeWidth=7, color=GRID).encode(alt.X("own:Q", scale=scale, axis=axis), alt.X2("others"), y),
        base.mark_rule(strokeWidth=2, color=palette.FLAGGED).encode(alt.X("low:Q"), alt.X2("high"), y),
        base.mark_point(shape="diamond", size=110, filled=True, opacity=1, color=palette.FLAGGED).encode(
            alt.X("own:Q"), y
        ),
        base.mark_point(shape="circle", size=90, fill="#ffffff", strokeWidth=2.2, opacity=1, color=palette.REST).encode(
            alt.X("others:Q"), y
        ),
        base.mark_text(align="left", baseline="middle", fontSize=13, color=INK, dx=-8).encode(
            alt.X("zero:Q"), alt.Y("label_y:Q", scale=y_scale, axis=None), alt.Text("label:N")
        ),
        _key(),
    )
    told = "; ".join(
        f"{row['group_label']}: {cells.hundred(row['estimate'])} in 100, others {cells.hundred(row['others_estimate'])} in 100"
        for row in drawable
    )
    return draw(
        chart,
        "shortfalls",
        "Reach of the under-served groups beside all others",
        f"{told}.",
        (WIDTH, ROW * len(drawable)),
        MARGINS,
    )


def _key() -> alt.Chart:
    where = alt.InlineData(values=[{"x": 100, "y": 0, "t": "◆ this group, with 95% limits     ○ all others"}])
    return (
        alt.Chart(where)
        .mark_text(align="right", baseline="bottom", dx=16, dy=-12, fontSize=12, color=MUTED)
        .encode(alt.X("x:Q"), alt.Y("y:Q", axis=None), alt.Text("t:N"))
    )
