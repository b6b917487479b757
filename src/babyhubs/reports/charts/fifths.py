"""The gradient: a figure by fifth of deprivation, points with 95% limits from most to least deprived."""

from typing import Any

import altair as alt

from babyhubs.reports import cells
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import palette
from babyhubs.reports.charts.drawing import INK, Figure, Margins, draw

WIDTH, HEIGHT = 380, 220
MARGINS = Margins(left=44, right=24, top=30, bottom=52)


def by_fifth(rows: list[Row], name: str, title: str, heading: str, times: float, top: float) -> Figure | None:
    """rows: the fifths in order, without the unknown. times: 100 for shares. top: the end of the scale."""
    drawable = [row for row in rows if None not in (row["estimate"], row["lower"], row["upper"])]
    if not drawable:
        return None
    last = len(rows) - 1
    data: dict[str, list[Any]] = {
        "points": [
            {"x": row["group_order"], "y": row["estimate"] * times, "low": row["lower"] * times}
            | {"high": row["upper"] * times, "t": f"{row['estimate'] * times:.0f}"}
            for row in drawable
        ],
    }
    words = f"datum.value == 0 ? ['Most','deprived'] : datum.value == {last} ? ['Least','deprived'] : datum.value + 1"
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[-0.4, last + 0.4], nice=False),
        axis=alt.Axis(values=list(range(last + 1)), labelExpr=words, title=None, grid=False),
    )
    scale = alt.Scale(domain=[0, top], nice=False)
    axis = alt.Axis(title=None, ticks=False, domain=False, tickCount=5)
    y = alt.Y("y:Q", scale=scale, axis=axis)
    base = alt.Chart(alt.NamedData("points"))
    chart = alt.layer(
        base.mark_rule(strokeWidth=2.2, color=palette.REST).encode(
            x, alt.Y("low:Q", scale=scale, axis=axis), alt.Y2("high")
        ),
        base.mark_point(size=110, filled=True, opacity=1, color=palette.REST).encode(x, y),
        base.mark_text(align="left", baseline="middle", dx=10, fontSize=13, color=INK).encode(x, y, alt.Text("t:N")),
    )
    told = "; ".join(f"{row['group_label']}: {cells.figure(row, 0, times=times)}" for row in drawable)
    return draw(
        chart, data, name, title, f"{heading}, with 95% limits. {told}.", (WIDTH, HEIGHT), MARGINS, caption=heading
    )  # fmt: skip
