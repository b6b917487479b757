"""What opens a backup: a passphrase that somebody remembers, or a key file. Neither is ever kept in the data folder.

A passphrase is stretched by scrypt (RFC 7914) so that guessing is slow; N = 2^17, r = 8, p = 1 is the first choice of the
OWASP Password Storage Cheat Sheet (read 2026-11-24). A key file is random already, and is only spread (HKDF, RFC 5869).
"""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from babyhubs.errors import InputError, Refused

PASSPHRASE, KEY_FILE = "passphrase", "key file"
COST = 2**17
DEAREST = 2**20  # a file that asks for more wants to stop the machine (1 GiB at r = 8)
SHORTEST = 16  # characters: four words
KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """Two keys of one secret: one encrypts, one seals the readable line."""

    cipher: bytes
    seal: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """What the user gave. cost: scrypt's N; nothing to a key file."""

    kind: str
    value: bytes
    cost: int = COST

    def open(self, salt: bytes) -> Opened:
        """The keys for a new backup."""
        if self.kind == PASSPHRASE:
            both = Scrypt(salt=salt, length=64, n=self.cost, r=8, p=1).derive(self.value)
        else:
            both = HKDF(algorithm=SHA256(), length=64, salt=salt, info=b"babyhubs backup").derive(self.value)
        return Opened(both[:32], both[32:])

    def reopen(self, kind: str, cost: str, salt: bytes, path: Path) -> Opened:
        """The keys of a backup that was made with a secret of this kind and cost."""
        if kind != self.kind:
            raise Refused(
                f"The backup was made with a {kind}, and a {self.kind} was given.",
                where=str(path),
                remedy=f"Give the {kind}.",
            )
        n = int(cost)
        if not 2 <= n <= DEAREST or n & (n - 1):
            raise Refused("The first lines of the backup were changed.", where=str(path), remedy="Take another copy.")
        return Secret(kind, self.value, n).open(salt)


def from_passphrase(text: str, *, new: bool) -> Secret:
    """A passphrase. new: it will protect a backup, so it must be long."""
    if new and len(text) < SHORTEST:
        raise InputError(
            f"A passphrase of {len(text)} characters can be guessed.",
            where="the passphrase",
            remedy=f"Take four words or more, {SHORTEST} characters at least, and keep them where the backup is not.",
        )
    return Secret(PASSPHRASE, text.encode())


def from_file(path: Path) -> Secret:
    """The key of a key file."""
    if not path.is_file():
        raise InputError("The key file is not there.", where=str(path), remedy="Check its name.")
    written = path.read_text(encoding="ascii", errors="replace").strip()
    if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_BYTES}}}", written):
        raise InputError(
            f"A key file must hold {2 * KEY_BYTES} hexadecimal digits on one line.",
            where=str(path),
            remedy="Give the file that was made with the first backup.",
        )
    return Secret(KEY_FILE, bytes.fromhex(written))


def make_file(path: Path) -> None:
    """A new key file, for its owner alone."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())


def check_apart(key_file: Path, out: Path, data: Path) -> None:
    """A key beside what it opens protects nothing."""
    place = key_file.absolute().resolve().parent
    if place.is_relative_to(data.resolve()) or place == (out if out.is_dir() else out.absolute().parent).resolve():
        raise Refused(
            "The key file would lie beside the data or the backup that it protects.",
            where=str(key_file),
            remedy="Keep it in another place: whoever finds both can read everything.",
        )
