"""What people are asked to agree to: the purposes and their wordings (consent.toml)."""

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

HOLD = "hold-details"
DRAW = "fair-draw"
ENGLISH = "en"


def digest(words: str) -> str:
    """By what a consent knows the words that were shown."""
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of the words. text: by language."""

    version: int
    since: date
    text: dict[str, str]

    def told(self, language: str) -> str:
        """The words in a language; in English, for an interpreter, where they are not there."""
        return self.text.get(language, self.text[ENGLISH])

    def sha256(self, language: str) -> str:
        """The digest of the words that were used."""
        return digest(self.told(language))


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that a person may agree to. required: without it nothing is kept."""

    key: str
    title: str
    required: bool
    wordings: tuple[Wording, ...]

    def on(self, day: date) -> Wording:
        """The version in use on a day: the newest that had begun; for an earlier day the first."""
        begun = [one for one in self.wordings if one.since <= day]
        return begun[-1] if begun else self.wordings[0]


@cache
def purposes() -> dict[str, Purpose]:
    """Every purpose by its key, in the order of the file."""
    return {key: _purpose(key, entry) for key, entry in _read()["purposes"].items()}


@cache
def channels() -> dict[str, str]:
    """How a person may have said it."""
    return dict(_read()["channels"])


def answer_days() -> int:
    """Within how many days somebody who signed up on the web page is told what happens next: what the page promises."""
    return int(_read()["answer_days"])


def keep_days() -> int:
    """After how many days without a new answer a person is due: ask again, or erase."""
    return int(_read()["keep_days"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("consent.toml").read_text(encoding="utf-8"))


def _purpose(key: str, entry: dict[str, Any]) -> Purpose:
    versions = tuple(Wording(one["version"], one["since"], dict(one["text"])) for one in entry["wordings"])
    if [one.version for one in versions] != list(range(1, len(versions) + 1)):
        raise ValueError(f"consent.toml, {key}: versions count from 1")
    return Purpose(key, entry["title"], bool(entry.get("required")), versions)
