"""The workbench's secret keys: files in the data folder that only their owner can read.

session: signs sessions and one-time links. record: seals the audit log. people: encrypts contact details; several may
lie side by side, the newest (highest number) encrypts and all decrypt, which is how a key is changed without a stop.
"""

import base64
import os
import re
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from babyhubs.errors import InputError

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The keys, read. Not shown by repr: a key in a log is a key lost."""

    session: bytes
    record: bytes
    people: tuple[bytes, ...]


def read_or_make(folder: Path) -> Keys:
    """The keys of a data folder; those that are not there are made (random, mode 0600)."""
    place = folder / "keys"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Keys(
        session=_key(place / "session.key"), record=_key(place / "record.key"), people=_people(place / "people")
    )


def read(folder: Path) -> Keys:
    """The keys of a data folder that is in use; one that is missing is said and not made anew."""
    place = folder / "keys"
    for path in (place / "session.key", place / "record.key", place / "people" / "0001.key"):
        if not path.is_file():
            raise InputError(
                "A key of the workbench is missing.",
                where=str(path),
                remedy="Put it back from your backup. Without it what it protected cannot be read.",
            )
    return read_or_make(folder)


def add_people_key(folder: Path) -> Path:
    """A new key for contact details: from the next start on it encrypts, and the older ones still decrypt."""
    place = folder / "keys" / "people"
    numbers = [int(path.stem) for path in _numbered(place)]
    path = place / f"{max(numbers, default=0) + 1:04d}.key"
    _key(path)
    return path


def one(path: Path) -> bytes:
    """A key of its own for one thing, in a folder of the keys; made when it is first asked for."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _key(path)


def fernet_key(key: bytes) -> bytes:
    """A key in the spelling that Fernet reads."""
    return base64.urlsafe_b64encode(key)


def _people(place: Path) -> tuple[bytes, ...]:
    place.mkdir(mode=0o700, exist_ok=True)
    if not _numbered(place):
        _key(place / "0001.key")
    return tuple(_key(path) for path in reversed(_numbered(place)))


def _numbered(place: Path) -> list[Path]:
    return sorted(path for path in place.glob("*.key") if re.fullmatch(r"\d{4}", path.stem))


def _key(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    key = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def _read(path: Path) -> bytes:
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise InputError(
            "Others on this machine can read a key of the workbench.",
            where=str(path),
            remedy="Take their right away (chmod 600), and think about who may have read it.",
        )
    written = path.read_text(encoding="ascii", errors="replace").strip()
    if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_BYTES}}}", written):
        raise InputError(
            f"A key file must hold {2 * KEY_BYTES} hexadecimal digits on one line.",
            where=str(path),
            remedy="Put the right file back from your backup. Without it what it protected cannot be read.",
        )
    return bytes.fromhex(written)
