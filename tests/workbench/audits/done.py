"""An audit that is done, with all its pages: a small simulated service, its figures as they are, one group hidden by hand.

What disclosure does to figures is tested where it is done; here it only has to be quick.

python -m tests.workbench.audits.done FOLDER puts two audits into the data folder of a workbench that was started before.
"""

import json
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs.audit import rule
from babyhubs.audit.findings import findings
from babyhubs.audit.release import release
from babyhubs.audit.result import AuditResult
from babyhubs.audit.run import Request, run
from babyhubs.audit.window import Window
from babyhubs.disclosure.profiles import profile
from babyhubs.evidence.finding import Finding
from babyhubs.reference import areas
from babyhubs.reports.answer import Answer
from babyhubs.reports.contents import Contents, contents
from babyhubs.simulation.service import simulate
from babyhubs.simulation.settings import Settings
from tests.reports.audits import provenance, quality
from tests.service_records import records

PROFILE = profile("internal")
CLASS = "clinical audit"
HIDDEN = ("ethnic_group", "Mixed")  # attribute and group
_KEPT = ("group_order", "age_days")


@cache
def exact() -> AuditResult:
    """What was counted."""
    service = simulate(Settings(seed=1, births_per_year=1500))
    request = Request(rule.read(), Window(date(2025, 9, 1), date(2026, 9, 1)), "2001", commit=lambda _: "hmac-sha256:0")
    return run(records(service), areas.england(2025), request)


@cache
def released() -> AuditResult:
    """What the pages are made from."""
    one = release(exact(), PROFILE)
    tables = one.tables | {name: _hidden(one.tables[name]) for name in ("measures", "curves")}
    return AuditResult(**tables, summary=one.summary, inputs=one.inputs)


@cache
def found() -> tuple[Finding, ...]:
    """The findings."""
    return findings(released(), exact(), PROFILE, CLASS)


@cache
def drawn() -> Contents:
    """What the report shows."""
    return contents(released(), quality(), found(), said())


def refused() -> AuditResult:
    """The same, with the main question refused."""
    one = released()
    row = {"scope": ["all"], "reason": ["The reason."], "remedy": ["The remedy."], "protection": [""]}
    return AuditResult(**(one.tables | {"refusals": pl.DataFrame(row)}), summary=one.summary, inputs=one.inputs)


def said() -> dict[str, Any]:
    """Where it came from."""
    return provenance(rule_reference=released().summary["rule"], findings=[one.identity for one in found()])


def a_result(programme: Any, **fields: Any) -> Any:
    """A run that is done. fields: of the row, where they are to differ."""
    from babyhubs.reports import tidy_files
    from babyhubs.workbench.audits import places, services
    from babyhubs.workbench.audits.results.outcome import outcome
    from tests.workbench.audits.rows import a_run
    from tests.workbench.service import TEST

    one = a_run(programme)
    place = places.answer(one)
    place.mkdir()
    (place / "report.html").write_text("<p>The report.</p>", encoding="utf-8")
    (place / "provenance.json").write_text(json.dumps(said()), encoding="utf-8")
    tidy_files.write(released(), place / "csv", quality())
    answer = Answer(None, exact(), released(), found(), said())  # type: ignore[arg-type]  # no file was cleaned
    results = outcome(answer, drawn(), one) | fields
    services.done(TEST, one, results=results, findings=[finding.to_json() for finding in found()])
    return one


def _hidden(table: pl.DataFrame) -> pl.DataFrame:
    here = (pl.col("attribute") == HIDDEN[0]) & (pl.col("group") == HIDDEN[1])
    numbers = [name for name, kind in table.schema.items() if kind.is_numeric() and name not in _KEPT]
    return table.with_columns(
        *(pl.when(~here).then(pl.col(name)).alias(name) for name in numbers),
        pl.when(here).then(pl.lit("small")).otherwise(pl.col("protection")).alias("protection"),
    )


def main(folder: Path) -> None:
    """Two audits in a programme of the workbench's owner, the earlier one with another verdict and an older period."""
    from babyhubs.workbench.options import Options
    from babyhubs.workbench.start import start

    start(Options(folder=folder))
    from babyhubs.workbench.accounts.models import User
    from babyhubs.workbench.audits.models import Run
    from babyhubs.workbench.programme import services
    from tests.workbench.service import TEST

    owner = User.objects.get()
    programme = services.create(TEST, name="Reach", place="Bristol", purpose="Whom do we miss?", owner=owner)
    earlier = a_result(programme, period="2025-08-01/2026-07-31")
    rows = [row | {"verdict": "Cannot tell"} if not place else row for place, row in enumerate(earlier.verdicts)]
    asked_at = earlier.asked_at - timedelta(days=30)
    Run.objects.filter(pk=earlier.pk).update(verdicts=rows, asked_at=asked_at)
    later = a_result(programme)
    sys.stdout.write(f"/programmes/{programme.pk}/audits/{later.pk}/\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
