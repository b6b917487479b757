"""Where the panel stands in a programme: for the programme page, and for the panel's own."""

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse

from babyhubs.workbench.panel.models import Draw, Panel
from babyhubs.workbench.panel.states import DrawState, MemberState, Role
from babyhubs.workbench.people.register import register_of
from babyhubs.workbench.programme.steps import Standing, State
from babyhubs.workbench.programme.use import Use

SITS = Q(members__role=Role.SEAT, members__ended_on=None)


def standing(programme: Any) -> Standing:
    """Not begun without seats; in progress until all seats are accepted. One query: the programme page asks every strand."""
    address = reverse("panel", args=[programme.pk])
    draws = Draw.objects.filter(panel=OuterRef("pk"))
    panel = (
        Panel.objects.filter(register=register_of(programme.pk))
        .annotate(
            sitting=Count("members", filter=SITS),
            accepted=Count("members", filter=SITS & Q(members__state=MemberState.ACCEPTED)),
            newest=Subquery(draws.exclude(state=DrawState.VOID).values("state")[:1]),
            drawn_at=Subquery(draws.filter(state=DrawState.DRAWN).values("made_at")[:1]),
        )
        .first()
    )
    if panel is None or not panel.rules:
        return Standing(State.NOT_BEGUN, address=address)
    uses = tuple(Use(**one) for one in panel.uses)
    done = panel.drawn_at is not None and panel.accepted >= panel.seats and panel.newest == DrawState.DRAWN
    state = State.DONE if done else State.UNDER_WAY
    return Standing(state, next=_next(panel, done=done), address=address, at=panel.drawn_at, uses=uses)


def _next(panel: Any, *, done: bool) -> str:
    if done:
        return "Meet, and write down what changed."
    if panel.newest == DrawState.MADE:
        return "Publish the digest of the tickets."
    if panel.newest == DrawState.PUBLISHED:
        return "Draw a number in public."
    if panel.drawn_at is None:
        return "Make the lottery."
    empty = panel.seats - panel.sitting
    if empty > 0:
        return f"Draw again for {empty} empty seats." if empty > 1 else "Draw again for the empty seat."
    return "Invite those who were drawn, and write down their answers."
