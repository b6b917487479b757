"""The register as its pages show it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from babyhubs.workbench.databases import PEOPLE
from babyhubs.workbench.hubs.place import language_names
from babyhubs.workbench.people import vault
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.models import Person, Promise
from babyhubs.workbench.people.questions import promises, ways
from babyhubs.workbench.people.register import agreed_now
from babyhubs.workbench.people.wordings import HOLD, channels, keep_days, purposes
from babyhubs.workbench.record.audited import ACTIONS
from babyhubs.workbench.record.models import Entry

SHOWN = 20  # entries of the record on a person's page


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list: never how to reach them. lead: whom to speak to first, "" for nobody."""

    called: str
    reference: str
    address: str
    lead: str
    agrees: str
    since: date
    due: bool


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the diary."""

    called: str
    address: str
    what: str
    by: date
    late: bool
    keep: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person last said to one purpose. wording: the version."""

    title: str
    words: str
    answer: str
    said: date | None
    how: str
    wording: int | None
    address: str


@dataclass(frozen=True, slots=True)
class Done:
    """One entry of the record about a person."""

    who: str
    what: str
    at: datetime


def lines(programme_id: uuid.UUID, people: Iterable[Person], today: date) -> list[Line]:
    """The list, by name."""
    found = [_line(programme_id, person, today) for person in people]
    return sorted(found, key=lambda line: (line.called.casefold(), line.reference))


def diary(programme_id: uuid.UUID, people: Iterable[Person], today: date) -> list[Due]:
    """Who is due what, the oldest day first."""
    known = {person.pk: person for person in people}
    waiting = Promise.objects.filter(person__in=known, kept_on=None)
    return [_due(programme_id, known[one.person_id], one, today) for one in waiting]


def called(person: Person) -> str:
    """The name to call them by."""
    return str(vault.read(person, vault.CARD).get("called", ""))


def lead(person: Person) -> tuple[str, date] | None:
    """Whom to speak to before contacting the person, and since when."""
    card = vault.read(person, vault.CARD)
    return (card["lead"], date.fromisoformat(card["since"])) if "lead" in card else None


def is_due(person: Person, today: date) -> bool:
    """Whether the time for keeping the details is over: ask again, or erase."""
    return person.agreed_on is not None and person.agreed_on + timedelta(days=keep_days()) <= today


def asked(programme_id: uuid.UUID, person: Person) -> list[Asked]:
    """Every purpose, with the newest answer."""
    newest = {one.purpose: one for one in person.consents.all()}
    rows = []
    for key, purpose in purposes().items():
        one = newest.get(key)
        how = f"{channels()[one.channel]}, in {', '.join(language_names(one.language))}" if one else ""
        version = purpose.wordings[(one.wording if one else len(purpose.wordings)) - 1]
        rows.append(
            Asked(
                purpose.title,
                version.told(one.language if one else "en"),
                ("Yes" if one.given else "No") if one else "Not asked",
                one.said_on if one else None,
                how,
                one.wording if one else None,
                reverse("register-consent", args=[programme_id, person.pk, key]),
            )
        )
    return rows


def history(person: Person) -> list[Done]:
    """What was done and who looked, newest first."""
    entries = Entry.objects.using(PEOPLE).filter(subject=str(person.pk)).order_by("-sequence")[:SHOWN]
    return [Done(one.actor_name, ACTIONS.get(one.action, one.action), one.at) for one in entries]


def reaching(contact: Contact) -> list[tuple[str, str]]:
    """How to reach a person, the way they want it first."""
    wanted = ways()[contact.way]
    rows = [
        ("They want", wanted.title),
        ("Phone number", contact.phone),
        ("Email address", contact.email),
        ("Postal address", contact.address),
        ("Named worker", contact.worker),
        ("Safe and good times", contact.safe_times),
        ("Interpreter for", ", ".join(language_names(contact.interpreter))),
        ("Messages", "Do not leave a message" if contact.no_voicemail else ""),
        ("Post", "Post is not safe" if contact.no_post else ""),
    ]
    return [(title, text) for title, text in rows if text]


def contact_initial(person: Person, contact: Contact) -> dict[str, object]:
    """The contact as its form shows it."""
    return contact.said() | {
        "called": called(person),
        "interpreter": ", ".join(language_names(contact.interpreter)),
    }


def answers_initial(answers: Answers) -> dict[str, object]:
    """The answers as their form shows them."""
    about = {f"about_{key}": answer for key, answer in answers.about.items()}
    return {"needs": list(answers.needs), "other": answers.other, **about}


def _line(programme_id: uuid.UUID, person: Person, today: date) -> Line:
    first = lead(person)
    agreed = [
        purpose.title for key, purpose in purposes().items() if key != HOLD and agreed_now(person).get(key, False)
    ]
    return Line(
        called(person),
        person.reference,
        reverse("register-person", args=[programme_id, person.pk]),
        first[0] if first else "",
        "; ".join(agreed),
        person.added_on,
        is_due(person, today),
    )


def _due(programme_id: uuid.UUID, person: Person, one: Promise, today: date) -> Due:
    return Due(
        called(person),
        reverse("register-person", args=[programme_id, person.pk]),
        promises().get(one.what, one.what),
        one.due_on,
        one.due_on < today,
        reverse("register-promise-kept", args=[programme_id, person.pk, one.pk]),
    )
