"""Somebody in the register, for a test."""

import uuid
from datetime import date
from typing import Any

from babyhubs.workbench.people.contact import Contact
from babyhubs.workbench.people.models import Consent, Person, Promise
from babyhubs.workbench.people.services import add, promise
from babyhubs.workbench.people.wordings import HOLD
from tests.workbench.service import TEST

ON = date(2026, 11, 2)
NOWHERE = uuid.UUID(int=0)


def a_person(
    programme_id: uuid.UUID = NOWHERE, name: str = "A Parent", phone: str = "07700 900123", email: str = "", **more: Any
) -> Person:
    """A parent who agreed that their details are held, and to what `agreed` says beside it."""
    agreed = {HOLD: True, **more.pop("agreed", {})}
    contact = Contact(way="call", phone=phone, email=email)
    return add(
        TEST,
        programme_id,
        called=name,
        **{"contact": contact, "channel": "face-to-face", "said_on": ON, "agreed": agreed, **more},
    )


def a_promise() -> Promise:
    """Something that the newest person is due."""
    return promise(TEST, Consent.objects.latest("id").person, what="answer", due_on=ON)
