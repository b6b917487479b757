"""Who may be drawn, by what they said about themselves: no name, no contact, no lead to speak to first, no need."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from babyhubs.workbench.people import vault
from babyhubs.workbench.people.answers import Answers
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.people.questions import PREFER_NOT, characteristics
from babyhubs.workbench.people.register import agreed_now
from babyhubs.workbench.people.wordings import DRAW


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of the pool. said: the answer to every question; "" where none was given."""

    id: uuid.UUID
    said: dict[str, str]


def candidates(people: Iterable[Person]) -> list[Candidate]:
    """Of these people those who agreed to a fair draw, by their random numbers."""
    found = [_candidate(person) for person in people if agreed_now(person).get(DRAW, False)]
    return sorted(found, key=lambda one: one.id)


def _candidate(person: Person) -> Candidate:
    about = Answers.read(vault.read(person, vault.ANSWERS)).about
    given = {key: about.get(key, "") for key in characteristics()}
    return Candidate(person.pk, {key: "" if answer == PREFER_NOT else answer for key, answer in given.items()})
