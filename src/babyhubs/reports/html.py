"""The report: one HTML file that holds everything it shows, asks nothing of any network and runs no script.

The page is made from released tables only (`reports.protected`). Its style is named in the content security policy by
its digest, so that a browser applies this style and nothing else.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from babyhubs.audit.result import AuditResult
from babyhubs.evidence.finding import Finding
from babyhubs.reports import phrases
from babyhubs.reports.contents import Contents, contents
from babyhubs.reports.quality_tables import QualityTables

HERE = Path(__file__).parent
TITLE = "Which families do our baby hubs miss?"


def page(
    released: AuditResult, quality_tables: QualityTables, findings: Sequence[Finding], provenance: dict[str, Any]
) -> str:
    """The whole page. Same arguments, same characters."""
    return rendered(contents(released, quality_tables, findings, provenance), released.summary, provenance)


def rendered(shown: Contents, summary: dict[str, Any], provenance: dict[str, Any]) -> str:
    """The page of contents that were drawn already. summary: of the audit's result."""
    style = (HERE / "style.css").read_text(encoding="utf-8")
    context: dict[str, Any] = {field.name: getattr(shown, field.name) for field in fields(shown)} | {
        "title": TITLE,
        "place": provenance.get("place") or "",
        "simulated": bool(provenance.get("simulated")),
        "period": period_in_words(str(summary["period"])),
        "project_class": provenance["project_class"],
        "profile": provenance["disclosure_profile"],
        "internal": provenance["disclosure_profile"]["name"] == "internal",
        "horizon": phrases.age(int(summary["horizon_days"])),
        "summary": summary,
        "style": Markup(style),  # noqa: S704 - our own file
        "style_digest": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    }
    return environment().get_template("page.html.j2").render(context)


def period_in_words(period: str) -> str:
    """2025-09-01/2026-08-31 as 1 September 2025 to 31 August 2026, whatever the locale."""
    return " to ".join(_day(date.fromisoformat(part)) for part in period.split("/"))


def _day(day: date) -> str:
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    )  # fmt: skip
    return f"{day.day} {months[day.month - 1]} {day.year}"


def environment() -> jinja2.Environment:
    """Templates, autoescaped; a name that is not there is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
