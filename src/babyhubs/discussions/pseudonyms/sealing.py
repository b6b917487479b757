"""Names sealed under a key that is kept elsewhere: the project knows a name again without holding it.

AES-SIV (RFC 5297) under a key made from the provider's key: the same name gives the same token, so that replacements are
consistent; with the key a token can be opened again; without it, it says nothing. Project and key must not lie in one folder.
"""

import hmac
import re
import unicodedata
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from babyhubs.discussions.project import Project
from babyhubs.errors import InputError, Refused

PERSON, PLACE, ORGANISATION = "person", "place", "organisation"
_WHAT = {PERSON: "Person", PLACE: "Place", ORGANISATION: "Organisation"}
LONGEST_NAME = 4  # words
# Vowel signs of Indic, Arabic and other scripts are part of a word, though Python does not count them as letters.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e30-\u0e4e\u1037-\u103e\u135d-\u135f"
WORD = re.compile(rf"[^\W\d_][^\W\d_{_MARKS}]*[{_MARKS}]*(?:['’\-]?[^\W\d_][^\W\d_]*[{_MARKS}]*)*")


def folded(name: str) -> str:
    """One spelling of a name: no accents, no case, no possessive, no apostrophes, single spaces."""
    plain = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    words = [re.sub(r"['’]", "", re.sub(r"['’]s?$", "", word)) for word in WORD.findall(bare)]
    return " ".join(word for word in words if word)


class Names:
    """The names that a project knows, through the key."""

    def __init__(self, project: Project, key: bytes) -> None:
        self._project = project
        self._cipher = AESSIV(hmac.digest(key, b"discussions: names", "sha512"))
        self._known: dict[str, tuple[str, str]] | None = None

    def token(self, name: str) -> bytes:
        """The sealed form of a name in one spelling."""
        return self._cipher.encrypt(folded(name).encode(), [self._project.guid.bytes])

    def known(self) -> dict[str, tuple[str, str]]:
        """Every known name in one spelling, with its kind and replacement. Wrong key: refused."""
        if self._known is None:
            self._known = {}
            for row in self._project.rows("SELECT token, kind, replacement FROM pseudonym ORDER BY rowid"):
                try:
                    name = self._cipher.decrypt(row["token"], [self._project.guid.bytes]).decode()
                except InvalidTag as error:
                    raise Refused(
                        "The key does not belong to this project.",
                        where=str(self._project.path),
                        remedy="Give the key that was used first.",
                    ) from error
                self._known[name] = (row["kind"], row["replacement"])
        return self._known

    def add(self, name: str, kind: str = PERSON, replacement: str = "") -> str:
        """Learn a name inside an act, whole and in its parts; gives the replacement, the one it has already if it has one."""
        plain = folded(name)
        if not plain:
            raise InputError("A name needs letters.", where=repr(name), remedy="Give the name as it is spoken.")
        known = self.known()
        if plain in known:
            return known[plain][1]
        made = replacement or f"[{_WHAT.get(kind, kind.capitalize())} {self._next(kind)}]"
        self._learn(plain, kind, made)
        if kind == PERSON:
            for part in re.split(r"[ \-]", plain):
                if len(part) > 1 and part not in known:
                    self._learn(part, kind, made)
        return made

    def _learn(self, plain: str, kind: str, replacement: str) -> None:
        self._project.connection.execute(
            "INSERT OR IGNORE INTO pseudonym VALUES (?, ?, ?)", (self.token(plain), kind, replacement)
        )
        self.known()[plain] = (kind, replacement)

    def _next(self, kind: str) -> int:
        return 1 + len({replacement for one, replacement in self.known().values() if one == kind})


def require_apart(key: Path, project: Path) -> None:
    """Refuse a key in the project's own folder: who takes the folder would take both."""
    if key.resolve().parent == project.resolve().parent:
        raise Refused(
            "The key lies in the same folder as the project.",
            where=str(key),
            remedy="Keep it in another place (another drive, a safe folder): together they would show every name.",
        )
