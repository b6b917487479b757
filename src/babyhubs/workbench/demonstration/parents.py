"""The parents of the demonstration's register: all invented, and not too many of any one kind.

Their telephone numbers are of the range that Ofcom keeps for drama, their addresses end in `.invalid` (RFC 2606): nobody can
be reached by mistake.
"""

from dataclasses import dataclass

from babyhubs.workbench.people.contact import Contact

ASKED = ("language", "ethnic-group", "age", "child", "carer", "disability")
_CODES = {"somali": "so", "polish": "pl", "arabic": "ar", "urdu": "ur", "romanian": "ro"}


@dataclass(frozen=True, slots=True)
class Offered:
    """One parent. about: the answers to ASKED, as far as they were given; nothing without consent to the draw."""

    called: str
    contact: Contact
    about: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    language: str = "en"


def _text(number: int, interpreter: str = "") -> Contact:
    return Contact(way="text", phone=f"07700 900{number}", interpreter=interpreter)


_FIRST = (
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
    Offered("Megan", _text(107), needs=("remote",)),
    Offered(
        "Ioana", _text(108, interpreter="ro"), ("romanian", "white", "20-24", "under-1", "mother"), ("travel",), "ro"
    ),
)
# The others: what to call them, then the answers to ASKED. They came later, most of them through link workers and at sessions.
_LATER = """
Hodan somali black 25-34 under-1 mother no
Ifrah somali black 20-24 under-6-months mother no
Abdi somali black 35-plus under-2 father no
Sagal somali black 25-34 under-1 mother yes
Nimco somali black 35-plus older mother no
Chidi english black 25-34 under-1 father no
Abena english black 25-34 under-6-months mother no
Temi english black 20-24 under-1 mother no
Kemi english black 35-plus under-2 mother yes
Dwayne english black 20-24 under-6-months father no
Magda polish white 25-34 under-1 mother no
Piotr polish white 35-plus under-2 father no
Agata polish white 20-24 under-6-months mother yes
Rana arabic other 25-34 under-1 mother no
Samir arabic other 35-plus under-6-months father no
Huda arabic other 25-34 under-2 mother no
Sana urdu asian 25-34 under-1 mother no
Nadia urdu asian 35-plus under-2 mother yes
Bilal urdu asian 20-24 under-6-months father no
Meera english asian 25-34 under-6-months mother no
Anjali english asian 35-plus under-1 mother no
Elena romanian white 25-34 under-2 mother no
Mihai romanian white 25-34 under-1 father no
Chloe english white under-20 under-6-months mother no
Jade english white under-20 under-1 mother no
Tyler english white 20-24 under-6-months father no
Holly english white 20-24 under-1 mother yes
Lauren english white 25-34 under-6-months mother no
Siobhan english white 35-plus under-2 mother no
Owain english white 25-34 under-1 father no
Zoe english mixed 20-24 under-6-months mother no
Marcus english mixed 25-34 under-1 father yes
"""
_NEEDS = (("childcare",), ("travel",), ("baby-in-the-room", "feeding"), ("school-run",), ("data", "remote"), ())


def _later(place: int, line: str) -> Offered:
    called, *about = line.split()
    code = _CODES.get(about[0], "")
    contact = _text(110 + place, interpreter=code if place % 2 else "")
    if place % 5 == 4:
        contact = Contact(way="email", email=f"{called.lower()}@demo.invalid", interpreter=contact.interpreter)
    return Offered(called, contact, tuple(about), _NEEDS[place % len(_NEEDS)], code or "en")


PARENTS = (*_FIRST, *(_later(place, line) for place, line in enumerate(_LATER.strip().splitlines())))
