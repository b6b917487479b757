"""The discussions report as one HTML file: no script, no request, one style named by its digest."""

import base64
import hashlib
from pathlib import Path

from markupsafe import Markup

from babyhubs.discussions.telling import Telling
from babyhubs.reports.discussions.curve import curve
from babyhubs.reports.discussions.tables import tables
from babyhubs.reports.discussions.words import parts, period, summary
from babyhubs.reports.html import environment

HERE = Path(__file__).parents[1]
QUOTES = """
.quote { margin: .8rem 0 1.1rem; max-width: 46rem; }
.quote blockquote { margin: 0; padding: .1rem 0 .1rem .9rem; border-inline-start: .3rem solid var(--accent); font-family: var(--serif); font-size: 1.12rem; white-space: pre-line; }
.quote figcaption { font-weight: 400; color: var(--muted); font-size: .95rem; margin: .25rem 0 0; padding-inline-start: 1.2rem; }
"""


def page(told: Telling) -> str:
    """The whole page. Same telling, same characters."""
    made = tables(told)
    sections = parts(told, set(made))
    style = (HERE / "style.css").read_text(encoding="utf-8") + QUOTES
    first = [("answer", "In short"), *([("themes", "What stops families, and what helps")] if told.themes else [])]
    return (
        environment()
        .get_template("discussions.html.j2")
        .render(
            told=told,
            title=told.title,
            internal=told.profile.name == "internal",
            period=period(told),
            summary=summary(told),
            parts=sections,
            tables=made,
            sections=[*first, *((anchor, heading) for anchor, heading, _, _ in sections)],
            curve=curve(told.saturation[0]) if told.saturation else None,
            style=Markup(style),  # noqa: S704 - our own style, no input
            style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        )
    )
