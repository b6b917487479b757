"""The panel of the demonstration: from the audit's findings to a seated panel, its meetings, and what changed. Everything is invented."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.panel.account import services as account
from babyhubs.workbench.panel.drawing import services as drawing
from babyhubs.workbench.panel.drawing.lottery import NoLottery
from babyhubs.workbench.panel.drawing.making import EVERYBODY, RESERVE, make, make_reserve
from babyhubs.workbench.panel.life import services as life
from babyhubs.workbench.panel.meetings import services as meetings
from babyhubs.workbench.panel.models import Draw, Meeting, Member, Panel
from babyhubs.workbench.panel.seats import found
from babyhubs.workbench.panel.seats import services as seats
from babyhubs.workbench.panel.states import MemberState, Role
from babyhubs.workbench.people.register import register_of
from babyhubs.workbench.programme import services as programmes
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.record.actor import Actor

SEATS, TICKET, AGAIN = 12, 417, 208
PUBLISHED, DRAWN, INVITED, ANSWERED = date(2026, 5, 26), date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 9)
HOURS = "about two hours"
PAY = ("bank transfer", "voucher", "voucher", "bank transfer", "less", "none")  # what members choose, one after another
BUDGET = {HOURS: Decimal(2000), "expenses": Decimal(600)}


@dataclass(frozen=True, slots=True)
class Talk:
    """What was asked, said and done. told: how parents heard of it; "" where they have not yet."""

    asked: str
    said: str
    did: bool
    done: str
    told: str
    bid_line: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting. away: every how many-th member could not come; 0 for none."""

    on: date
    title: str
    place: str
    away: int
    talks: tuple[Talk, ...]


MEETINGS = (
    Held(
        date(2026, 6, 22),
        "The first minutes at a hub",
        "Easton hub, 10 to 12",
        5,
        (
            Talk(
                "What makes you turn round at the door?",
                "A queue for the scales, and nobody who says hello.",
                True,
                "One volunteer welcomes people at the door, and the scales stand at the side for whoever wants them.",
                "The coordinator, by text message and at the next meeting.",
                "section 4, line 12",
            ),
            Talk(
                "Would a hub in the evening help?",
                "Yes, from six, for those who work.",
                False,
                "The building closes at five. We ask the council for Thursdays, and come back in January.",
                "The coordinator, by text message.",
            ),
        ),
    ),
    Held(
        date(2026, 7, 20),
        "Whom we would study, and how",
        "Online and at the Hartcliffe hub, 10 to 12",
        4,
        (
            Talk(
                "Which result would matter most to you?",
                "Whether I know somebody to ask, not only what the baby weighs.",
                True,
                "The bid measures whether parents have somebody to ask, beside how many come.",
                "The coordinator, at the meeting in September.",
                "section 2, line 3",
            ),
            Talk(
                "Would you answer questions in a language that is not yours?",
                "No. Call me, with an interpreter.",
                True,
                "The bid pays for calls with interpreters in six languages.",
                "",
                "section 5, line 8",
            ),
        ),
    ),
    Held(
        date(2026, 9, 14),
        "How the hubs say what they do",
        "Easton hub, 10 to 12",
        6,
        (
            Talk(
                "What should the poster say first?",
                "That fathers are welcome, and that nobody checks on you.",
                True,
                "The poster begins with: all who care for a baby are welcome.",
                "",
            ),
        ),
    ),
)
WHY, TOLD = (
    (
        ("aim", date(2026, 5, 4), "To shape the hubs, and the bid, with parents whom the hubs miss today."),
        (
            "support",
            date(2026, 6, 22),
            "Childcare, taxis and two interpreters at each meeting; feeding chairs in the room.",
        ),
        ("decision", date(2026, 7, 20), "Parents chose the main result that the bid measures."),
        ("reflection", date(2026, 9, 21), "Two hours were long with babies. Next time two meetings of one hour."),
    ),
    (
        (date(2026, 5, 6), "A link worker told parents at a group for women.", "Somali-speaking parents", 25),
        (date(2026, 5, 7), "Posters in three languages at the children's centre.", "Families in Hartcliffe", 60),
        (date(2026, 5, 8), "The leader of a group for fathers told them.", "Fathers", 15),
    ),
)
ASKED, NEXT = date(2026, 11, 16), date(2026, 12, 7)


def fill(lead: Actor, coordinator: Actor, programme: Programme) -> None:
    """Seats, draw, answers, a second draw, meetings, payments, the log; the next meeting is planned."""
    _seats(lead, coordinator, programme)
    _lines(coordinator, programme)
    first = _drawn(coordinator, programme, EVERYBODY, PUBLISHED, TICKET)
    members = _answered(coordinator, programme, decline=1)
    make_reserve(coordinator, programme.pk, 0.2)
    try:
        _drawn(coordinator, programme, RESERVE, ANSWERED, AGAIN)
    except NoLottery:
        _drawn(coordinator, programme, EVERYBODY, ANSWERED, AGAIN)
    drawing.told_rest(coordinator, first)
    members = _answered(coordinator, programme, decline=0)
    meetings.set_budget(coordinator, programme.pk, budget=BUDGET)
    for place, held in enumerate(MEETINGS):
        _met(coordinator, programme, held, members, paid=place < len(MEETINGS) - 1)
    meetings.plan(
        coordinator,
        programme.pk,
        on=NEXT,
        title="What we heard back",
        place="Easton hub, 10 to 11",
        activity="about one hour",
    )
    for member in members[:8]:  # the others are still to be asked
        life.note_sent(coordinator, member, message="meeting", way="text", on=min(ASKED, timezone.localdate()))


