"""New codes as people are added: the mean over many orders of the people, with the middle nine tenths."""

import altair as alt

from babyhubs.discussions.saturation import Saturation
from babyhubs.reports.charts.drawing import MUTED, Figure, Margins, draw
from babyhubs.reports.charts.palette import UNORDERED

SIZE, MARGINS = (420, 220), Margins(left=46, right=20, top=26, bottom=50)


def curve(one: Saturation) -> Figure | None:
    """The curve, or None where there are too few people."""
    if not one.curve:
        return None
    points = [{"x": place, "y": mean, "low": low, "high": high} for place, (mean, low, high) in enumerate(one.curve, 1)]
    top = max(point["high"] for point in points)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[1, len(points)], nice=False),
        axis=alt.Axis(title="People", titleY=36, tickMinStep=1, grid=False),
    )
    scale = alt.Scale(domain=[0, top], nice=True)
    y = alt.Y("y:Q", scale=scale, axis=alt.Axis(title=None, tickMinStep=1, ticks=False, domain=False))
    chart = alt.layer(
        alt.Chart(alt.NamedData("points"))
        .mark_area(opacity=0.16, color=UNORDERED[0])
        .encode(x, alt.Y("low:Q", scale=scale), alt.Y2("high")),
        alt.Chart(alt.NamedData("points")).mark_line(strokeWidth=2.2, color=UNORDERED[0]).encode(x, y),
        alt.Chart(alt.NamedData("heading"))
        .mark_text(align="left", fontSize=13, dx=-34, dy=-14, color=MUTED)
        .encode(alt.X("x:Q"), alt.Y("y:Q", scale=scale), alt.Text("t:N")),
    )
    told = "; ".join(f"after {point['x']:.0f} people, {point['y']:.1f}" for point in points)
    heading = [{"x": 1, "y": top, "t": "Different codes"}]
    return draw(
        chart, {"points": points, "heading": heading}, "saturation-curve", "Different codes as people are added",
        f"Mean number of different codes over many orders of the people: {told}.", SIZE, MARGINS,
        caption=f"With all {len(points)} people: {one.codes} different codes. The band holds nine tenths of the orders.",
    )  # fmt: skip
