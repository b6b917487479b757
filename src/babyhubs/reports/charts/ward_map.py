"""Reach by ward as a map: five steps of one hue, dark where reach is low; hatched where nothing may be shown."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import altair as alt
import polars as pl
from markupsafe import Markup

from babyhubs.reference import boundaries
from babyhubs.reports import cells
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import palette
from babyhubs.reports.charts.drawing import INK, PAPER, Figure, Margins, draw

SIZE = (560, 412)
HATCHED = "#fefefe"  # stands for the hatching, which the drawing library does not know
STEPS = (50, 60, 70, 80)  # in 100 babies
STEP_LABELS = ("under 50 in 100", "50 to 59", "60 to 69", "70 to 79", "80 or more")
HATCH = (
    '<defs><pattern id="ward-map-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#ffffff"/><rect width="2" height="7" fill="#6b6b6b"/></pattern></defs>'
)


def ward_map(wards: pl.DataFrame, councils: Mapping[str, str]) -> Figure | None:
    """The map at hubs, or None where no boundary that ships belongs to the wards. councils: code to name, for orientation."""
    shown = {row["ward"]: row for row in wards.filter(pl.col("view") == "hub").to_dicts()}
    features = boundaries.wards()["features"]
    if not any(one["properties"]["ward"] in shown for one in features):
        return None
    data: dict[str, list[Any]] = {
        "wards": [
            {
                "type": "Feature",
                "geometry": one["geometry"],
                "properties": {"fill": _fill(shown.get(one["properties"]["ward"]))},
            }
            for one in features
        ],
        "councils": _councils(features, councils),
    }
    names = alt.Chart(alt.NamedData("councils")).encode(
        alt.Longitude("longitude:Q"), alt.Latitude("latitude:Q"), alt.Text("name:N")
    )
    chart = alt.layer(
        alt.Chart(alt.NamedData("wards"))
        .mark_geoshape(stroke=PAPER, strokeWidth=0.8)
        .encode(alt.Fill("properties.fill:N", scale=None, legend=None)),
        names.mark_text(fontSize=16, fontWeight=600, stroke=PAPER, strokeWidth=4, color=PAPER),
        names.mark_text(fontSize=16, fontWeight=600, color=INK),
    ).project(type="mercator")
    words = _words(list(shown.values()))
    drawn = draw(chart, data, "ward-map", "Map of reach by ward", words, SIZE, Margins(2, 2, 2, 2))
    svg = str(drawn.svg).replace(f'fill="{HATCHED}"', 'fill="url(#ward-map-hatch)"')
    return replace(drawn, svg=Markup(svg.replace("</desc>", f"</desc>{HATCH}", 1)))  # noqa: S704


def step(estimate: float) -> int:
    """The step of the scale that a share falls into, by the whole number in 100 that is shown."""
    return sum(cells.rounded(estimate * 100) >= limit for limit in STEPS)


def _fill(row: Row | None) -> str:
    return HATCHED if row is None or row["estimate"] is None else palette.MAP[step(row["estimate"])]


def _councils(features: list[Any], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Where each council's name goes: the middle of its wards' corners."""
    found = []
    for code, name in sorted(names.items()):
        points = [
            point
            for one in features
            if one["properties"]["authority"] == code
            for polygon in one["geometry"]["coordinates"]
            for point in polygon[0]
        ]
        if points:
            longitude, latitude = (sum(values) / len(points) for values in zip(*points, strict=True))
            found.append({"name": name, "longitude": longitude, "latitude": latitude})
    return found


def _words(rows: list[Row]) -> str:
    with_figure = sorted(
        (row for row in rows if row["estimate"] is not None), key=lambda row: (row["estimate"], row["ward"])
    )
    if not with_figure:
        return "No ward has enough babies to be shown."
    low, high = with_figure[0], with_figure[-1]
    return (
        f"Share of babies who came to a hub at least once, by the ward where they live. Lowest: {low['ward_name']}, "
        f"{cells.hundred(low['estimate'])} in 100. Highest: {high['ward_name']}, {cells.hundred(high['estimate'])} in 100. "
        f"{len(rows) - len(with_figure)} wards have too few babies to be shown and are hatched. The table has every ward."
    )
