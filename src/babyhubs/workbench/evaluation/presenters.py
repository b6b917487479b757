"""The evaluation's first page, its lists, and tables in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from babyhubs.workbench.evaluation.models import CountTable, Run
from babyhubs.workbench.evaluation.protocols.wording import outcomes
from babyhubs.workbench.web.templates import day

INTERRUPTED = "The workbench was stopped while this was under way. Ask again."
LISTED = 20
_COLOURS = {"waiting": "blue", "running": "blue", "ready": "green", "done": "green", "failed": "red"}


@dataclass(frozen=True, slots=True)
class Line:
    """A table or an answer in a list."""

    title: str
    about: str
    at: datetime
    state: str
    colour: str
    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong; nothing where `what` is empty."""

    what: str
    where: str
    remedy: str


def tables(found: Iterable[CountTable]) -> list[Line]:
    """The newest tables."""
    return [
        Line(
            one.get_kind_display(), one.name, one.brought_at, one.get_state_display(), _COLOURS[one.state],
            reverse("evaluation-table", args=[one.programme_id, one.pk]), one.kind,
        )
        for one in found
    ]  # fmt: skip


def runs(found: Iterable[Run]) -> list[Line]:
    """The newest answers."""
    return [
        Line(
            one.get_kind_display(), one.sentence, one.asked_at, "Refused" if one.refused else one.get_state_display(),
            "orange" if one.refused else _COLOURS[one.state], reverse("evaluation-run", args=[one.programme_id, one.pk]), one.kind,
        )
        for one in found
    ]  # fmt: skip


def usable(found: Iterable[CountTable], kind: str) -> list[tuple[str, str]]:
    """Tables of a kind that are ready, for a form."""
    return [
        (str(one.pk), f"{one.name}, {_short(one)}")
        for one in found
        if one.kind == kind and one.state == CountTable.State.READY
    ]


def problem(one: Any) -> Problem:
    """In words."""
    return Problem(one.problem_what, one.problem_where, one.problem_remedy)


def interrupted(one: Any) -> bool:
    """Whether the work that this waits for was cut off, and will not end by itself."""
    if one.state not in {"waiting", "running"} or not one.task:
        return False
    return DBTaskResult.objects.filter(pk=one.task, status=TaskResultStatus.FAILED).exists()


def facts(one: CountTable) -> list[tuple[str, str]]:
    """What a table holds."""
    origin = "Counted here, from the programme's own records" if one.counted else f"Brought by {one.brought_by}"
    rows = [("Where from", f"{origin}, {day(one.brought_at)}")]
    said = one.facts
    if not said:
        return rows
    if one.kind == CountTable.Kind.CELLS:
        named = ", ".join(outcomes()[name].label for name in said["outcomes"])
        unknown = said["unknown_hubs"]
        rows += [
            ("Hubs", f"{len(said['hubs'])}" + (f", of which {len(unknown)} are not in the directory: {', '.join(unknown[:5])}" if unknown else "")),
            ("Months", f"{said['months']}" + (f", from {one.first_month:%B %Y}" if one.first_month and said["first"] == 0 else "")),
            ("Outcomes", named),
            ("Ethnic groups", ", ".join(group.replace("_", " ") for group in said["groups"]) or "None"),
            ("Dates of change", f"In the table, {said['changed']} hubs changed" if said["dated"] else "Not in the table: the log of the hubs has them"),
            ("Closed hub-months, left out", str(said["closed"])),
        ]  # fmt: skip
    elif one.kind == CountTable.Kind.AREAS:
        rows += [
            ("Small areas", f"{said['areas']:,}"),
            ("Infants a year", f"{said['infants']:,}"),
            ("Of these missed", f"{said['missed']:,}"),
        ]
    elif one.kind == CountTable.Kind.SITES:
        rows += [("Places", f"{said['places']:,}")]
    else:
        rows += [(name.capitalize(), f"{number:,}") for name, number in said.items()]
    return [*rows, ("Digest", one.sha256)]


def _short(one: CountTable) -> str:
    said = one.facts
    if one.kind == CountTable.Kind.CELLS:
        return f"{len(said['hubs'])} hubs, {said['months']} months"
    return f"{next(iter(said.values())):,} {next(iter(said))}"
