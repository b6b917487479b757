"""Gaps: the ratio of each group to all others, a point with its 95% interval, on a scale where half and double mirror."""

import altair as alt

from babyhubs.audit import verdict
from babyhubs.reports import cells
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import labels, palette
from babyhubs.reports.charts.drawing import INK, MUTED, Figure, Margins, draw

WIDTH, ROW = 400, 44
MARGINS = Margins(left=14, right=26, top=30, bottom=46)
TICKS = (0.25, 0.5, 0.8, 1, 1.25, 2, 4)
LOWEST, HIGHEST = 0.2, 5.0  # beyond these an interval says little more


def ratios(
    rows: list[Row], name: str, title: str, unit: str, line: float | None, domain: tuple[float, float]
) -> Figure | None:
    """rows: groups with ratio, limits and `mark` (the verdict, or ""). line: where the rule draws its line."""
    drawable = [row for row in rows if row["ratio"] is not None and row["ratio_lower"] is not None]
    if not drawable:
        return None
    height = ROW * len(drawable)
    points = [
        {
            "x": row["ratio"],
            "low": max(row["ratio_lower"], domain[0]),
            "high": min(row["ratio_upper"], domain[1]),
            "y": index + 0.72,
            "label_y": index + 0.32,
            "label": labels.wrapped(row["group_label"], 46, 1),
            "left": domain[0],
            "mark": row["mark"],
        }
        for index, row in enumerate(drawable)
    ]
    x = alt.X(
        "x:Q",
        scale=alt.Scale(type="log", domain=list(domain), nice=False),
        axis=alt.Axis(
            values=[tick for tick in TICKS if domain[0] <= tick <= domain[1]],
            title=unit,
            titleY=34,
            format="~g",
            ticks=True,
        ),
    )
    y_scale = alt.Scale(domain=[0, len(drawable)], reverse=True, nice=False)
    y = alt.Y("y:Q", scale=y_scale, axis=None)
    base = alt.Chart(alt.InlineData(values=points))
    marks = [verdict.UNDER_SERVED, verdict.ADEQUATE, verdict.CANNOT_TELL, ""]
    shape = alt.Shape(
        "mark:N", scale=alt.Scale(domain=marks, range=["diamond", "circle", "square", "circle"]), legend=None
    )
    colour_scale = alt.Scale(domain=marks, range=[palette.FLAGGED, palette.REST, MUTED, palette.REST])
    colour = alt.Color("mark:N", scale=colour_scale, legend=None)
    fill = alt.Fill(
        "mark:N",
        scale=alt.Scale(domain=marks, range=[palette.FLAGGED, palette.REST, "#ffffff", palette.REST]),
        legend=None,
    )
    layers = [_line(1.0, "same as others", [1, 0], "left")]
    if line is not None and domain[0] < line < 1:
        layers.append(_line(line, f"rule: {line:g}", [4, 3], "right"))
    layers += [
        [base.mark_rule(strokeWidth=2).encode(alt.X("low:Q"), alt.X2("high"), y, colour)],
        [base.mark_point(size=95, strokeWidth=2, opacity=1).encode(x, y, shape, colour, fill)],
        [
            base.mark_text(align="left", baseline="middle", fontSize=13, color=INK, dx=-10).encode(
                alt.X("left:Q"), alt.Y("label_y:Q", scale=y_scale, axis=None), alt.Text("label:N")
            )
        ],
    ]
    told = "; ".join(f"{row['group_label']}: {cells.ratio(row)}" for row in drawable)
    return draw(
        alt.layer(*[one for layer in layers for one in layer]),
        name,
        title,
        f"{unit}, with 95% limits. {told}.",
        (WIDTH, height),
        MARGINS,
    )


def _line(at: float, text: str, dash: list[int], align: str) -> list[alt.Chart]:
    where = alt.InlineData(values=[{"x": at, "y": 0, "t": text}])
    return [
        alt.Chart(where).mark_rule(color=MUTED, strokeDash=dash, strokeWidth=1).encode(alt.X("x:Q")),
        alt.Chart(where)
        .mark_text(align=align, baseline="bottom", dx=3 if align == "left" else -3, dy=-6, fontSize=12, color=MUTED)
        .encode(alt.X("x:Q"), alt.Y("y:Q", axis=None), alt.Text("t:N")),
    ]


def domain_of(rows: list[Row]) -> tuple[float, float]:
    """A scale that holds every interval, from at most 0.5 to at least 1.25, cut at a fifth and five."""
    lows = [row["ratio_lower"] for row in rows if row["ratio_lower"]]
    highs = [row["ratio_upper"] for row in rows if row["ratio_upper"]]
    low = max(min([0.5, *lows]), LOWEST)
    high = min(max([1.25, *highs]), HIGHEST)
    return (float(f"{low * 0.97:.2g}"), float(f"{high * 1.03:.2g}"))
