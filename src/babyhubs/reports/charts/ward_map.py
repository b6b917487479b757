"""Reach by ward as a map: five steps of one hue, dark where reach is low; hatched where nothing may be shown."""

from typing import Any

import altair as alt
import polars as pl
from markupsafe import Markup

from babyhubs.reference import boundaries
from babyhubs.reports import cells
from babyhubs.reports.charts import palette
from babyhubs.reports.charts.drawing import Figure, Margins, draw

WIDTH = 560
HEIGHT = 620
HATCHED = "#fefefe"  # stands for the hatching, which the drawing library does not know
STEPS = (0.50, 0.60, 0.70, 0.80)
STEP_LABELS = ("under 50 in 100", "50 to 59", "60 to 69", "70 to 79", "80 or more")
HATCH = (
    '<defs><pattern id="ward-map-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#ffffff"/><rect width="2" height="7" fill="#6b6b6b"/></pattern></defs>'
)


def ward_map(wards: pl.DataFrame) -> Figure | None:
    """The map at hubs, or None where no boundary that ships belongs to the wards of the table."""
    shown = {row["ward"]: row for row in wards.filter(pl.col("view") == "hub").to_dicts()}
    features = [
        {
            "type": "Feature",
            "geometry": one["geometry"],
            "properties": {"fill": _fill(shown.get(one["properties"]["ward"]))},
        }
        for one in boundaries.wards()["features"]
    ]
    if not any(one["properties"]["ward"] in shown for one in boundaries.wards()["features"]):
        return None
    data = alt.InlineData(
        values={"type": "FeatureCollection", "features": features},
        format=alt.DataFormat(property="features", type="json"),
    )
    chart = alt.layer(
        alt.Chart(data)
        .mark_geoshape(stroke="#ffffff", strokeWidth=0.8)
        .encode(alt.Fill("properties.fill:N", scale=None, legend=None))
        .project(type="mercator", fit=_extent(features))
    )
    drawn = draw(
        chart, "ward-map", "Map of reach by ward", _words(list(shown.values())), (WIDTH, HEIGHT), Margins(2, 2, 2, 2)
    )
    svg = (
        str(drawn.svg)
        .replace(f'fill="{HATCHED}"', 'fill="url(#ward-map-hatch)"')
        .replace("</desc>", f"</desc>{HATCH}", 1)
    )
    return Figure(drawn.name, drawn.title, drawn.description, Markup(svg))  # noqa: S704


def step(estimate: float) -> int:
    """The step of the scale that a share falls into, by the whole number in 100 that is shown."""
    whole = cells.rounded(estimate * 100)
    return sum(whole >= limit * 100 for limit in STEPS)


def _fill(row: dict[str, Any] | None) -> str:
    return HATCHED if row is None or row["estimate"] is None else palette.MAP[step(row["estimate"])]


def _extent(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _words(rows: list[dict[str, Any]]) -> str:
    with_figure = sorted(
        (row for row in rows if row["estimate"] is not None), key=lambda row: (row["estimate"], row["ward"])
    )
    hidden = len(rows) - len(with_figure)
    if not with_figure:
        return "No ward has enough babies to be shown."
    low, high = with_figure[0], with_figure[-1]
    return (
        f"Share of babies who came to a hub at least once, by the ward where they live. Lowest: {low['ward_name']}, "
        f"{cells.hundred(low['estimate'])} in 100. Highest: {high['ward_name']}, {cells.hundred(high['estimate'])} in 100. "
        f"{hidden} wards have too few babies to be shown and are hatched. The table has every ward."
    )
