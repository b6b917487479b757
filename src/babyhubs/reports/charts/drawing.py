"""From an Altair chart to inline SVG that is the same bytes everywhere, is text where it shows text, and has a name.

Nothing in a layout may depend on measured text, because machines have different fonts: plots have a fixed size, fixed
margins and no labels that make room for themselves (`autosize` none).
"""

import html
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

_VEGA_LITE = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
INK, MUTED, GRID, PAPER = "#1d2b33", "#55636b", "#dfe5e8", "#ffffff"


Chart = alt.LayerChart | alt.FacetChart  # what Altair says that layering gives
Data = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Margins:
    """Room around the plot, in pixels, for axes and labels."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Figure:
    """A drawn chart. title and description are read out instead of the drawing; the caption stands above it."""

    name: str
    title: str
    description: str
    caption: str
    svg: Markup


def draw(
    chart: Chart,
    data: Data,
    name: str,
    title: str,
    description: str,
    size: tuple[int, int],
    margins: Margins,
    caption: str = "",
) -> Figure:
    """Draw. `name` is unique on the page: the ids inside the SVG carry it.

    data: the rows of each named data set (`alt.NamedData`). They stand beside the chart, not in it, because Altair checks
    and copies what is inside a chart many times over.
    """
    sized = chart.properties(
        width=size[0],
        height=size[1],
        autosize=alt.AutoSizeParams(type="none", contains="content"),
        padding={"left": margins.left, "right": margins.right, "top": margins.top, "bottom": margins.bottom},
    )
    spec = _styled(sized) | {"datasets": dict(data)}
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE)
    return Figure(name, title, description, caption or title, Markup(_inline(svg, name, title, description)))  # noqa: S704


def _styled(chart: Chart) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec | {"config": _config()}


@cache
def _config() -> dict[str, Any]:
    """The look of every chart, worked out once: Altair takes as long over it as over a chart."""
    axis = alt.AxisConfig(
        labelFontSize=13, titleFontSize=13, titleFontWeight="normal", labelColor=MUTED, titleColor=MUTED, gridColor=GRID,
        domainColor=MUTED, tickColor=MUTED, labelOverlap=False, labelLimit=0, titleLimit=0, labelFlush=False,
    )  # fmt: skip
    config = alt.Config(background=PAPER, font="sans-serif", view=alt.ViewConfig(stroke=None), axis=axis)
    found: dict[str, Any] = config.to_dict(validate=False)
    return found


def _inline(svg: str, name: str, title: str, description: str) -> str:
    """One image with a title and a description; no ids that another chart of the page could have."""
    opening = svg[: svg.index(">") + 1]
    size = opening.partition('viewBox="0 0 ')[2].partition('"')[0]
    body = re.sub(r"<[^<>]*>", _plain, svg[len(opening) : svg.rindex("</svg>")])
    body = re.sub(r'<path d="(M0,0h[\d.]+v[\d.]+h-?[\d.]+Z)?"[^>]*/>', "", body)
    number = itertools.count(1)
    for old in dict.fromkeys(re.findall(r' id="([^"]+)"', body)):
        new = f"{name}-part-{next(number)}"
        body = body.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    return (
        f'<svg viewBox="0 0 {size}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'preserveAspectRatio="xMinYMin meet"><title id="{name}-title">{html.escape(title)}</title>'
        f'<desc id="{name}-desc">{html.escape(description)}</desc>{body}</svg>'
    )


def _plain(tag: re.Match[str]) -> str:
    """A tag without what a picture does not need, its numbers to a tenth of a pixel. Text between tags is left alone."""
    text = re.sub(r' (role|class|aria-[a-z]+|font-family|pointer-events|style)="[^"]*"', "", tag[0])
    return re.sub(r"-?\d+\.\d{2,}", lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), text)
