"""Markdown to HTML: nothing but Markdown (HTML in a document is shown as text), headings that can be linked to, links led to where the pages are."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from babyhubs.reports.manual.shelf import OVERVIEW, SECTIONS, Document, keys_by_path, root

PICTURES = (".png", ".svg", ".jpg")
Leads = Callable[[str, str], str]  # the key of a page or the place of a picture, and "page" or "picture" -> address


@dataclass(frozen=True)
class Page:
    """headings: their anchor and text, for the list of what is on the page."""

    html: Markup
    headings: tuple[tuple[str, str], ...]


def rendered(document: Document, leads: Leads) -> Page:
    """The document as HTML. leads: gives the address of another page, or of a picture."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(document.text)
    headings = _anchored(tokens)
    _linked(tokens, document.path, leads)
    html = parser.renderer.render(tokens, parser.options, {})
    # A wide table scrolls by itself, by keyboard too, and the page does not.
    html = html.replace("<table>", '<div class="scrolls" role="region" aria-label="Table" tabindex="0"><table>')
    return Page(Markup(html.replace("</table>", "</table></div>")), headings)  # noqa: S704 - html=False above: only the parser's own tags


@cache
def pictures(document: Document) -> frozenset[str]:
    """The pictures that a document shows, by their place in the folder of the documents."""
    found: set[str] = set()

    def leads(place: str, kind: str) -> str:
        if kind == "picture":
            found.add(place)
        return place

    rendered(document, leads)
    return frozenset(found)


def anchor(text: str) -> str:
    """A heading's anchor, as the code hosts make it."""
    return re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-")


def _anchored(tokens: Sequence[Token]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            text = "".join(child.content for child in inside.children or () if child.type in ("text", "code_inline"))
            name, taken = anchor(text), {one for one, _ in found}
            while name in taken:
                name += "-again"
            token.attrSet("id", name)
            if token.tag in ("h1", "h2"):
                found.append((name, text))
    return tuple(found[1:])  # the first is the title


def _linked(tokens: Sequence[Token], path: Path, leads: Leads) -> None:
    for token in tokens:
        closes = "a"
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", _address(str(child.attrGet("src")), path, leads))
            elif child.type == "link_open":
                address = _address(str(child.attrGet("href")), path, leads)
                # A file of the program is no page: its name stays, and leads nowhere.
                closes = child.tag = "a" if address else "span"
                child.attrs = {"href": address} if address else {}
            elif child.type == "link_close":
                child.tag = closes


def _address(target: str, path: Path, leads: Leads) -> str:
    """Where a link of a document leads on the site; empty where it leads to no page and no picture."""
    if "://" in target or target.startswith(("#", "mailto:")):
        return target
    file, _, inside = unquote(target).partition("#")
    place = (path.parent / file).resolve()
    key = keys_by_path().get(place) or keys_by_path().get(place / OVERVIEW)
    if key is None and place.is_dir() and place.name in SECTIONS:
        key = place.name
    if key is not None:
        return leads(key, "page") + (f"#{inside}" if inside else "")
    if place.suffix in PICTURES and place.is_relative_to(root().resolve()):
        return leads(place.relative_to(root().resolve()).as_posix(), "picture")
    return ""
