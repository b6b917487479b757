"""People become keyed pseudonyms; the key stays with the provider.

HMAC-SHA256 under a secret key: without the key nobody can try all NHS numbers, as anybody can with a plain hash. The
first 128 bits are kept: among a hundred million people the chance that any two share one is about 1 in 10^23, and half the
length makes tables half the size. What is named (child, family, contact) goes into the hash, so the same number used for a mother
and for a baby gives two pseudonyms.
"""

import hmac
import os
import re
import secrets
import stat
from pathlib import Path

import polars as pl

from babyhubs.errors import InputError

KEY_BYTES = 32
PSEUDONYM_BYTES = 16
CHILD, FAMILY, CONTACT = "child", "family", "contact"
_ANOTHER_KEY = "Put the right key file there. With a new key no pseudonym agrees with earlier ones."


def normalised(identifiers: pl.Series) -> pl.Series:
    """One spelling for one identifier: no spaces, no hyphens, upper case; nothing left is null."""
    return identifiers.str.replace_all(r"[\s\-\u2010-\u2015\u00a0]", "").str.to_uppercase().replace("", None)


def pseudonyms(identifiers: pl.Series, key: bytes, domain: str) -> pl.Series:
    """The pseudonym of each identifier (normalised first); null stays null. domain: what is named."""
    plain = normalised(identifiers)
    distinct = plain.drop_nulls().unique()
    tag = domain.encode() + b"\0"
    made = [hmac.digest(key, tag + value.encode(), "sha256")[:PSEUDONYM_BYTES].hex() for value in distinct]
    return plain.replace_strict(distinct, pl.Series(made, dtype=pl.String), default=None, return_dtype=pl.String)


def read_or_make_key(path: Path) -> tuple[bytes, bool]:
    """The key in a file of 64 hexadecimal digits, and whether it was made now (random, readable by its owner only)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path), False
    except OSError as error:
        raise InputError(
            "The key file cannot be written.", where=str(path), remedy="Choose a folder that you may write to."
        ) from error
    key = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
    return key, True


def _read(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        written = path.read_text(encoding="ascii").strip() if stat.S_ISREG(mode) else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("The key file cannot be read.", where=str(path), remedy=_ANOTHER_KEY) from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise InputError(
            "Others on this machine can read the key file. Whoever has it can find out who a pseudonym is.",
            where=str(path),
            remedy=f'Take their right away: chmod 600 "{path.name}".',
        )
    if not re.fullmatch(rf"[0-9a-fA-F]{{{2 * KEY_BYTES}}}", written):
        raise InputError(
            f"The key file must hold {2 * KEY_BYTES} hexadecimal digits on one line.",
            where=str(path),
            remedy=_ANOTHER_KEY,
        )
    return bytes.fromhex(written)
