"""Everything that happens to a member: asked, answered, paid, gone. The entries in the record name nobody."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.panel import payments
from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.panel.account.lines import write
from babyhubs.workbench.panel.life import words
from babyhubs.workbench.panel.models import LogLine, Meeting, Member, Panel
from babyhubs.workbench.panel.states import MemberState, Role
from babyhubs.workbench.people.models import Person, Promise
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

RESULT, AWAITED, NEXT, PAYMENT, WHAT_CHANGED = "draw-result", "answer-awaited", "next-step", "payment", "what-changed"
# message -> what the person is no longer due once they had it
KEEPS = {
    words.INVITATION: (RESULT,),
    words.RESERVE: (RESULT,),
    words.REMINDER: (),
    words.MEETING: (NEXT,),
    words.PAYMENT: (),
    words.CHANGED: (WHAT_CHANGED,),
}
ASKING = (
    words.INVITATION,
    words.MEETING,
)  # by which somebody is asked for something: counted, so that the same few are not asked again
NEXT_WITHIN = 7  # days until somebody who accepted hears what happens next: a proposal


@audited("panel.message-sent", "wrote down that a message went to a member", database=PEOPLE)
def note_sent(
    actor: Actor, member: Member, *, message: str, way: str, on: date, answer_by: date | None = None
) -> Changed[Member]:
    """A message that the coordinator sent. answer_by: for an invitation, when it should be answered: it stands in the diary."""
    one = _member(member)
    if message not in words.messages() or way not in words.ways():
        raise InputError("This is no message or no way that is known here.", remedy="Choose from the list.")
    if on > timezone.localdate():
        raise InputError("This day is yet to come.", remedy="Write the day on which you sent it.")
    _keep(one.person, *KEEPS[message])
    if message == words.INVITATION:
        if answer_by is None or answer_by <= on:
            raise InputError(
                "By which day should they answer?", remedy="Write a day after the one on which you sent it."
            )
        one.state, one.answer_by = MemberState.INVITED, answer_by
        one.save()
        Promise.objects.create(person=one.person, what=AWAITED, due_on=answer_by)
    if message in ASKING:
        write(actor, one.panel, kind="invited", on=on, people=1, person=one.person)
    return Changed(one, subject=one, details={"message": message, "way": way})


@audited("panel.answered", "wrote down how somebody answered the invitation", database=PEOPLE)
def note_answer(actor: Actor, member: Member, *, state: str, on: date) -> Changed[Member]:
    """Accepted, declined, or no answer: then the seat is empty and can be drawn again."""
    one = _member(member)
    if state not in (MemberState.ACCEPTED, MemberState.DECLINED, MemberState.NO_ANSWER):
        raise InputError("This is no answer.", remedy="Choose from the list.")
    if one.role != Role.SEAT:
        raise InputError("Somebody in the reserve has no seat to accept.", remedy="Draw the empty seat first.")
    _keep(one.person, RESULT, AWAITED)
    one.state, one.answer_by = state, None
    if state == MemberState.ACCEPTED:
        one.accepted_on = on
        Promise.objects.create(person=one.person, what=NEXT, due_on=timezone.localdate() + timedelta(days=NEXT_WITHIN))
    else:
        one.ended_on, one.why_ended = on, state
    one.save()
    return Changed(one, subject=one, details={"answer": state})


@audited("panel.left", "wrote down that a member left the panel", database=PEOPLE)
def leave(actor: Actor, member: Member, *, why: str, on: date) -> Changed[Member]:
    """They leave the panel, and stay in the register unless they are erased there."""
    one = _member(member)
    if why not in words.leaving():
        raise InputError("This is no reason that is known here.", remedy="Choose from the list.")
    one.state, one.ended_on, one.why_ended = MemberState.LEFT, on, why
    one.save()
    if one.role == Role.SEAT:
        write(actor, one.panel, kind="left", on=on, text="A member left the panel; the seat is drawn again.", people=1)
    return Changed(one, subject=one, details={"why": why})


@audited("panel.pay-chosen", "wrote down how a member wants to be paid", database=PEOPLE)
def choose_pay(
    actor: Actor, member: Member, *, pay: str, less: Decimal | None, told_benefits_on: date | None
) -> Changed[Member]:
    """Bank transfer, voucher, less, or none; and when they heard what payments may do to benefits."""
    one = _member(member)
    if pay not in payments.CHOICES:
        raise InputError("This is no way of being paid.", remedy="Choose from the list.")
    if pay == payments.LESS and less is None:
        raise InputError("How much do they want?", remedy="Write an amount below the rate.")
    one.pay, one.less, one.told_benefits_on = pay, less if pay == payments.LESS else None, told_benefits_on
    one.save()
    if pay == payments.NONE:
        _keep(one.person, PAYMENT)
    return Changed(one, subject=one, details={"told_benefits": told_benefits_on is not None})


@audited("panel.paid", "wrote down a payment", database=PEOPLE)
def pay(actor: Actor, member: Member, *, meeting: Meeting, on: date) -> Changed[LogLine]:
    """For a meeting, at the rate of its day and as the member chose. Refused before the notice about benefits."""
    one = _member(member, still=False)
    if not one.pay:
        raise InputError("They have not chosen how to be paid.", remedy="Ask them, and write it down first.")
    offer = payments.offer(meeting.activity, meeting.on, one.pay, one.told_benefits_on is not None, one.less)
    if offer.notice:
        raise InputError(
            "They have not had the notice about benefits, which comes before the first payment.",
            remedy="Give it to them, and write the day down under how they are paid.",
        )
    if offer.choice == payments.NONE:
        raise InputError("They do not want to be paid.", remedy="Nothing is due.")
    if LogLine.objects.filter(person=one.person, meeting=meeting, kind="payment", why_out="").exists():
        raise InputError("This meeting has been paid to them already.", remedy="Look at the payments.")
    _keep(one.person, PAYMENT)
    line = write(
        actor,
        one.panel,
        kind="payment",
        on=on,
        text=meeting.activity,
        pounds=offer.pounds,
        person=one.person,
        meeting=meeting,
    )
    return Changed(line, subject=line, details={"for": meeting.activity, "pounds": offer.pounds})


@audited("panel.expense", "wrote down an expense that was paid back", database=PEOPLE)
def pay_expense(actor: Actor, member: Member, *, what: str, pounds: Decimal, on: date) -> Changed[LogLine]:
    """Travel, childcare, data, a carer, an interpreter: paid apart from any payment, and without a choice."""
    one = _member(member, still=False)
    if what not in payments.EXPENSES or pounds <= 0:
        raise InputError("This is no expense.", remedy="Choose what it was for, and write an amount above 0.")
    line = write(actor, one.panel, kind="expense", on=on, text=what, pounds=pounds, person=one.person)
    return Changed(line, subject=line, details={"for": what, "pounds": pounds})


@audited("panel.groups-seen", "looked at who sits, came and was asked, by group", database=PEOPLE)
def look_at_groups(actor: Actor, panel: Panel) -> Changed[Panel]:
    """Counts of members by what they said about themselves."""
    return Changed(panel, subject=panel)


def _member(member: Member, *, still: bool = True) -> Member:
    """The member as they are now. still: who left the panel cannot be asked any more, but can be paid."""
    one = Member.objects.select_for_update(of=("self",)).select_related("person", "panel").get(pk=member.pk)
    if one.person.left_on:
        raise InputError("This person left the register.", remedy="Nothing more is kept about them.")
    if still and one.ended_on:
        raise InputError("This person is not on the panel any more.", remedy="Go back to the members.")
    return one


def _keep(person: Person, *what: str) -> None:
    Promise.objects.filter(person=person, what__in=what, kept_on=None).update(kept_on=timezone.localdate())
