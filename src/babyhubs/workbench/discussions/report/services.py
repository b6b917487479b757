"""Asking for a report, and what came of it. The record is told figures and outcomes, never words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from babyhubs.disclosure.profiles import DEFAULT
from babyhubs.errors import InputError
from babyhubs.workbench.discussions.models import DiscussionReport
from babyhubs.workbench.discussions.project import newest_act, opened
from babyhubs.workbench.discussions.report import tasks
from babyhubs.workbench.programme.uses import class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

STRAND = "discussions"
State = DiscussionReport.State


@audited("discussions.report-asked", "asked for the report of the discussions")
def ask(actor: Actor, programme: Any, *, attribute: str, coreq: Mapping[str, str]) -> Changed[DiscussionReport]:
    """The worker begins it. attribute: whose groups are compared; empty for none. coreq: answers by the item's number."""
    with opened(programme) as project:
        if not project.value("SELECT count(*) FROM coding WHERE withdrawn_by IS NULL"):
            raise InputError("Nothing has been coded yet.", remedy="Code what was said first.")
        act = newest_act(project)
    report = DiscussionReport.objects.create(
        programme=programme,
        asked_by_id=actor.key or None,
        attribute=attribute,
        coreq={number: text.strip() for number, text in coreq.items() if text.strip()},
        project_class=class_now(programme, STRAND),
        profile=DEFAULT,
        act=act,
    )
    report.task = str(tasks.write_report.enqueue(str(report.pk)).id)
    report.save(update_fields=["task"])
    return Changed(report, subject=report, programme=programme.pk, details={"answers": len(report.coreq)})


@audited("discussions.report-written", "wrote the report of the discussions")
def done(
    actor: Actor, report: DiscussionReport, *, sha256: str, findings: Sequence[Any], quotes: Sequence[Any]
) -> Changed[DiscussionReport]:
    """Its files are there."""
    report.report_sha256, report.findings, report.quotes = sha256, list(findings), list(quotes)
    _end(report, State.DONE)
    details = {"themes": len(findings), "quotes": len(quotes), "report": sha256}
    return Changed(report, subject=report, programme=report.programme_id, details=details)


@audited("discussions.report-refused", "refused to write the report of the discussions")
def refused(
    actor: Actor, report: DiscussionReport, *, what: str, faults: Sequence[tuple[str, str]]
) -> Changed[DiscussionReport]:
    """Something in it may not be printed: where, and why."""
    report.problem, report.faults = what, [list(one) for one in faults]
    _end(report, State.REFUSED)
    return Changed(report, subject=report, programme=report.programme_id, details={"faults": len(faults)})


@audited("discussions.report-failed", "could not write the report of the discussions")
def failed(actor: Actor, report: DiscussionReport, *, what: str) -> Changed[DiscussionReport]:
    """Why, for people."""
    report.problem = what
    _end(report, State.FAILED)
    return Changed(report, subject=report, programme=report.programme_id)


def _end(report: DiscussionReport, state: Any) -> None:
    report.state, report.ended_at = state, timezone.now()
    report.save()
