"""The worker's part: one report, from the project as it is now to its files."""

import hashlib
import json
import shutil
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings

from babyhubs.disclosure.profiles import profile
from babyhubs.discussions.exhibits import exhibits
from babyhubs.discussions.findings import findings
from babyhubs.discussions.gate import NotToPrint
from babyhubs.discussions.telling import tell
from babyhubs.errors import BabyhubsError
from babyhubs.reports.discussions.document import document
from babyhubs.reports.discussions.page import page
from babyhubs.reports.discussions.workbook import workbook
from babyhubs.workbench.discussions.models import DiscussionReport
from babyhubs.workbench.discussions.project import key, opened
from babyhubs.workbench.discussions.report import places, services
from babyhubs.workbench.record.actor import program
from babyhubs.workbench.web.faults import logged

WORKER = program("Background work")


def carry_out(report_id: uuid.UUID) -> None:
    """One report. It ends written, refused or failed, and says which."""
    report = DiscussionReport.objects.select_related("programme").get(pk=report_id)
    if report.state != DiscussionReport.State.WAITING:
        return
    try:
        services.done(WORKER, report, **_written(report))
    except NotToPrint as problem:
        faults = [(one.where, one.what) for one in problem.faults]
        services.refused(WORKER, report, what=f"{problem.what} {problem.remedy}".strip(), faults=faults)
    except BabyhubsError as problem:
        services.failed(WORKER, report, what=f"{problem.what} {problem.remedy}".strip())
    except Exception as error:  # whatever it is, the person who waits is told
        told = logged(error)
        services.failed(WORKER, report, what=f"{told.what} {told.remedy}")


def _written(report: DiscussionReport) -> dict[str, Any]:
    rules = profile(report.profile)
    with opened(report.programme) as project:
        told = tell(
            project, rules, key(report.programme_id), report.attribute, report.project_class,
            {int(number): text for number, text in report.coreq.items()}, simulated=settings.BABYHUBS_SIMULATED,
        )  # fmt: skip
        found = findings(project, told, rules)
    quotes = exhibits(told, found, rules)
    html = page(told).encode()
    said = {
        "disclosure_profile": {"name": rules.name, "version": rules.version},
        "software": told.software,
        "period": told.period,
        "project_class": told.project_class,
        "simulated": told.simulated,
        "findings": [one.identity for one in found],
        "quotes": [one.identity for one in quotes],
    }
    lists = {"findings": [one.to_json() for one in found], "quotes": [one.to_json() for one in quotes]}
    _keep(
        places.of_report(report),
        {
            "report.html": html,
            "report.docx": document(told),
            "tables.xlsx": workbook(told),
            "findings.json": _json(lists["findings"]),
            "quotes.json": _json(lists["quotes"]),
            "provenance.json": _json(said),
        },
    )
    return {"sha256": hashlib.sha256(html).hexdigest(), **lists}


def _keep(folder: Path, files: dict[str, bytes]) -> None:
    """All files, or none: a folder of another name until it is whole."""
    partial = folder.with_name(f"{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700, parents=True)
    for name, content in files.items():
        path = partial / name
        path.touch(0o600)
        path.write_bytes(content)
    partial.rename(folder)


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()
