"""Boxes, lines and words as SVG, in fixed places: the same figure gives the same bytes, whatever fonts a machine has.

A figure of a document is printed in black and white as often as not, so nothing is told by colour alone.
"""

import textwrap
from collections.abc import Sequence
from html import escape

INK, MUTED, GRID, ACCENT, WASH, PAPER = "#1d2b33", "#55636b", "#cfd8dc", "#0f5c63", "#eef3f4", "#ffffff"
FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
SIZE, LINE = 13, 17


def svg(width: int, height: int, parts: Sequence[str], name: str, title: str, description: str) -> str:
    """The whole drawing. name: unique in the document."""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">',
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-desc">{escape(description)}</desc>',
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
            *parts,
            "</svg>",
        ]
    )


def words(x: float, y: float, text: str, *, anchor: str = "start", bold: bool = False, colour: str = INK) -> str:
    """One line of text."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{weight} fill="{colour}">{escape(text)}</text>'


def lines(text: str, characters: int) -> list[str]:
    """A text broken to fit."""
    return textwrap.wrap(text, characters, break_long_words=True) or [""]


def box(x: float, y: float, width: float, wrapped: Sequence[str], height: float, *, fill: str = PAPER) -> str:
    """A box with lines of text in its middle."""
    top = y + (height - LINE * len(wrapped)) / 2 + LINE - 4
    inside = "".join(
        words(x + width / 2, top + LINE * number, one, anchor="middle") for number, one in enumerate(wrapped)
    )
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" fill="{fill}" stroke="{INK}"/>{inside}'
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, colour: str = INK, width: float = 1, dashed: bool = False
) -> str:
    """A straight line."""
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}" stroke-width="{width:g}"{dash}/>'


def arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    """A line with a head, straight down or straight to the right."""
    head = (
        f"M{x2 - 4:g} {y2 - 7:g}L{x2:g} {y2:g}L{x2 + 4:g} {y2 - 7:g}Z"
        if x1 == x2
        else f"M{x2 - 7:g} {y2 - 4:g}L{x2:g} {y2:g}L{x2 - 7:g} {y2 + 4:g}Z"
    )
    return f'{line(x1, y1, x2, y2)}<path d="{head}" fill="{INK}"/>'
