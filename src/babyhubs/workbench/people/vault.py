"""What a person said, sealed under that person's own key: destroy the key, and every copy of it is noise.

AES-256-GCM (NIST SP 800-38D), a fresh nonce each time, bound to the person and the part, so that nothing can be moved from one
row to another. The text is filled up to whole blocks: its length must not tell who has a note to speak to somebody first.
The key itself lies in the database under the folder's key (encrypted.py), which can be replaced without touching this.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CARD = "card"  # what to call the person, and whom to speak to first: what a list shows
CONTACT = "contact"  # how to reach the person
ANSWERS = "answers"  # needs, and what the person said about themselves
PARTS = (CARD, CONTACT, ANSWERS)

_NONCE = 12  # bytes, as the standard advises
_BLOCK = 512  # bytes


def fresh_key() -> str:
    """A key for one person."""
    return secrets.token_hex(32)


def seal(person: Any, part: str, said: dict[str, Any]) -> None:
    """Puts a part into its column of the person's row, which is not saved yet."""
    setattr(person, part, sealed(person, part, said))


def read(person: Any, part: str) -> dict[str, Any]:
    """A part as it was sealed; empty where nothing was said."""
    return opened(person, part, getattr(person, part))


def sealed(person: Any, part: str, said: dict[str, Any]) -> str:
    """The same for a column of another row about this person. part: what of it, in a word that nothing else has."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    nonce = os.urandom(_NONCE)
    closed = _cipher(person).encrypt(nonce, text + b" " * (-len(text) % _BLOCK), _bound_to(person, part))
    return b64encode(nonce + closed).decode("ascii")


def opened(person: Any, part: str, text: str) -> dict[str, Any]:
    """What was sealed; empty where nothing was said."""
    stored = b64decode(text)
    if not stored:
        return {}
    said: dict[str, Any] = json.loads(
        _cipher(person).decrypt(stored[:_NONCE], stored[_NONCE:], _bound_to(person, part))
    )
    return said


def _cipher(person: Any) -> AESGCM:
    return AESGCM(bytes.fromhex(person.key.material))


def _bound_to(person: Any, part: str) -> bytes:
    return f"{person.pk}:{part}".encode()
