"""Codes that people keep: twelve signs that nobody confuses, on paper or in a link. The register keeps a keyed digest alone.

Twelve of 30 signs are 58 bits. Whoever copies the database cannot try codes against it without the key of the folder.
"""

import hmac
import secrets
import uuid

from django.conf import settings

from babyhubs.workbench.people.models import Person
from babyhubs.workbench.people.register import register_of

_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0 O 1 I L U
_LENGTH = 12
_GROUP = 4


def fresh_code() -> str:
    """A new code, as it is shown: K7QX-2M9R-TWHD."""
    return _grouped("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)))


def code_of(ticket: str) -> str:
    """The code that belongs to a secret of a form: sending the form twice gives it twice, and nobody else can work it out."""
    number = int.from_bytes(hmac.digest(settings.BABYHUBS_KEYS.record, f"ticket {ticket}".encode(), "sha256"))
    signs = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_SIGNS))
        signs += _SIGNS[place]
    return _grouped(signs)


def _grouped(signs: str) -> str:
    return "-".join(signs[begin : begin + _GROUP] for begin in range(0, _LENGTH, _GROUP))


def digest_of(code: str) -> str:
    """What the register keeps of a code, however it was typed."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return hmac.digest(settings.BABYHUBS_KEYS.record, f"code {signs}".encode(), "sha256").hex()


def holder(programme_id: uuid.UUID, code: str) -> Person | None:
    """Whose code this is in a programme's register; None for every code that is none, whatever the reason."""
    found: Person | None = (
        Person.objects.filter(
            choice_code__digest=digest_of(code),
            register=register_of(programme_id),
            left_on=None,
        )
        .select_related("key")
        .prefetch_related("consents")
        .first()
    )
    return found
