"""A programme as its pages show it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.access.roles import roles
from babyhubs.workbench.programme.amber import turned
from babyhubs.workbench.programme.models import Membership, Programme, UseDecision
from babyhubs.workbench.programme.steps import Standing, State, standing, steps
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import decided, expected, open_uses

# The colours of the tags: never alone, the words say the same.
_COLOURS = {State.NOT_BEGUN: "white", State.UNDER_WAY: "blue", State.DONE: "green", State.STALE: "yellow"}


@dataclass(frozen=True, slots=True)
class StepShown:
    """One line of the task list. address: empty where the person may not go, or nothing is there yet."""

    title: str
    question: str
    rests_on: list[str]
    state: str
    colour: str
    next: str
    why: str
    address: str
    kind: str
    registration: str
    class_address: str
    waits_for: list["UseShown"]


@dataclass(frozen=True, slots=True)
class Thread:
    """The whole page. first: what to do next: the first amber step, else the first that is not done."""

    steps: list[StepShown]
    first: StepShown | None


@dataclass(frozen=True, slots=True)
class UseShown:
    """A use across kinds of work that nobody decided on yet. decide: empty for who may not."""

    text: str
    decide: str


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision on a use. withdraw: empty for who may not, and for one that was withdrawn."""

    text: str
    why: str
    approval: str
    decided: str
    decided_at: datetime
    withdrawn: str
    withdraw: str


@dataclass(frozen=True, slots=True)
class RoleShown:
    """One role of one person."""

    id: uuid.UUID
    name: str
    email: str
    role: str
    remove: str


def thread(programme: Programme, rights: frozenset[Permission]) -> Thread:
    """The six steps, in the order of the thread, and which comes next."""
    known = {one.strand: one for one in programme.strand_classes.all()}
    decisions = decided(programme)
    standings = turned({key: standing(key, programme) for key in steps()}, decisions)
    waiting = open_uses(expected({key: one.project_class for key, one in known.items()}), decisions)
    shown = [_step(key, programme, rights, standings[key], known.get(key), waiting) for key in steps()]
    stale = [one for one in shown if one.state == State.STALE]
    unfinished = [one for one in shown if one.state != State.DONE]
    return Thread(shown, next(iter([*stale, *unfinished]), None))


def uses_open(programme: Programme, rights: frozenset[Permission]) -> list[UseShown]:
    """What crosses kinds of work by what the steps rest on, and waits for a decision."""
    classes = dict(programme.strand_classes.values_list("strand", "project_class"))
    return [_use(programme, use, rights) for use in open_uses(expected(classes), decided(programme))]


def decisions(programme: Programme, rights: frozenset[Permission]) -> list[DecisionShown]:
    """Every decision, the newest first, withdrawn ones too."""
    may = Permission.PROGRAMME_EDIT in rights
    return [
        DecisionShown(
            text=told(Use(one.source, one.collected_as, one.strand, one.used_as)),
            why=one.why,
            approval=one.approval,
            decided=one.decided_by_name,
            decided_at=one.decided_at,
            withdrawn=f"{one.withdrawn_by_name}: {one.withdrawn_why}" if one.withdrawn_at else "",
            withdraw=reverse("use-withdraw", args=[programme.pk, one.pk]) if may and not one.withdrawn_at else "",
        )
        for one in UseDecision.objects.filter(programme=programme)
    ]


def told(use: Use) -> str:
    """A use in words."""
    source, user = steps()[use.source].title, steps()[use.strand].title.lower()
    return f"{source}, collected as {use.collected_as}, used for {user} as {use.used_as}"


def role_list(programme: Programme) -> list[RoleShown]:
    """Who takes part."""
    names = {key: role.name for key, role in roles().items()}
    return [
        RoleShown(
            one.pk,
            one.user.name,
            one.user.email,
            names.get(one.role, one.role),
            reverse("role-remove", args=[programme.pk, one.pk]),
        )
        for one in Membership.objects.filter(programme=programme).select_related("user")
    ]


def _step(
    key: str, programme: Programme, rights: frozenset[Permission], now: Standing, its_class: Any, waiting: list[Use]
) -> StepShown:
    step = steps()[key]
    may = step.permission in rights
    return StepShown(
        title=step.title,
        question=step.question,
        rests_on=[steps()[other].title for other in step.rests_on],
        state=now.state.value,
        colour=_COLOURS[now.state],
        next=now.next or (step.next if now.state is State.NOT_BEGUN else ""),
        why=now.why,
        address=now.address if may else "",
        kind=its_class.project_class if its_class else step.kind,
        registration=its_class.registration if its_class else "",
        class_address=reverse("strand-class", args=[programme.pk, key]) if Permission.PROGRAMME_EDIT in rights else "",
        waits_for=[_use(programme, use, rights) for use in waiting if use.strand == key],
    )


def _use(programme: Programme, use: Use, rights: frozenset[Permission]) -> UseShown:
    asked = urlencode(
        {"source": use.source, "collected_as": use.collected_as, "strand": use.strand, "used_as": use.used_as}
    )
    may = Permission.PROGRAMME_EDIT in rights
    return UseShown(told(use), f"{reverse('use-decide', args=[programme.pk])}?{asked}" if may else "")
