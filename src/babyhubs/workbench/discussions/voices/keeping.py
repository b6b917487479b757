"""The sound of a voice note: a sealed file in the data folder, its key in another place of it.

voices/<programme>/<note>        AES-256-GCM (NIST SP 800-38D), a fresh nonce each, bound to the note; never in a backup, because
                                 nobody could delete it there on its day
keys/voices/<programme>.key      the key
"""

import os
import time
import uuid
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from babyhubs.workbench import keys
from babyhubs.workbench.discussions.places import VOICES

_NONCE = 12  # bytes, as the standard advises
OLD = 24 * 60 * 60  # seconds: a file that is still being written is younger


def write(programme_id: uuid.UUID, note_id: uuid.UUID, content: bytes) -> None:
    """Sealed, and on the disk before anybody is told that we have it."""
    path = _path(programme_id, note_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    nonce = os.urandom(_NONCE)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(nonce + _cipher(programme_id).encrypt(nonce, content, note_id.bytes))
        file.flush()
        os.fsync(file.fileno())


def read(note: Any) -> bytes | None:
    """The sound, or nothing: it is not there after a restore, or somebody changed the file."""
    try:
        stored = _path(note.programme_id, note.pk).read_bytes()
        return _cipher(note.programme_id).decrypt(stored[:_NONCE], stored[_NONCE:], note.pk.bytes)
    except (FileNotFoundError, InvalidTag, ValueError):
        return None


def remove(programme_id: uuid.UUID, note_id: uuid.UUID) -> None:
    """Gone, if it was there."""
    _path(programme_id, note_id).unlink(missing_ok=True)


def sweep(programme_id: uuid.UUID, known: set[str]) -> None:
    """Files that no row knows: the workbench was stopped between the two. known: the hex of each note's number."""
    before = time.time() - OLD
    for path in (settings.BABYHUBS.folder / VOICES / programme_id.hex).glob("*"):
        if path.name not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _path(programme_id: uuid.UUID, note_id: uuid.UUID) -> Path:
    return settings.BABYHUBS.folder / VOICES / programme_id.hex / note_id.hex


def _cipher(programme_id: uuid.UUID) -> AESGCM:
    return AESGCM(keys.one(settings.BABYHUBS.folder / "keys" / "voices" / f"{programme_id.hex}.key"))
