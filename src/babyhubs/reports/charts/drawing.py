"""From an Altair chart to inline SVG that is the same bytes everywhere, is text where it shows text, and has a name.

Nothing in a layout may depend on measured text, because machines have different fonts: plots have a fixed size, fixed
margins and no labels that make room for themselves (`autosize` none).
"""

import html
import itertools
import re
from dataclasses import dataclass

import altair as alt
import vl_convert
from markupsafe import Markup

_VEGA_LITE = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
INK, MUTED, GRID, PAPER = "#1d2b33", "#55636b", "#dfe5e8", "#ffffff"


@dataclass(frozen=True)
class Margins:
    """Room around the plot, in pixels, for axes and labels."""

    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Figure:
    """A drawn chart. title: its name; description: what it shows in words; both are read out instead of the drawing."""

    name: str
    title: str
    description: str
    svg: Markup


def draw(
    chart: alt.LayerChart, name: str, title: str, description: str, size: tuple[int, int], margins: Margins
) -> Figure:
    """Draw. `name` is unique on the page: the ids inside the SVG carry it."""
    sized = chart.properties(
        width=size[0],
        height=size[1],
        autosize=alt.AutoSizeParams(type="none", contains="content"),
        padding={"left": margins.left, "right": margins.right, "top": margins.top, "bottom": margins.bottom},
    )
    svg = vl_convert.vegalite_to_svg(_styled(sized).to_dict(), vl_version=_VEGA_LITE)
    return Figure(name, title, description, Markup(_inline(svg, name, title, description)))  # noqa: S704


def _styled(chart: alt.LayerChart) -> alt.LayerChart:
    return chart.configure(background=PAPER, font="sans-serif").configure_view(stroke=None).configure_axis(
        labelFontSize=13, titleFontSize=13, titleFontWeight="normal", labelColor=MUTED, titleColor=MUTED, gridColor=GRID,
        domainColor=MUTED, tickColor=MUTED, labelOverlap=False, labelLimit=0, titleLimit=0, labelFlush=False,
    )  # fmt: skip


def _inline(svg: str, name: str, title: str, description: str) -> str:
    """One image with a title and a description; no ids that another chart of the page could have."""
    width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()  # type: ignore[union-attr]
    body = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    body = re.sub(r' (role|class|aria-[a-z]+|font-family|pointer-events|style)="[^"]*"', "", body)
    body = re.sub(r"-?\d+\.\d{2,}", lambda match: f"{float(match[0]):.1f}".replace(".0", "", 1), body)
    body = re.sub(r'<path d="M0,0h0v0h0Z"/>|<path d="" display="none"/>', "", body)
    body = re.sub(r'<path d="M0,0h[\d.]+v[\d.]+h-[\d.]+Z"/>', "", body)
    number = itertools.count(1)
    for old in dict.fromkeys(re.findall(r' id="([^"]+)"', body)):
        new = f"{name}-part-{next(number)}"
        body = body.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'preserveAspectRatio="xMinYMin meet"><title id="{name}-title">{html.escape(title)}</title>'
        f'<desc id="{name}-desc">{html.escape(description)}</desc>{body}</svg>'
    )
