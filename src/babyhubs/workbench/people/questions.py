"""What may be asked of a person, in which words, and why (questions.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

PREFER_NOT = "prefer-not-to-say"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach a person. needs: the field of the contact that it uses."""

    title: str
    needs: str


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One question about a person. why: told with it. answers: the words of each; "prefer not to say" is always one."""

    key: str
    ask: str
    why: str
    answers: dict[str, str]


@cache
def ways() -> dict[str, Way]:
    """How a person may be reached."""
    return {key: Way(one["title"], one["needs"]) for key, one in _read()["ways"].items()}


@cache
def characteristics() -> dict[str, Characteristic]:
    """What may be asked about a person, in the order of the file."""
    return {
        key: Characteristic(key, one["ask"], one["why"], {**one["answers"], PREFER_NOT: "Prefer not to say"})
        for key, one in _read()["characteristics"].items()
    }


def needs() -> dict[str, str]:
    """What makes it possible to take part."""
    return dict(_read()["needs"])


def promises() -> dict[str, str]:
    """What somebody may be due."""
    return dict(_read()["promises"])


def reasons() -> dict[str, str]:
    """Why somebody leaves the register."""
    return dict(_read()["reasons"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("questions.toml").read_text(encoding="utf-8"))
