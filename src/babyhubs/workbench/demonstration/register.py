"""Parents who offered to help in the demonstration. All of them are invented.

Their telephone numbers are of the range that Ofcom keeps for drama, their addresses end in `.invalid` (RFC 2606): nobody can
be reached by mistake.
"""

from dataclasses import dataclass
from datetime import date

from babyhubs.workbench.people import services as register
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.people.wordings import DRAW, HOLD
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.record.actor import Actor

ON = date(2026, 5, 11)  # the day on which they signed up, at a session


@dataclass(frozen=True, slots=True)
class Offered:
    """One parent. about: language, ethnic group, age, youngest child, who they are to it; nothing without consent to the draw."""

    called: str
    contact: Contact
    about: tuple[str, str, str, str, str] | None = None
    needs: tuple[str, ...] = ()
    language: str = "en"


def _text(number: int, interpreter: str = "") -> Contact:
    return Contact(way="text", phone=f"07700 900{number}", interpreter=interpreter)


PARENTS = (
    Offered(
        "Amina",
        _text(101, interpreter="so"),
        ("somali", "black", "25-34", "under-6-months", "mother"),
        ("childcare", "travel"),
        "so",
    ),
    Offered("Becky", _text(102), ("english", "white", "under-20", "under-1", "mother"), ("school-run", "data")),
    Offered(
        "Kasia",
        _text(103, interpreter="pl"),
        ("polish", "white", "25-34", "under-2", "mother"),
        ("baby-in-the-room",),
        "pl",
    ),
    Offered(
        "Farhan",
        Contact(way="call", phone="07700 900104", safe_times="After six"),
        ("urdu", "asian", "25-34", "under-1", "father"),
    ),
    Offered(
        "Jo",
        Contact(way="email", email="jo@demo.invalid"),
        ("english", "mixed", "35-plus", "under-6-months", "other"),
        ("step-free",),
    ),
    Offered(
        "Layla",
        Contact(way="worker", worker="Ros Dean, health visitor, Easton"),
        ("arabic", "other", "20-24", "expecting", "mother"),
        ("childcare",),
        "ar",
    ),
    Offered("Megan", _text(107), None, ("remote",)),
    Offered(
        "Ioana", _text(108, interpreter="ro"), ("romanian", "white", "20-24", "under-1", "mother"), ("travel",), "ro"
    ),
)
_ASKED = ("language", "ethnic-group", "age", "child", "carer")


def fill(coordinator: Actor, programme: Programme) -> None:
    """The parents come into the register; one is due an answer, one is reached through a lead, one leaves again."""
    there = [_add(coordinator, programme, one) for one in PARENTS]
    register.promise(coordinator, there[0], what="next-step", due_on=date(2026, 5, 25))
    register.speak_first(coordinator, there[5], lead="Ros Dean, named nurse (invented)")
    register.erase(coordinator, there[6])


def _add(coordinator: Actor, programme: Programme, one: Offered) -> Person:
    about = dict(zip(_ASKED, one.about, strict=True)) if one.about else {}
    return register.add(
        coordinator,
        programme.pk,
        called=one.called,
        contact=one.contact,
        agreed={HOLD: True, "co-design": True, DRAW: bool(about)},
        answers=Answers(one.needs, about=about),
        language=one.language,
        channel="face-to-face",
        said_on=ON,
    )
