"""The report: one HTML file that holds everything it shows, asks nothing of any network and runs no script.

The page is made from released tables only (`reports.protected`). Its style is named in the content security policy by
its digest, so that a browser applies this style and nothing else.
"""

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from altair.utils.schemapi import debug_mode
from markupsafe import Markup

from babyhubs.audit.result import AuditResult
from babyhubs.evidence.finding import Finding
from babyhubs.reports import phrases
from babyhubs.reports.protected import require_protected
from babyhubs.reports.quality_tables import QualityTables
from babyhubs.reports.refused import WHOLE, by_scope
from babyhubs.reports.sections.answer import answer
from babyhubs.reports.sections.gaps import gaps
from babyhubs.reports.sections.gradient import gradient
from babyhubs.reports.sections.hubs import hubs
from babyhubs.reports.sections.method import method
from babyhubs.reports.sections.places import places
from babyhubs.reports.sections.quality import quality
from babyhubs.reports.sections.reach import reach
from babyhubs.reports.sections.visiting import visiting

HERE = Path(__file__).parent


def page(
    released: AuditResult, quality_tables: QualityTables, findings: Sequence[Finding], provenance: dict[str, Any]
) -> str:
    """The whole page. Same arguments, same characters."""
    require_protected(released)
    # Altair checks every part of a chart against its schema; the tests do that once, the report need not (half the time)
    with debug_mode(False):
        return _page(released, quality_tables, findings, provenance)


def _page(
    released: AuditResult, quality_tables: QualityTables, findings: Sequence[Finding], provenance: dict[str, Any]
) -> str:
    scopes = by_scope(released)
    context: dict[str, Any] = {
        "title": "Which families do our baby hubs miss?",
        "place": provenance.get("place") or "",
        "simulated": bool(provenance.get("simulated")),
        "period": period_in_words(str(released.summary["period"])),
        "project_class": provenance["project_class"],
        "profile": provenance["disclosure_profile"],
        "internal": provenance["disclosure_profile"]["name"] == "internal",
        "horizon": phrases.age(int(released.summary["horizon_days"])),
        "summary": released.summary,
        "refusals": scopes.get(WHOLE, []),
        "part_refusals": {scope: found for scope, found in scopes.items() if scope != WHOLE},
        "answer": answer(released),
        "quality": quality(released, quality_tables),
        "hubs": hubs(released),
        "method": method(released, tuple(findings), provenance),
    }
    if not released.refused:
        context |= {
            "reach": reach(released),
            "gaps": gaps(released, float(provenance["rule"]["reach_ratio_below"])),
            "gradient": gradient(released),
            "places": places(released),
            "visiting": visiting(released),
        }
    style = (HERE / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _environment().get_template("page.html.j2").render(context, style=Markup(style), style_digest=digest)  # noqa: S704


def period_in_words(period: str) -> str:
    """2025-09-01/2026-08-31 as 1 September 2025 to 31 August 2026, whatever the locale."""
    return " to ".join(_day(date.fromisoformat(part)) for part in period.split("/"))


def _day(day: date) -> str:
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    )  # fmt: skip
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
