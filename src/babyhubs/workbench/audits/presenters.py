"""Uploads and audits as their pages show them."""

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from babyhubs.workbench.audits import again, periods, places
from babyhubs.workbench.audits.forms import AGAIN
from babyhubs.workbench.audits.kinds import LABELS
from babyhubs.workbench.audits.mapping.answered import with_answers
from babyhubs.workbench.audits.models import Run, Upload
from babyhubs.workbench.audits.quality.remedies import on_a_page, where_on_a_page
from babyhubs.workbench.audits.removal.kept import until
from babyhubs.workbench.audits.rules.current import rule_of
from babyhubs.workbench.audits.stages import STAGES

INTERRUPTED = "The workbench was stopped while this was under way."
LISTED = 20
DONE = "Done"  # of a step
_COLOURS = {
    "waiting": "blue",
    "recognised": "yellow",
    "running": "blue",
    "checked": "green",
    "done": "green",
    "removed": "grey",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An upload or an audit in a list. kept: until when the files of an upload are kept, and where that is told.

    rule: the version of the rule that an audit follows.
    """

    title: str
    at: datetime
    state: str
    colour: str
    address: str
    kept: date | None = None
    files: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong; nothing where `what` is empty."""

    what: str
    where: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of an audit. now: it is the one under way."""

    name: str
    state: str
    now: bool


def uploads(programme: Any) -> list[Line]:
    """The newest uploads of a programme."""
    return [
        Line(
            "Upload",
            one.uploaded_at,
            one.get_state_display(),
            _COLOURS.get(one.state, "red"),
            reverse("audit-upload-state", args=[programme.pk, one.pk]),
            None if one.state == Upload.State.REMOVED else until(one),
            reverse("audit-files", args=[programme.pk, one.pk]),
        )
        for one in Upload.objects.filter(programme=programme)[:LISTED]
    ]


def chosen_again(programme: Any, upload_id: str) -> dict[str, str]:
    """The upload form with the files of an earlier upload chosen; the directory of hubs where nothing else is."""
    try:
        one = Upload.objects.filter(programme=programme, pk=uuid.UUID(upload_id)).first()
    except ValueError:  # no number: the form begins empty
        one = None
    chosen = {"hubs": again.DIRECTORY} | (again.chosen(one) if one else {})
    return {f"{AGAIN}{kind}": choice for kind, choice in chosen.items()}


def runs(programme: Any) -> list[Line]:
    """The newest audits of a programme."""
    return [
        Line(
            periods.in_words(one.period) if one.period else "Audit",
            one.asked_at,
            "Done, with refusals" if one.state == Run.State.DONE and one.refusals else one.get_state_display(),
            _COLOURS.get(one.state, "grey" if one.state == Run.State.CANCELLED else "red"),
            reverse("audit-run", args=[programme.pk, one.pk]),
            rule=rule_of(one.rule_version).version,
        )
        for one in Run.objects.filter(programme=programme).select_related("rule_version")[:LISTED]
    ]


def problem(one: Upload | Run) -> Problem:
    """In words that fit a page."""
    return Problem(one.problem_what, where_on_a_page(one.problem_where), on_a_page(one.problem_remedy))


def interrupted(one: Upload | Run) -> bool:
    """Whether the work that this waits for was cut off, and will not end by itself."""
    if one.state not in {"waiting", "running"} or not one.task:
        return False
    return DBTaskResult.objects.filter(pk=one.task, status=TaskResultStatus.FAILED).exists()


def recognised(upload: Upload) -> dict[str, Any] | None:
    """What the worker found; None while it has not."""
    path = places.recognised(upload)
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for file in found["files"]:
        file["label"] = LABELS[file["kind"]]
    return with_answers(found, upload.answers)


def stages(run: Run) -> list[Stage]:
    """Every step with where it stands."""
    running = run.state == Run.State.RUNNING
    return [
        Stage(
            name,
            DONE if running and place < run.stage else "Under way" if running and place == run.stage else "Not yet",
            running and place == run.stage,
        )
        for place, name in enumerate(STAGES)
    ]
