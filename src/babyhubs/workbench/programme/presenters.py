"""A programme as its pages show it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.access.roles import roles
from babyhubs.workbench.programme.models import Membership, Programme
from babyhubs.workbench.programme.steps import State, standing, steps

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


@dataclass(frozen=True, slots=True)
class RoleShown:
    """One role of one person."""

    id: uuid.UUID
    name: str
    email: str
    role: str
    remove: str


def step_list(programme: Programme, rights: frozenset[Permission]) -> list[StepShown]:
    """The six steps, in the order of the thread."""
    known = {one.strand: one for one in programme.strand_classes.all()}
    return [_step(key, programme, rights, known.get(key)) for key in steps()]


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


def _step(key: str, programme: Programme, rights: frozenset[Permission], its_class: Any) -> StepShown:
    step, now = steps()[key], standing(key, programme)
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
    )
