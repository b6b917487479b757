"""The file that a backup is: a readable head line, then everything else encrypted and sealed in pieces.

    Babyhubs backup 1
    {"version": ..., "made_at": ..., "head": ..., "people_head": ..., "key": ..., "salt": ..., "cost": ..., "prefix": ...}
    <seal of that line>
    <length><piece> <length><piece> ...

AES-256-GCM in pieces of 1 MiB. Each piece's nonce holds its number and whether it is the last, so that pieces which were
cut off, exchanged or left out do not open: the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, "Online
authenticated-encryption and its nonce-reuse misuse-resistance", CRYPTO 2015, section 7.
"""

import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from babyhubs.errors import InputError, Refused
from babyhubs.workbench.service.archive_key import Opened, Secret

MAGIC = b"Babyhubs backup 1\n"
PIECE = 1024 * 1024
TAG = 16  # bytes that GCM adds
LONGEST_LINE = 4096


@dataclass(frozen=True, slots=True)
class About:
    """What can be read of a backup without its key. head, people_head: the heads of the two records when it was made."""

    version: str
    made_at: str
    head: str
    people_head: str


def damaged(path: Path, how: str) -> Refused:
    """The refusal of an archive that is not as it was written."""
    return Refused(
        f"The backup is damaged: {how}.",
        where=str(path),
        remedy="Nothing was restored from it. Take another copy of this file, or the backup before it.",
    )


class Encrypting:
    """A file to write to; what is written reaches the archive encrypted. `finish` writes the last piece."""

    def __init__(self, file: IO[bytes], about: About, secret: Secret) -> None:
        salt, prefix = secrets.token_bytes(16), secrets.token_bytes(7)
        opened = secret.open(salt)
        line = json.dumps(
            {**asdict(about), "key": secret.kind, "cost": secret.cost, "salt": salt.hex(), "prefix": prefix.hex()},
            ensure_ascii=True,
            sort_keys=True,
        ).encode()
        file.write(MAGIC + line + b"\n" + _seal(opened, line) + b"\n")
        self._file, self._prefix, self._about = file, prefix, line
        self._cipher, self._held, self._number = AESGCM(opened.cipher), bytearray(), 0

    def write(self, data: bytes) -> int:
        """Takes data; what fills a piece is written."""
        self._held += data
        while len(self._held) > PIECE:  # not at exactly one piece: it may be the last
            self._piece(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Writes what is left, as the last piece."""
        self._piece(bytes(self._held), last=True)

    def _piece(self, plain: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._prefix, self._number, last=last), plain, self._about)
        self._file.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1


class Decrypting:
    """A file to read from: the archive's content. Nothing is given out before its piece has been found whole."""

    def __init__(self, file: IO[bytes], path: Path, secret: Secret) -> None:
        about, fields, line, seal = _read_head(file, path)
        opened = secret.reopen(fields["key"], fields["cost"], bytes.fromhex(fields["salt"]), path)
        if not hmac.compare_digest(_seal(opened, line), seal):
            raise Refused(
                f"This {secret.kind} does not open the backup (or its first lines were changed).",
                where=str(path),
                remedy=f"Give the {secret.kind} that it was made with. Without it nobody can read the backup.",
            )
        self.about = about
        self._file, self._path, self._line = file, path, line
        self._cipher, self._prefix, self._number = AESGCM(opened.cipher), bytes.fromhex(fields["prefix"]), 0
        self._held, self._next = bytearray(), file.read(4)
        if not self._next:  # even an empty backup has a last piece
            raise damaged(path, "it was cut off after its first lines")

    def read(self, size: int) -> bytes:
        """The next bytes; fewer than asked for only at the end."""
        while len(self._held) < size and self._next:
            self._held += self._piece()
        given = bytes(self._held[:size])
        del self._held[:size]
        return given

    def drain(self) -> None:
        """Reads to the end, so that the last piece is known to be the last."""
        while self.read(PIECE):
            pass

    def _piece(self) -> bytes:
        length = int.from_bytes(self._next, "big")
        if len(self._next) < 4 or not TAG <= length <= PIECE + TAG:
            raise damaged(self._path, f"piece {self._number + 1} has an impossible length")
        sealed = self._file.read(length)
        self._next = self._file.read(4)
        try:
            nonce = _nonce(self._prefix, self._number, last=not self._next)
            plain = self._cipher.decrypt(nonce, sealed, self._line)
        except InvalidTag:
            raise damaged(self._path, f"piece {self._number + 1} was changed or cut off") from None
        self._number += 1
        return plain


def about(path: Path) -> About:
    """What an archive says of itself, without its key: not yet known to be true."""
    with path.open("rb") as file:
        return _read_head(file, path)[0]


def _read_head(file: IO[bytes], path: Path) -> tuple[About, dict[str, str], bytes, bytes]:
    if file.readline(LONGEST_LINE) != MAGIC:
        raise InputError("This is not a backup of Babyhubs.", where=str(path), remedy="Check the name of the file.")
    line, seal = file.readline(LONGEST_LINE).rstrip(b"\n"), file.readline(LONGEST_LINE).rstrip(b"\n")
    try:
        fields = {key: str(value) for key, value in json.loads(line).items()}
        found = About(*(fields[name] for name in About.__slots__))
        if len(bytes.fromhex(fields["salt"])) != 16 or len(bytes.fromhex(fields["prefix"])) != 7:
            raise ValueError
        int(fields["cost"])
        return found, {name: fields[name] for name in ("key", "cost", "salt", "prefix")}, line, seal
    except (ValueError, KeyError, AttributeError):
        raise damaged(path, "its first lines cannot be read") from None


def _seal(opened: Opened, line: bytes) -> bytes:
    return hmac.digest(opened.seal, line, "sha256").hex().encode()


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
