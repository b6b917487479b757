"""One audit of a small simulated service for all tests of the report: exact, released, and as a page. Made once a process."""

from datetime import date
from functools import cache
from typing import Any

import polars as pl

from babyhubs.audit import rule
from babyhubs.audit.release import release
from babyhubs.audit.result import AuditResult
from babyhubs.audit.run import Request, run
from babyhubs.audit.window import Window
from babyhubs.disclosure.profiles import profile
from babyhubs.reference import areas, registry
from babyhubs.reports.html import page
from babyhubs.reports.quality_tables import QualityTables, protected_quality
from babyhubs.simulation.service import simulate
from babyhubs.simulation.settings import Settings
from tests.service_records import records

HES = profile("hes")


@cache
def exact() -> AuditResult:
    """Never shown: what the report must not tell."""
    service = simulate(Settings(seed=1, births_per_year=4000))
    request = Request(rule.read(), Window(date(2025, 9, 1), date(2026, 9, 1)), "2001", commit=lambda _: "hmac-sha256:0")
    return run(records(service), areas.england(2025), request)


@cache
def released() -> AuditResult:
    """What the report is made from."""
    return release(exact(), HES)


@cache
def shown() -> str:
    """The page."""
    return page(released(), quality(), (), provenance())


class Cleaned:
    """Exact quality tables, as intake gives them."""

    flow = pl.DataFrame(
        {
            "file": ["children", "children", "children"],
            "step": ["rows in", "set aside", "used"],
            "reason": ["", "no date of birth", ""],
            "rows": [8431, 3, 8428],
        }
    )
    quality = pl.DataFrame(
        {
            "dimension": ["completeness"] * 3,
            "check": ["filled"] * 3,
            "label": ["Main language is filled in"] * 3,
            "file": ["children"] * 3,
            "field": ["language"] * 3,
            "by": ["all", "site", "site"],
            "group": ["all", "North team", "South team"],
            "records": [8428, 4217, 4211],
            "failing": [212, 209, 3],
            "share": [212 / 8428, 209 / 4217, 3 / 4211],
        }
    )
    rules = pl.DataFrame(
        {"rule": ["trim"], "label": ["White space is cut"], "switched_on": [True], "rows_changed": [4]}
    )


def quality() -> QualityTables:
    """Quality tables as they may leave."""
    return protected_quality(Cleaned(), HES)


def provenance(**more: Any) -> dict[str, Any]:
    """As much as the report reads, of what `reports.answer` writes."""
    used = rule.read()
    return {
        "software": "babyhubs 0.0.0",
        "place": "Northtown",
        "project_class": "clinical audit",
        "period": "2025-09-01/2026-08-31",
        "as_of": "2026-09-15",
        "rule": used.model_dump(),
        "disclosure_profile": {"name": HES.name, "version": HES.version, "title": HES.title, "source": HES.source},
        "mapping": "sha256:" + "ab" * 32,
        "inputs": [{"file": "children", "name": "children.csv", "digest": "hmac-sha256:" + "0f" * 32, "rows": 8431}],
        "reference_data": [
            {"title": one.title, "vintage": one.vintage, "licence": one.licence, "attribution": one.attribution}
            for one in registry.FILES
        ],
    } | more


def refused(scope: str) -> AuditResult:
    """The released audit with one refusal."""
    return with_table(
        "refusals",
        pl.DataFrame({"scope": [scope], "reason": ["The reason."], "remedy": ["The remedy."], "protection": [""]}),
    )


def with_table(name: str, table: pl.DataFrame, **more: pl.DataFrame) -> AuditResult:
    """The released audit with another table in one place, or in some."""
    one = released()
    return AuditResult(**(one.tables | {name: table} | more), summary=one.summary, inputs=one.inputs)
