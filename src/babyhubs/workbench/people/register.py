"""A programme's register. The people database knows a programme by a keyed digest, never by its number.

So the two databases share no key (docs/decisions/0021), and yet a coordinator sees the people of their programme alone.
"""

import hmac
import uuid

from django.conf import settings
from django.db.models import QuerySet

from babyhubs.workbench.people.models import Person


def register_of(programme_id: uuid.UUID) -> str:
    """By what the people database knows a programme."""
    return hmac.digest(settings.BABYHUBS_KEYS.record, f"register of {programme_id}".encode(), "sha256").hex()


def everybody(programme_id: uuid.UUID) -> "QuerySet[Person]":
    """All who were ever in a programme's register, those who left as blank rows."""
    return Person.objects.filter(register=register_of(programme_id))


def present(programme_id: uuid.UUID) -> "QuerySet[Person]":
    """Who is in the register now, with keys and consents, in three queries at most."""
    return everybody(programme_id).filter(left_on=None).select_related("key").prefetch_related("consents")


def agreed_now(person: Person) -> dict[str, bool]:
    """What a person agrees to: the newest answer to each purpose."""
    return {one.purpose: one.given for one in person.consents.all()}
