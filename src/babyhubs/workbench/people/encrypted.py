"""A text column that the database holds encrypted, under keys that can be replaced (MultiFernet: AES-128-CBC, HMAC-SHA256).

It cannot be searched or sorted: the same text gives another cipher text each time. That is the point.
"""

from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

from babyhubs.workbench.keys import fernet_key


class EncryptedTextField(models.TextField):
    """Text that only somebody with the key can read."""

    def get_prep_value(self, value: Any) -> Any:
        """As the database holds it."""
        plain = super().get_prep_value(value)
        return plain if plain is None else _fernet().encrypt(plain.encode()).decode("ascii")

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """As the program reads it."""
        return value if value is None else _fernet().decrypt(value.encode("ascii")).decode()

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `is null` can be asked of it."""
        if lookup_name != "isnull":
            raise FieldError(f"An encrypted column cannot be searched ({lookup_name}).")
        return super().get_lookup(lookup_name)


def rotated(stored: str) -> str:
    """The same text under the newest key."""
    return _fernet().rotate(stored.encode("ascii")).decode("ascii")


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(fernet_key(key)) for key in settings.BABYHUBS_KEYS.people])
