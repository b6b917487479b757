"""An audit that is done, with all its pages, made from the small simulated service that the report's tests use.

python -m tests.workbench.audits.done FOLDER puts two of them into the data folder of a workbench that was started before.
"""

import json
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from babyhubs.audit.findings import findings
from babyhubs.evidence.finding import Finding
from babyhubs.reports.answer import Answer
from babyhubs.reports.contents import Contents, contents
from tests.reports.audits import HES, exact, provenance, quality, released

CLASS = "clinical audit"


@cache
def found() -> tuple[Finding, ...]:
    """The findings."""
    return findings(released(), exact(), HES, CLASS)


@cache
def drawn() -> Contents:
    """What the report shows."""
    return contents(released(), quality(), found(), said())


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

    run = a_run(programme)
    place = places.answer(run)
    place.mkdir()
    (place / "report.html").write_text("<p>The report.</p>", encoding="utf-8")
    (place / "provenance.json").write_text(json.dumps(said()), encoding="utf-8")
    tidy_files.write(released(), place / "csv", quality())
    one = Answer(None, exact(), released(), found(), said())  # type: ignore[arg-type]  # no file was cleaned
    results = outcome(one, drawn(), run) | fields
    services.done(TEST, run, results=results, findings=[replace(finding).to_json() for finding in found()])
    return run


def main(folder: Path) -> None:
    """Two audits in a programme of the workbench's owner."""
    from babyhubs.workbench.options import Options
    from babyhubs.workbench.start import start

    start(Options(folder=folder))
    from babyhubs.workbench.accounts.models import User
    from babyhubs.workbench.programme import services
    from tests.workbench.service import TEST

    owner = User.objects.get()
    programme = services.create(TEST, name="Reach", place="Bristol", purpose="Whom do we miss?", owner=owner)
    earlier = a_result(programme)
    later = a_result(programme)
    sys.stdout.write(f"/programmes/{programme.pk}/audits/{earlier.pk}/ /programmes/{programme.pk}/audits/{later.pk}/\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
