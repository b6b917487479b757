"""Reports as their pages show them, and where to mend what may not be printed."""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from babyhubs.discussions.project import Project
from babyhubs.discussions.themes import themes
from babyhubs.workbench.discussions.models import DiscussionReport

INTERRUPTED = "The work was cut off. Ask for the report again."
_THEME = re.compile(r"theme “(.*?)”")
State = DiscussionReport.State


@dataclass(frozen=True, slots=True)
class Fault:
    """What may not be printed. address, mend: the page where it can be mended, and its name."""

    where: str
    what: str
    address: str
    mend: str


def faults(programme: Any, project: Project, report: DiscussionReport) -> list[Fault]:
    """Each with the page where to mend it."""
    known = {one.name: one.guid for one in themes(project)}
    return [Fault(where, what, *_mend(programme, where, known)) for where, what in report.faults]


def interrupted(report: DiscussionReport) -> bool:
    """Whether the work that this waits for was cut off."""
    return (
        report.state == State.WAITING
        and bool(report.task)
        and DBTaskResult.objects.filter(pk=report.task, status=TaskResultStatus.FAILED).exists()
    )


def _mend(programme: Any, where: str, known: dict[str, str]) -> tuple[str, str]:
    named = _THEME.search(where)
    if named and named[1] in known:
        return reverse("discussion-theme", args=[programme.pk, known[named[1]]]), "The theme and its quotes"
    for begins, route, name in (
        ("theme", "discussion-themes", "Themes"),
        ("name of theme", "discussion-themes", "Themes"),
        ("matrix", "discussion-matrix", "Who said what"),
        ("code", "discussion-codebook", "The codebook"),
        ("COREQ", "discussion-report-ask", "Ask for the report again"),
        ("title", "programme-describe", "Name of the programme"),
    ):
        if where.startswith(begins):
            return reverse(route, args=[programme.pk]), name
    return reverse("discussions", args=[programme.pk]), "Discussions"