def _seats(lead: Actor, coordinator: Actor, programme: Programme) -> None:
    use = Use("audit", "clinical audit", "panel", "public involvement")
    why = "The seats follow from the groups that the audit found. Its findings name nobody."
    programmes.decide_use(
        lead, programme, use, why=why, approval="Audit and research office, 12 May 2026, PPI-2026-003 (invented)"
    )
    features, groups, _ = found.choices(found.audit(programme))
    chosen = [one.key for one in features if one.key in ("ethnic_group", "language", "mother_age")]
    panel = seats.propose(
        coordinator,
        programme,
        seats=SEATS,
        features=chosen,
        unseen_groups=[one.key for one in groups][: 5 - len(chosen)],
    )
    somali = next((rule for rule in panel.rules if rule["answer"] == "somali"), None)
    if somali is not None:
        why = "Link workers say that two of a language speak more freely than one."
        seats.change_rule(
            coordinator, programme.pk, question="language", answer="somali", low=2, high=max(2, somali["high"]), why=why
        )


def _lines(coordinator: Actor, programme: Programme) -> None:
    for kind, on, text in WHY:
        account.add(coordinator, programme.pk, kind=kind, on=on, text=text)
    for on, text, community, people in TOLD:
        account.add(coordinator, programme.pk, kind="told", on=on, text=text, community=community, people=people)


def _drawn(coordinator: Actor, programme: Programme, of: str, published: date, ticket: int) -> Draw:
    """A lottery, its digest published, its number drawn. Where no panel keeps the rules, the first way out is taken."""
    for _ in range(5):
        try:
            draw = make(coordinator, programme.pk, of)
            break
        except NoLottery as error:
            places = [place for place, way in enumerate(error.advice["ways"]) if way["limits"]]
            if of == RESERVE or not places:
                raise
            why = "The register is young; we look for more parents, and begin with those who came."
            seats.take_way(coordinator, programme.pk, place=places[0], why=why)
    else:
        raise BabyhubsError("The panel of the demonstration could not be drawn.", remedy="Please report this line.")
    drawing.publish(coordinator, draw, where="The notice boards of four hubs, and our web page", on=published)
    how = "Three ten-sided dice at the Easton hub, in front of parents."
    return drawing.draw_number(coordinator, draw, ticket=ticket, how=how, on=published + timedelta(days=6))


def _answered(coordinator: Actor, programme: Programme, decline: int) -> list[Member]:
    """Everybody who was drawn and not yet asked is invited, and answers; the last `decline` of them do not want to. Gives who sits."""
    panel = Panel.objects.get(register=register_of(programme.pk))
    fresh = list(panel.members.filter(role=Role.SEAT, state=MemberState.DRAWN).order_by("label"))
    by = ANSWERED + timedelta(days=7)
    for place, member in enumerate(fresh):
        declines = place >= len(fresh) - decline
        life.note_sent(coordinator, member, message="invitation", way="text", on=INVITED, answer_by=by)
        state = MemberState.DECLINED if declines else MemberState.ACCEPTED
        life.note_answer(coordinator, member, state=state, on=ANSWERED)
        if not declines:
            pay = PAY[place % len(PAY)]
            less = Decimal(25) if pay == "less" else None
            life.choose_pay(coordinator, member, pay=pay, less=less, told_benefits_on=ANSWERED)
    return list(panel.members.filter(role=Role.SEAT, state=MemberState.ACCEPTED, ended_on=None).order_by("label"))


def _met(coordinator: Actor, programme: Programme, held: Held, members: list[Member], *, paid: bool) -> None:
    one = meetings.plan(coordinator, programme.pk, on=held.on, title=held.title, place=held.place, activity=HOURS)
    came = [member for place, member in enumerate(members, 1) if not held.away or place % held.away]
    meetings.note_came(coordinator, one, members=came)
    for talk in held.talks:
        _talked(coordinator, programme, one, talk)
    fresh = {member.pk: member for member in Member.objects.filter(pk__in=[member.pk for member in came])}
    for place, member in enumerate(came):
        if paid and fresh[member.pk].pay != "none":
            life.pay(coordinator, member, meeting=one, on=held.on + timedelta(days=7))
        if place % 3 == 0:
            what, pounds = ("travel", Decimal("6.40")) if place % 2 else ("childcare", Decimal("24.00"))
            life.pay_expense(coordinator, member, what=what, pounds=pounds, on=held.on)


def _talked(coordinator: Actor, programme: Programme, meeting: Meeting, talk: Talk) -> None:
    asked = account.add(coordinator, programme.pk, kind="asked", on=meeting.on, text=talk.asked, meeting=meeting)
    said = account.add(coordinator, programme.pk, kind="said", on=meeting.on, text=talk.said, about=asked)
    kind = "changed" if talk.did else "not changed"
    on = meeting.on + timedelta(days=14)
    done = account.add(coordinator, programme.pk, kind=kind, on=on, text=talk.done, about=said, bid_line=talk.bid_line)
    if talk.told:
        account.add(coordinator, programme.pk, kind="told back", on=on + timedelta(days=3), text=talk.told, about=done)
