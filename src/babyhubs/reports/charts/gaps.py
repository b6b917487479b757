"""Gaps: the ratio of each group to all others, a point with its 95% interval, on a scale where half and double mirror."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from babyhubs.audit import verdict
from babyhubs.reports import cells, figures
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import labels, palette
from babyhubs.reports.charts.drawing import INK, MUTED, PAPER, Figure, Margins, draw

WIDTH, ROW = 400, 44
MARGINS = Margins(left=14, right=26, top=30, bottom=50)
TICKS = (0.25, 0.5, 0.8, 1, 1.25, 2, 4)
LOWEST, HIGHEST = 0.2, 5.0  # beyond these an interval says little more
# mark -> shape, outline, fill; no colour stands alone
LOOKS = {
    verdict.UNDER_SERVED: ("diamond", palette.FLAGGED, palette.FLAGGED),
    verdict.ADEQUATE: ("circle", palette.REST, palette.REST),
    verdict.CANNOT_TELL: ("square", MUTED, PAPER),
    "not judged": ("circle", palette.REST, palette.REST),
    "not known": ("circle", palette.UNKNOWN, PAPER),
}


def mark(row: Row, *, judged: bool) -> str:
    """How a group is marked: by its verdict, or as one that is not judged."""
    if not figures.is_known(row):
        return "not known"
    return row["verdict"] or "not judged" if judged else "not judged"


def ratios(
    rows: Sequence[Row], name: str, title: str, unit: str, line: float | None, domain: tuple[float, float]
) -> Figure | None:
    """rows: groups with ratio, limits and `mark`. line: where the rule draws its line. A group without a ratio is named."""
    if not any(_has_ratio(row) for row in rows):
        return None
    size = len(rows)
    labelled = [
        {"x": domain[0], "y": index + 0.32, "t": labels.wrapped(row["group_label"], 46, 1), "c": INK}
        for index, row in enumerate(rows)
    ]
    points = [
        {"x": row["ratio"], "low": max(row["ratio_lower"], domain[0]), "high": min(row["ratio_upper"], domain[1])}
        | {"y": index + 0.72, "mark": row["mark"]}
        for index, row in enumerate(rows)
        if _has_ratio(row)
    ]
    missing = [
        {"x": domain[0], "y": index + 0.72, "t": "too few to show" if row["protection"] else "no figure", "c": MUTED}
        for index, row in enumerate(rows)
        if not _has_ratio(row)
    ]
    lines = [{"x": 1.0, "y": 0, "t": "same as others"}]
    if line is not None and domain[0] < line < 1:
        lines.append({"x": line, "y": 0, "t": f"rule: {line:.2f}"})
    data: dict[str, list[Any]] = {
        "points": [point for point in points if domain[0] <= point["x"] <= domain[1]],
        "labels": labelled + missing,
        "lines": lines,
    }
    ticks = [tick for tick in TICKS if domain[0] <= tick <= domain[1]]
    scale = alt.Scale(type="log", domain=list(domain), nice=False)
    x = alt.X("x:Q", scale=scale, axis=alt.Axis(values=ticks, title=unit, titleY=36, format="~g"))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, size], reverse=True, nice=False), axis=None)
    shape, outline, fill = zip(*LOOKS.values(), strict=True)
    colour = alt.Stroke("mark:N", scale=alt.Scale(domain=list(LOOKS), range=list(outline)), legend=None)
    base = alt.Chart(alt.NamedData("points"))
    chart = alt.layer(
        *_lines(y),
        base.mark_rule(strokeWidth=2).encode(alt.X("low:Q"), alt.X2("high"), y, colour),
        base.mark_point(size=95, strokeWidth=2, opacity=1).encode(
            x, y, colour,
            alt.Shape("mark:N", scale=alt.Scale(domain=list(LOOKS), range=list(shape)), legend=None),
            alt.Fill("mark:N", scale=alt.Scale(domain=list(LOOKS), range=list(fill)), legend=None),
        ),
        alt.Chart(alt.NamedData("labels"))
        .mark_text(align="left", baseline="middle", fontSize=13, dx=-10)
        .encode(alt.X("x:Q"), y, alt.Text("t:N"), alt.Color("c:N", scale=None, legend=None)),
    )  # fmt: skip
    told = "; ".join(f"{row['group_label']}: {cells.ratio(row)}" for row in rows)
    return draw(
        chart, data, name, title, f"{unit}, with 95% limits. {told}.", (WIDTH, ROW * size), MARGINS, caption=unit
    )  # fmt: skip


def domain_of(rows: Sequence[Row]) -> tuple[float, float]:
    """A scale that holds every interval, from at most 0.5 to at least 1.25, cut at a fifth and five."""
    low = min([0.5, *(row["ratio_lower"] for row in rows if row["ratio_lower"])])
    high = max([1.25, *(row["ratio_upper"] for row in rows if row["ratio_upper"])])
    return (float(f"{max(low, LOWEST) * 0.97:.2g}"), float(f"{min(high, HIGHEST) * 1.03:.2g}"))


def _has_ratio(row: Row) -> bool:
    return row["ratio"] is not None and row["ratio_lower"] is not None and row["ratio_upper"] is not None


def _lines(y: alt.Y) -> tuple[alt.Chart, alt.Chart]:
    """Where the ratio is 1, and where the rule draws its line: dashed, its name to the left."""
    base = alt.Chart(alt.NamedData("lines"))
    equal = alt.datum["x"] == 1
    rules = base.mark_rule(color=MUTED, strokeWidth=1).encode(
        alt.X("x:Q"), strokeDash=alt.condition(equal, alt.value([1, 0]), alt.value([4, 3]))
    )
    align = alt.expr("datum.x == 1 ? 'left' : 'right'")
    names = base.mark_text(
        align=align, baseline="bottom", dx=alt.expr("datum.x == 1 ? 3 : -3"), dy=-6, fontSize=12, color=MUTED
    )
    return rules, names.encode(alt.X("x:Q"), y, alt.Text("t:N"))
