"""The document as one HTML file: no script, no request, one style named by its digest. Its sources stand at the end, linked both ways."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from babyhubs.reports.bid.readied import Readied
from babyhubs.reports.html import environment

HERE = Path(__file__).parents[1]
STYLE = """
.sections h2 { margin-top: 0; }
.box { color: var(--muted); font-size: .9rem; }
.ref a { text-decoration: none; padding: 0 .15em; }
.notes { font-size: .9rem; max-width: 46rem; }
.notes li { padding: .15rem 0; }
.drawing svg { display: block; width: 100%; max-width: 45rem; height: auto; }
.drawing figcaption { margin: .4rem 0 0; }
.slides section { border: 2px solid var(--line); padding: 2rem; min-height: 60vh; font-size: 1.4rem; }
.slides .contents, .slides .box { display: none; }
@media print { .slides section { break-after: page; border: 0; } }
@media print { .contents { display: none; } section { break-inside: auto; } figure, table { break-inside: avoid; } }
"""


def page(ready: Readied, software: str) -> str:
    """The whole page. Same document, same characters."""
    style = (HERE / "style.css").read_text(encoding="utf-8") + STYLE
    return (
        environment()
        .get_template("bid.html.j2")
        .render(
            ready=ready,
            made=ready.made,
            software=software,
            links={},
            style=Markup(style),  # noqa: S704 - our own style, no input
            style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )


def body(ready: Readied, links: Mapping[str, Sequence[tuple[str, str]]]) -> Markup:
    """The sections and notes alone, to stand inside another page. links: of a claim, where each of its sources is shown."""
    shown = environment().get_template("bid_body.html.j2").render(ready=ready, made=ready.made, links=links)
    return Markup(shown)  # noqa: S704 - escaped by the template
