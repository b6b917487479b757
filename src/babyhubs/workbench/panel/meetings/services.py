"""Everything that changes a meeting, and the money set aside for them."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.panel import payments
from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.panel.account.lines import write
from babyhubs.workbench.panel.account.naming import check_nobody_named
from babyhubs.workbench.panel.current import required
from babyhubs.workbench.panel.life.services import PAYMENT, WHAT_CHANGED
from babyhubs.workbench.panel.models import Attendance, Meeting, Member, Panel
from babyhubs.workbench.people.models import Promise
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

PAID_WITHIN, TOLD_WITHIN = 14, 42  # days after a meeting: proposals
EXPENSES = "expenses"


@audited("panel.meeting", "planned a meeting of the panel", database=PEOPLE)
def plan(actor: Actor, programme_id: uuid.UUID, *, on: date, title: str, place: str, activity: str) -> Changed[Meeting]:
    """A meeting to come, or one that was. activity: as what the time is paid, at the rate of the day."""
    panel = required(programme_id)
    if not title.strip():
        raise InputError("What is the meeting about?", remedy="Write it in a few words.")
    if activity not in payments.rates(on):
        raise InputError("This is no activity that is paid.", remedy="Choose from the list.")
    check_nobody_named(programme_id, title, place)
    one = Meeting.objects.create(panel=panel, on=on, title=title.strip(), place=place.strip(), activity=activity)
    return Changed(one, subject=one, details={"on": on})


@audited("panel.came", "wrote down who came to a meeting", database=PEOPLE)
def note_came(actor: Actor, meeting: Meeting, *, members: Collection[Member]) -> Changed[Meeting]:
    """These members came. Written down again, it takes the place of what was written before.

    Each is due a payment unless they want none, and to hear what changed: both stand in the diary.
    """
    one = Meeting.objects.select_for_update(of=("self",)).select_related("panel").get(pk=meeting.pk)
    if one.on > timezone.localdate():
        raise InputError("This meeting is yet to come.", remedy="Write down who came once it was held.")
    before = {row.person_id for row in one.attendances.all()}
    gone = one.attendances.filter(person=None).count()
    one.attendances.exclude(person=None).delete()
    Attendance.objects.bulk_create(Attendance(meeting=one, person=member.person) for member in members)
    one.lines.filter(kind="meeting", why_out="").update(why_out="Written down again.")
    one.came_noted = True
    one.save()
    number = len(members) + gone
    write(actor, one.panel, kind="meeting", on=one.on, text=f"The panel met: {one.title}", people=number, meeting=one)
    fresh = [member for member in members if member.person_id not in before]
    due = [(member, PAYMENT, PAID_WITHIN) for member in fresh if member.pay != payments.NONE]
    due += [(member, WHAT_CHANGED, TOLD_WITHIN) for member in fresh]
    Promise.objects.bulk_create(
        Promise(person=member.person, what=what, due_on=one.on + timedelta(days=days)) for member, what, days in due
    )
    return Changed(one, subject=one, details={"people": number})


@audited("panel.budget", "changed the budget of the panel", database=PEOPLE)
def set_budget(actor: Actor, programme_id: uuid.UUID, *, budget: Mapping[str, Decimal]) -> Changed[Panel]:
    """What is set aside for each activity, and for expenses."""
    panel = Panel.objects.select_for_update().get(pk=required(programme_id).pk)
    if any(pounds < 0 for pounds in budget.values()):
        raise InputError("A budget cannot be below 0.", remedy="Write 0 or more.")
    panel.budget = {what: str(pounds) for what, pounds in budget.items() if pounds}
    panel.save()
    return Changed(panel, subject=panel, details={what: str(pounds) for what, pounds in budget.items() if pounds})
