"""Meetings and money as their pages show them: numbers, no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from babyhubs.panel import payments
from babyhubs.workbench.panel.models import LogLine, Meeting, Panel

SLUGS = {"asked": "asked", "said": "said", "changed": "changed", "not changed": "not-changed", "told back": "told-back"}
FOLLOWS = {
    "asked": ("said",),
    "said": ("changed", "not changed"),
    "changed": ("told back",),
    "not changed": ("told back",),
}
DOES = {
    "asked": "Write down what was asked",
    "said": "What did parents say?",
    "changed": "What changed because of it?",
    "not changed": "Nothing changed: why not?",
    "told back": "Who told the parents?",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in the list. open: questions that have no outcome yet, or of which parents have not heard."""

    title: str
    on: date
    came: int | None
    open: int
    address: str


@dataclass(frozen=True, slots=True)
class Node:
    """A line of the log with what answers it, and what could be written next: text and page."""

    name: str
    kind: str
    on: date
    text: str
    by: str
    bid_line: str
    answers: list["Node"]
    next: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment or expense, without whom it was for."""

    on: date
    what: str
    kind: str
    pounds: Decimal
    line: str


def lines(panel: Panel, programme_id: object) -> list[Line]:
    """All meetings, the newest first."""
    return [
        Line(
            one.title,
            one.on,
            _came(panel, one),
            _open(panel, one),
            reverse("panel-meeting", args=[programme_id, one.pk]),
        )
        for one in panel.meetings.all()
    ]


def chain(panel: Panel, meeting: Meeting, programme_id: object, *, may_edit: bool) -> list[Node]:
    """What was asked at a meeting, what was said to it, what came of that, who told the parents."""
    rows = [one for one in panel.lines.all() if not one.why_out and one.kind in SLUGS]
    return [
        _node(one, rows, programme_id, may_edit)
        for one in rows
        if one.about_id is None and one.meeting_id == meeting.pk
    ]


def paid(panel: Panel) -> list[Payment]:
    """Every payment and expense, the newest first."""
    found = [
        Payment(one.on, one.text, one.kind, one.pounds, one.name)
        for one in panel.lines.all()
        if one.kind in ("payment", "expense") and one.pounds is not None and not one.why_out
    ]
    return sorted(found, key=lambda one: (one.on, one.line), reverse=True)


def budget(panel: Panel, lines: Sequence[Payment]) -> tuple[payments.BudgetLine, ...]:
    """Budget against actual."""
    spent = [payments.Paid(one.on, "", one.what, one.pounds) for one in lines]
    return payments.budget_lines({what: Decimal(pounds) for what, pounds in panel.budget.items()}, spent)


def _came(panel: Panel, meeting: Meeting) -> int | None:
    there = [
        one for one in panel.lines.all() if one.kind == "meeting" and one.meeting_id == meeting.pk and not one.why_out
    ]
    return there[-1].people if there else None


def _open(panel: Panel, meeting: Meeting) -> int:
    rows = [
        one for one in panel.lines.all() if not one.why_out and one.meeting_id == meeting.pk and one.kind in FOLLOWS
    ]
    answered = {one.about_id for one in panel.lines.all() if not one.why_out and one.about_id}
    return sum(one.pk not in answered for one in rows)


def _node(one: LogLine, rows: Sequence[LogLine], programme_id: object, may_edit: bool) -> Node:
    follow = FOLLOWS.get(one.kind, ()) if may_edit else ()
    return Node(
        one.name,
        one.kind.capitalize(),
        one.on,
        one.text,
        one.written_by,
        one.bid_line,
        [_node(other, rows, programme_id, may_edit) for other in rows if other.about_id == one.pk],
        [
            (DOES[kind], f"{reverse('panel-line-add', args=[programme_id, SLUGS[kind]])}?about={one.number}")
            for kind in follow
        ],
    )
