"""Members as the coordinator's pages show them: by the name to call them by, and by their number in the draw."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from babyhubs.panel import payments
from babyhubs.panel.involvement_log import drafts
from babyhubs.workbench.panel.leaving import ERASED
from babyhubs.workbench.panel.life import words
from babyhubs.workbench.panel.models import Attendance, LogLine, Meeting, Member, Panel
from babyhubs.workbench.panel.states import MemberState, Role
from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.presenters import called, lead

COLOURS = {
    MemberState.DRAWN: "blue",
    MemberState.INVITED: "yellow",
    MemberState.ACCEPTED: "green",
    MemberState.DECLINED: "grey",
    MemberState.NO_ANSWER: "grey",
    MemberState.LEFT: "grey",
}
# message -> for whom it is, in the order in which a coordinator needs them
OFFERED = {
    words.INVITATION: (MemberState.DRAWN, MemberState.INVITED),
    words.REMINDER: (MemberState.INVITED,),
    words.PAYMENT: (MemberState.ACCEPTED,),
    words.MEETING: (MemberState.ACCEPTED,),
    words.CHANGED: (MemberState.ACCEPTED,),
}
ANSWER_WITHIN = 10  # days: a proposal
CAN_USE = {words.EMAIL: "email", words.LETTER: "address", "text": "phone", "call": "phone", "worker": "worker"}


@dataclass(frozen=True, slots=True)
class Line:
    """One member in the list. asked: how often they were asked for something lately; often: more than is fair."""

    called: str
    label: str
    state: str
    colour: str
    answer_by: date | None
    late: bool
    lead: str
    asked: int
    often: bool
    address: str


@dataclass(frozen=True, slots=True)
class Due:
    """A meeting to which a member came. paid: how much, None where nothing is yet. rate: what is due."""

    on: date
    title: str
    rate: Decimal
    paid: Decimal | None
    address: str


def lines(panel: Panel, programme_id: object, role: str, today: date) -> list[Line]:
    """Who has a role on the panel now, by name."""
    asked = touches(panel, today)
    found = [
        _line(one, programme_id, asked[one.person_id], today)
        for one in panel.members.all()
        if one.role == role and one.ended_on is None
    ]
    return sorted(found, key=lambda line: (line.called.casefold(), line.label))


def gone(panel: Panel) -> list[tuple[str, str, date]]:
    """Who had a seat and has it no more: number, why, when. Who was erased is a number like the others."""
    reasons = {
        **words.leaving(),
        ERASED: "Left the register",
        MemberState.DECLINED: "Declined",
        MemberState.NO_ANSWER: "No answer",
    }
    return [
        (one.label, reasons.get(one.why_ended, one.why_ended), one.ended_on)
        for one in panel.members.all()
        if one.role == Role.SEAT and one.ended_on is not None
    ]


def touches(panel: Panel, today: date) -> "Counter[Any]":
    """Person -> how often they were asked for something within the days of involvement.toml."""
    since = today - timedelta(days=drafts()["touches"]["days"])
    return Counter(
        one.person_id
        for one in panel.lines.all()
        if one.kind == "invited" and one.person_id and since < one.on <= today
    )


def offered(member: Member, programme_id: object) -> list[tuple[str, str]]:
    """Title and page of each message that fits where the member stands."""
    if member.role == Role.RESERVE:
        keys = [words.RESERVE]
    else:
        keys = [key for key, states in OFFERED.items() if member.state in states]
    return [
        (words.messages()[key].title, reverse("panel-message", args=[programme_id, member.pk, key])) for key in keys
    ]


def allowed(contact: Contact) -> list[str]:
    """The ways in which a person may be reached, the one that they wish first."""
    ways = [key for key, needs in CAN_USE.items() if str(getattr(contact, needs)).strip()]
    if contact.no_post:
        ways = [key for key in ways if key != words.LETTER]
    return sorted(ways, key=lambda key: key != contact.way)


def values(
    member: Member, programme: Any, coordinator: str, meeting: Meeting | None, changed: Sequence[str]
) -> dict[str, str]:
    """What is filled into a message."""
    told = [f"- {one}" for one in changed] if len(changed) > 1 else list(changed)
    rate = payments.rates(meeting.on)[meeting.activity].pounds if meeting else None
    return {
        "called": called(member.person),
        "programme": programme.name,
        "coordinator": coordinator,
        "title": meeting.title if meeting else "(meeting)",
        "day": _day(meeting.on) if meeting else "(day)",
        "place": (meeting.place if meeting else "") or "(place)",
        "answer_by": _day(member.answer_by or answer_by(timezone.localdate())),
        "pay": f"£{rate:.2f}" if rate is not None else "(amount)",
        "notice": payments.notice(),
        "changed": "\n".join(told) or "(what changed)",
    }


def answer_by(today: date) -> date:
    """By when an invitation that goes today is to be answered, unless the coordinator says otherwise."""
    return today + timedelta(days=ANSWER_WITHIN)


def due(member: Member, meetings: Sequence[Meeting], programme_id: object) -> list[Due]:
    """The meetings to which a member came, with what was paid for each."""
    came = set(Attendance.objects.filter(person=member.person_id).values_list("meeting", flat=True))
    rows = LogLine.objects.filter(person=member.person_id, kind="payment", why_out="")
    paid = {one.meeting_id: one.pounds for one in rows}
    return [
        Due(
            one.on,
            one.title,
            payments.rates(one.on)[one.activity].pounds,
            paid.get(one.pk),
            reverse("panel-pay", args=[programme_id, member.pk, one.pk]),
        )
        for one in meetings
        if one.pk in came
    ]


def _line(one: Member, programme_id: object, asked: int, today: date) -> Line:
    first = lead(one.person)
    return Line(
        called(one.person),
        one.label,
        MemberState(one.state).label if one.role == Role.SEAT else "In reserve",
        COLOURS[MemberState(one.state)],
        one.answer_by,
        one.answer_by is not None and one.answer_by < today,
        first[0] if first else "",
        asked,
        asked > drafts()["touches"]["most"],
        reverse("panel-member", args=[programme_id, one.pk]),
    )


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
