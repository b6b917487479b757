"""The gradient: a figure by fifth of deprivation, points with 95% limits from most to least deprived."""

import altair as alt

from babyhubs.reports import cells
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import palette
from babyhubs.reports.charts.drawing import INK, Figure, Margins, draw

WIDTH, HEIGHT = 380, 220
MARGINS = Margins(left=44, right=24, top=30, bottom=52)


def by_fifth(rows: list[Row], name: str, title: str, heading: str, times: float, top: float) -> Figure | None:
    """rows: the fifths in order, without the unknown. times: 100 for shares. top: the end of the scale."""
    drawable = [row for row in rows if row["estimate"] is not None and row["lower"] is not None]
    if not drawable:
        return None
    points = [
        {"x": row["group_order"], "y": row["estimate"] * times, "low": row["lower"] * times, "high": row["upper"] * times,
         "t": f"{row['estimate'] * times:.0f}"}
        for row in drawable
    ]  # fmt: skip
    base = alt.Chart(alt.InlineData(values=points))
    ends = len(rows) - 1
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[-0.4, ends + 0.4], nice=False),
        axis=alt.Axis(
            values=list(range(ends + 1)),
            labelExpr=f"datum.value == 0 ? ['Most','deprived'] : datum.value == {ends} ? ['Least','deprived'] : datum.value + 1",
            title=None,
            grid=False,
        ),
    )
    scale = alt.Scale(domain=[0, top], nice=False)
    axis = alt.Axis(title=None, ticks=False, domain=False, tickCount=5)
    y = alt.Y("y:Q", scale=scale, axis=axis)
    where = alt.InlineData(values=[{"x": -0.4, "y": top, "t": heading}])
    chart = alt.layer(
        base.mark_rule(strokeWidth=2.2, color=palette.REST).encode(
            x, alt.Y("low:Q", scale=scale, axis=axis), alt.Y2("high")
        ),
        base.mark_point(size=110, filled=True, opacity=1, color=palette.REST).encode(x, y),
        base.mark_text(align="left", baseline="middle", dx=10, fontSize=13, color=INK).encode(x, y, alt.Text("t:N")),
        alt.Chart(where)
        .mark_text(align="left", baseline="alphabetic", dx=-40, dy=-14, fontSize=13, color=INK)
        .encode(alt.X("x:Q"), alt.Y("y:Q"), alt.Text("t:N")),
    )
    told = "; ".join(f"{row['group_label']}: {cells.figure(_scaled(row, times), 0)}" for row in drawable)
    return draw(chart, name, title, f"{heading}, with 95% limits. {told}.", (WIDTH, HEIGHT), MARGINS)


def _scaled(row: Row, times: float) -> Row:
    return row | {key: None if row[key] is None else row[key] * times for key in ("estimate", "lower", "upper")}
