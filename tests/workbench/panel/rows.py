"""Panels as rows of the database, for tests that need them to exist, and a register from which one can be drawn."""

from datetime import date
from typing import Any

from django.utils import timezone

from babyhubs.workbench.panel.account.lines import write
from babyhubs.workbench.panel.models import Draw, LogLine, Meeting, Member, Panel
from babyhubs.workbench.panel.seats import services as seats
from babyhubs.workbench.panel.states import DrawState, MemberState, Role
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.people.register import register_of
from babyhubs.workbench.people.wordings import DRAW
from tests.workbench.people.persons import a_person
from tests.workbench.service import TEST

LANGUAGES = ("somali", "polish", "english", "english", "somali", "arabic", "english", "english")
ONE_SOMALI = ("somali", "polish", "english", "english", "english")
FOUND: dict[str, Any] = {
    "register": 1, "eligible": 1, "pool": 1, "lowest": 0.5, "highest": 1.0, "panels": 1, "moved": 0.0, "tickets": 1000,
    "hash": "0" * 64, "checked": ["Checked."], "route": "", "features": ["language"], "never": [],
}  # fmt: skip


def a_panel(programme: Any) -> Panel:
    """A panel with one rule."""
    rule = {"question": "language", "answer": "somali", "low": 1, "high": 2, "parts": [], "edits": []}
    way = {"title": "Add seats.", "sentences": [], "limits": [], "seats": 3, "asked": []}
    return Panel.objects.get_or_create(
        register=register_of(programme.pk),
        defaults={"seats": 2, "rules": [rule], "advice": {"why": ["Too few."], "ways": [way]}},
    )[0]


def a_draw(programme: Any, state: str = DrawState.MADE) -> Draw:
    """A draw as a row: nothing was solved."""
    panel = a_panel(programme)
    files = {"tickets.csv": "ticket,seat_1\n000,P001\n", "quotas.csv": "feature,value,min,max\n"}
    return Draw.objects.create(
        panel=panel, number=panel.draws.count() + 1, state=state, seats=1, files=files, found=FOUND
    )


def a_member(programme: Any, state: str = MemberState.ACCEPTED) -> Member:
    """Somebody on the panel."""
    return Member.objects.create(
        panel=a_panel(programme),
        draw=a_draw(programme, DrawState.DRAWN),
        person=a_person(programme.pk),
        label="P001",
        role=Role.SEAT,
        state=state,
        accepted_on=timezone.localdate() if state == MemberState.ACCEPTED else None,
    )


def a_meeting(programme: Any) -> Meeting:
    """A meeting that was held."""
    return Meeting.objects.create(
        panel=a_panel(programme), on=date(2026, 11, 2), title="The room", activity="about two hours"
    )


def a_line(programme: Any) -> LogLine:
    """A line of the log."""
    return write(TEST, a_panel(programme), kind="aim", on=date(2026, 11, 2), text="So that hubs fit.")


def a_register(programme: Any, languages: tuple[str, ...] = LANGUAGES) -> list[Person]:
    """People who agreed to a fair draw, with the language that each speaks."""
    return [
        a_person(
            programme.pk,
            name=f"Parent{chr(65 + number)}",
            phone=f"07700 9002{number:02d}",
            agreed={"co-design": True, DRAW: True},
            answers=Answers(about={"language": language}),
        )
        for number, language in enumerate(languages)
    ]


def seats_by_hand(programme: Any, low: int = 1, count: int = 3) -> None:
    """Two rules and a number of seats, by a person's reasons."""
    for answer, least, most in (("somali", low, 2), ("english", 0, 2)):
        seats.add_rule(
            TEST, programme.pk, question="language", answer=answer, low=least, high=most, why="They asked for it."
        )
    seats.count(TEST, programme.pk, seats=count)
