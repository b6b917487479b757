"""Who can be drawn, by what they said, and who of them share a home. No name and no contact leaves this module."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babyhubs.workbench.people import vault
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.people.pool import candidates
from babyhubs.workbench.people.register import agreed_now

SHARED = ("address", "phone", "email")  # whoever has one of these in common counts as one household
CO_DESIGN = "co-design"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of the pool. said: question -> answer, only what was answered. home: a number that people of one household share, or ""."""

    id: uuid.UUID
    said: Mapping[str, str]
    home: str


@dataclass(frozen=True, slots=True)
class Pool:
    """everybody: how many are in the register. eligible: who agreed to be contacted about the hubs."""

    people: tuple[Candidate, ...]
    everybody: int
    eligible: int


def pool(register: Iterable[Person]) -> Pool:
    """Of the people in a register those who agreed to a fair draw and to be contacted about the hubs."""
    there = list(register)
    eligible = [one for one in there if agreed_now(one).get(CO_DESIGN, False)]
    found = candidates(eligible)
    homes = _homes([one for one in eligible if one.pk in {candidate.id for candidate in found}])
    people = tuple(
        Candidate(one.id, {key: answer for key, answer in one.said.items() if answer}, homes.get(one.id, ""))
        for one in found
    )
    return Pool(people, len(there), len(eligible))


def _homes(people: Sequence[Person]) -> dict[uuid.UUID, str]:
    """Person -> household, for those who have an address, a telephone or an email in common with another."""
    first: dict[tuple[str, str], uuid.UUID] = {}
    leads: dict[uuid.UUID, uuid.UUID] = {}
    for person in sorted(people, key=lambda one: one.pk):
        contact = vault.read(person, vault.CONTACT)
        leads[person.pk] = person.pk
        for kind in SHARED:
            plain = "".join(sign for sign in str(contact.get(kind, "")).casefold() if sign.isalnum())
            if plain:
                other = first.setdefault((kind, plain), person.pk)
                one, two = sorted((_lead(leads, other), _lead(leads, person.pk)))
                leads[two] = one
    households: dict[uuid.UUID, list[uuid.UUID]] = {}
    for pk in leads:
        households.setdefault(_lead(leads, pk), []).append(pk)
    shared = [members for members in households.values() if len(members) > 1]
    return {pk: str(number) for number, members in enumerate(shared, 1) for pk in members}


def _lead(leads: Mapping[uuid.UUID, uuid.UUID], pk: uuid.UUID) -> uuid.UUID:
    while leads[pk] != pk:
        pk = leads[pk]
    return pk
