"""The pack's pages: index.html that opens from a memory stick without a network, the README for the reviewer, the licences."""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from babyhubs.evidence.about import About
from babyhubs.evidence.claim import STRENGTHS
from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.ledger import Ledger
from babyhubs.evidence.record import Record
from babyhubs.evidence.sentence import MARK
from babyhubs.evidence.thread import FRESH, node
from babyhubs.evidence.thread_text import short
from babyhubs.reference import registry

WHAT = {
    "index.html": "Every claim with its sources, to read in a browser",
    "README.md": "For the reviewer: what this is and how to check it",
    "claims.json": "The claims as they were checked, each figure beside its source’s",
    "findings.json": "The findings that the claims rest on, all the way up",
    "exhibits.json": "Quotes and rows of the involvement log that the claims cite",
    "ledger.jsonl": "The chain of all entries; those that no claim rests on have no content here",
    "thread.svg": "What rests on what, as a drawing",
    "licences.md": "Licences, and notices of the reference data",
    "provenance.json": "Which program made this, and where the ledger ended",
}
# What a reader of a source looks for; its method, rule and digests are one click further.
TOLD = (
    "unit", "period", "eligible", "estimate", "lower", "upper", "compared with", "ratio", "ratio lower", "ratio upper",
    "shortfall families", "verdict", "reason",
)  # fmt: skip


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=jinja2.select_autoescape(["html.j2"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def index(about: About, ledger: Ledger, drawing: str, tables: Sequence[str]) -> str:
    """One page: claims, sentences without support, sources, the drawing, the tables."""
    claims = [_claim(ledger, claim) for claim in ledger.claims.values()]
    return (
        _environment()
        .get_template("pack.html.j2")
        .render(
            about=about,
            claims=[claim for claim in claims if claim["sources"]],
            unsupported=[claim for claim in claims if not claim["sources"]],
            sources=[_source(ledger, identity, record) for identity, record in ledger.records.items()],
            strengths=STRENGTHS,
            drawing=Markup(drawing),  # noqa: S704 -- our own SVG, every text in it escaped
            tables=tables,
            what=WHAT,
            head=ledger.head,
            notices=registry.attributions(),
        )
    )


def readme(about: About, ledger: Ledger, tables: Sequence[str]) -> str:
    """In Markdown, for whoever opens the folder first."""
    supported = [claim for claim in ledger.claims.values() if claim["sources"]]
    given = {"about": about, "claims": len(supported), "unsupported": len(ledger.claims) - len(supported)}
    text = _environment().get_template("reviewer.md.j2")
    return text.render(**given, records=len(ledger.records), tables=tables, what=WHAT)


def licences(about: About) -> str:
    """The pack's licence, and the notices that the reference data ask for."""
    return _environment().get_template("licences.md.j2").render(about=about, notices=registry.attributions())


def _claim(ledger: Ledger, claim: Any) -> dict[str, Any]:
    seen = node(ledger, claim["name"])
    return {
        **claim,
        "words": _linked(claim),
        "state": seen,
        "amber": seen.state != FRESH,
        "cited": [(name, _anchor(one), node(ledger, one)) for name, one in claim["sources"].items()],
    }


def _linked(claim: Any) -> Markup:
    """The sentence, each tied figure a link to its source."""
    words, end, marked = Markup(), 0, claim["marked"]
    for found in MARK.finditer(marked):
        words += escape(marked[end : found.start()])
        source = claim["sources"].get(found[2])
        link = Markup('<a href="#{}">{}</a>').format(_anchor(source), found[1]) if source else escape(found[1])
        words, end = words + link, found.end()
    return words + escape(marked[end:])


def _source(ledger: Ledger, identity: str, record: Record) -> dict[str, Any]:
    seen = node(ledger, identity)
    citing = [name for name, claim in ledger.claims.items() if identity in claim["sources"].values()]
    return {
        "anchor": _anchor(identity),
        "identity": identity,
        "node": seen,
        "amber": seen.state != FRESH,
        "rows": [(name, value) for name, value in _rows(record) if name in TOLD or isinstance(record, Exhibit)],
        "rest": [
            (name, value) for name, value in _rows(record) if name not in TOLD and not isinstance(record, Exhibit)
        ],
        "quote": record.words if isinstance(record, Exhibit) else "",
        "parents": [(_anchor(one), node(ledger, one)) for one in dict.fromkeys(record.parents)],
        "citing": citing,
    }


def _rows(record: Record) -> list[tuple[str, str]]:
    """Every field that says something, by its name."""
    skipped = ("parents", "words", "figures", "kind")
    shown = [(field.name, getattr(record, field.name)) for field in fields(record) if field.name not in skipped]
    if isinstance(record, Exhibit):
        shown += list(record.figures)
    return [(name.replace("_", " "), _said(value)) for name, value in shown if value not in (None, "", ())]


def _said(value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _anchor(identity: str) -> str:
    return f"r-{short(identity)}"
