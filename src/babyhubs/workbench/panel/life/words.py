"""The words of words.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

INVITATION, RESERVE, REMINDER, MEETING, PAYMENT, CHANGED = (
    "invitation",
    "reserve",
    "reminder",
    "meeting",
    "payment",
    "changed",
)
EMAIL, LETTER = "email", "letter"


@dataclass(frozen=True, slots=True)
class Message:
    """One kind of message. text: short, and what to say in a call. email: whole; a letter has the same words."""

    title: str
    text: str
    email: str

    def filled(self, way: str, values: dict[str, str]) -> str:
        """For a way, with everything in its place."""
        return (self.email if way in (EMAIL, LETTER) else self.text).strip().format(**values)


@cache
def messages() -> dict[str, Message]:
    """Every kind of message."""
    return {key: Message(**one) for key, one in _read()["messages"].items()}


def leaving() -> dict[str, str]:
    """Why somebody leaves the panel."""
    return dict(_read()["leaving"])


def ways() -> dict[str, str]:
    """How a message may go."""
    return dict(_read()["ways"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
