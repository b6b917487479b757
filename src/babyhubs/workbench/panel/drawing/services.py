"""Everything that changes a draw. The lottery itself is made before, outside the transaction: it may take seconds."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.panel.account.lines import write
from babyhubs.workbench.panel.current import required
from babyhubs.workbench.panel.drawing.lottery import TICKETS, Lottery, panel_of_ticket
from babyhubs.workbench.panel.drawing.pool import Pool, pool
from babyhubs.workbench.panel.drawing.recheck import part
from babyhubs.workbench.panel.models import Draw, Member, Panel, PoolEntry
from babyhubs.workbench.panel.states import DrawState, Role
from babyhubs.workbench.people import vault
from babyhubs.workbench.people.models import Person, Promise
from babyhubs.workbench.people.register import present
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

OPEN = (DrawState.MADE, DrawState.PUBLISHED)
TOLD_WITHIN = 14  # days in which everybody of the pool is told how the draw ended: a proposal
RESULT = "draw-result"


@audited(
    "panel.pool-read",
    "read what people said about themselves, and compared their addresses, for a draw",
    database=PEOPLE,
)
def read_pool(actor: Actor, programme_id: uuid.UUID) -> Changed[Pool]:
    """Everybody who can be drawn."""
    found = pool(present(programme_id))
    return Changed(found, details={"people": len(found.people)})


@audited("panel.lottery-made", "made the lottery of a draw", database=PEOPLE)
def keep(actor: Actor, programme_id: uuid.UUID, made: Lottery) -> Changed[Draw]:
    """A lottery with its proof and its tickets. Refused where somebody of its pool left meanwhile."""
    panel = _panel(programme_id)
    if panel.draws.filter(state__in=OPEN).exists():
        raise InputError("A draw is under way already.", remedy="Draw its number, or set it aside.")
    people = {one.pk: one for one in present(programme_id).filter(pk__in=list(made.labels))}
    if set(people) != set(made.labels):
        raise InputError("Somebody left the register meanwhile.", remedy="Make the lottery again.")
    draw = Draw.objects.create(
        panel=panel,
        number=panel.draws.count() + 1,
        seats=made.seats,
        stay=list(made.stay),
        files=made.files,
        found=made.found,
    )
    PoolEntry.objects.bulk_create(
        PoolEntry(
            draw=draw, person=people[one], label=label, said=vault.sealed(people[one], part(draw), made.said[one])
        )
        for one, label in made.labels.items()
    )
    panel.advice = {}
    panel.save()
    details = {"draw": draw.number, "seats": draw.seats, "pool": len(people), "tickets_sha256": draw.found["hash"]}
    return Changed(draw, subject=draw, details=details)


@audited("panel.no-lottery", "found that no panel from the register keeps the seat rules", database=PEOPLE)
def advise(actor: Actor, programme_id: uuid.UUID, *, advice: Mapping[str, Any]) -> Changed[Panel]:
    """Why not, and the ways out, for the page."""
    panel = _panel(programme_id)
    panel.advice = dict(advice)
    panel.save()
    return Changed(panel, subject=panel, details={"ways": [way["title"] for way in advice["ways"]]})


@audited("panel.published", "published the digest of the tickets of a draw", database=PEOPLE)
def publish(actor: Actor, draw: Draw, *, where: str, on: date) -> Changed[Draw]:
    """The digest stands where others can see it. From now on a number may be drawn."""
    one = _draw(draw, DrawState.MADE)
    _past(on)
    if not where.strip():
        raise InputError("Where was it published?", remedy="Write the address of the page, the board or the list.")
    one.state, one.published_where, one.published_on = DrawState.PUBLISHED, where.strip(), on
    one.save()
    return Changed(one, subject=one, details={"draw": one.number, "tickets_sha256": one.found["hash"]})


@audited("panel.drawn", "drew the number that seats the panel", database=PEOPLE)
def draw_number(actor: Actor, draw: Draw, *, ticket: int, how: str, on: date) -> Changed[Draw]:
    """The number that came up seats the people of its ticket. how: from where it came, and that somebody saw it."""
    one = _draw(draw, DrawState.PUBLISHED)
    _past(on)
    if one.published_on and on < one.published_on:
        raise InputError(
            "The number cannot have been drawn before the tickets were published.", remedy="Check the day."
        )
    if not how.strip():
        raise InputError("How was the number drawn?", remedy="As: three ten-sided dice, in front of eight parents.")
    labels = panel_of_ticket(one.files[TICKETS], ticket)
    entries = {entry.label: entry for entry in one.entries.select_related("person")}
    gone = [label for label in labels if entries[label].person.left_on or not entries[label].said]
    if gone:
        raise InputError(
            f"Somebody of this ticket left the register since, or took the draw back ({', '.join(gone)}).",
            remedy="Set this draw aside with that reason, and make the lottery again.",
        )
    one.state, one.ticket, one.how, one.drawn_on = DrawState.DRAWN, ticket, how.strip(), on
    one.save()
    Member.objects.filter(panel=one.panel_id, role=Role.RESERVE, ended_on=None).filter(
        person__in=[entries[label].person_id for label in labels]
    ).update(ended_on=on, why_ended="seated")
    Member.objects.bulk_create(
        Member(panel=one.panel, draw=one, person=entries[label].person, label=label, role=Role.SEAT, since=on)
        for label in labels
    )
    due = timezone.localdate() + timedelta(days=TOLD_WITHIN)
    Promise.objects.bulk_create(
        Promise(person=entry.person, what=RESULT, due_on=due) for entry in entries.values() if not entry.person.left_on
    )
    write(
        actor,
        one.panel,
        kind="drawn",
        on=on,
        text=f"A panel was drawn: {len(labels)} seats, ticket {ticket} of {one.found['tickets']}. {how.strip()}",
    )
    return Changed(one, subject=one, details={"draw": one.number, "ticket": ticket, "seats": len(labels)})


@audited("panel.draw-void", "set a draw aside", database=PEOPLE)
def set_aside(actor: Actor, draw: Draw, *, why: str) -> Changed[Draw]:
    """A draw that must not seat anybody. It stays, with the reason."""
    one = Draw.objects.select_for_update().get(pk=draw.pk)
    if one.state not in OPEN:
        raise InputError(
            "Only a draw that is under way can be set aside.", remedy="If somebody left, draw again for the seat."
        )
    if not why.strip():
        raise InputError("Why is it set aside?", remedy="Write a reason: everybody who saw the digest will ask.")
    one.state, one.why_void = DrawState.VOID, why.strip()
    one.save()
    return Changed(one, subject=one, details={"draw": one.number})


@audited("panel.rest-told", "wrote down that those who were not drawn were told", database=PEOPLE)
def told_rest(actor: Actor, draw: Draw) -> Changed[int]:
    """Everybody of the pool who was not drawn heard it."""
    seated = Member.objects.filter(panel=draw.panel_id, ended_on=None).values("person")
    waiting = Promise.objects.filter(person__in=draw.entries.values("person"), what=RESULT, kept_on=None)
    told = waiting.exclude(person__in=seated).update(kept_on=timezone.localdate())
    return Changed(told, subject=draw, details={"people": told})


@audited("panel.reserve-chosen", "chose the reserve of the panel", database=PEOPLE)
def keep_reserve(actor: Actor, programme_id: uuid.UUID, *, people: Sequence[uuid.UUID], leave: float) -> Changed[int]:
    """These people, in no order; a reserve of before ends."""
    panel = _panel(programme_id)
    drawn = panel.draws.filter(state=DrawState.DRAWN).first()
    if drawn is None:
        raise InputError("No panel has been drawn yet.", remedy="Draw it first.")
    found = {one.pk: one for one in Person.objects.filter(pk__in=people, left_on=None, register=panel.register)}
    labels = dict(drawn.entries.values_list("person", "label"))
    panel.members.filter(role=Role.RESERVE, ended_on=None).update(
        ended_on=timezone.localdate(), why_ended="new-reserve"
    )
    Member.objects.bulk_create(
        Member(panel=panel, draw=drawn, person=found[pk], label=labels.get(pk, ""), role=Role.RESERVE)
        for pk in sorted(found)
    )
    panel.leave = leave
    panel.save()
    return Changed(len(found), subject=panel, details={"people": len(found), "leave": leave})


def _panel(programme_id: uuid.UUID) -> Panel:
    return Panel.objects.select_for_update().get(pk=required(programme_id).pk)


def _draw(draw: Draw, state: str) -> Draw:
    """The draw as it is now, with nobody else writing."""
    one = Draw.objects.select_for_update().select_related("panel").get(pk=draw.pk)
    if one.state != state:
        raise InputError(
            f"This draw is at another point: {DrawState(one.state).label.lower()}.", remedy="Go back to the draw."
        )
    return one


def _past(on: date) -> None:
    if on > timezone.localdate():
        raise InputError("This day is yet to come.", remedy="Write the day on which it was done.")
