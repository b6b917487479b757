"""The six steps of the thread (strands.toml), and where each stands.

A strand's app says where its step stands by registering one function when it is made ready (`says`). The programme
page asks it; the programme knows no strand.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.programme.use import Use


@dataclass(frozen=True, slots=True)
class Step:
    """One step as people are told it. kind: the class of work that it usually is."""

    key: str
    title: str
    question: str
    rests_on: tuple[str, ...]
    kind: str
    next: str
    permission: Permission


class State(StrEnum):
    """Where a step stands. STALE: something that it rests on has changed since; the page shows it amber."""

    NOT_BEGUN = "Not started"
    UNDER_WAY = "In progress"
    DONE = "Done"
    STALE = "Out of date"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands in one programme.

    why: what changed, for a stale one. address: its page, if it has one. at: when its newest result came about.
    uses: what of other steps that one rests on, and as which kind of work.
    """

    state: State
    next: str = ""
    why: str = ""
    address: str = ""
    at: datetime | None = None
    uses: tuple[Use, ...] = ()


Says = Callable[[Any], Standing]  # given the programme
_SAID_BY: dict[str, Says] = {}


@cache
def steps() -> dict[str, Step]:
    """The six steps by their key, in the order of the thread."""
    return {
        key: Step(
            key,
            entry["title"],
            entry["question"],
            tuple(entry["rests_on"]),
            entry["class"],
            entry["next"],
            Permission(entry["permission"]),
        )
        for key, entry in _read()["step"].items()
    }


@cache
def classes() -> tuple[str, ...]:
    """The kinds of work."""
    return tuple(_read()["classes"])


def says(key: str, function: Says) -> None:
    """The function that knows where a step stands; a strand's app calls this in `ready`."""
    if key not in steps():
        raise ValueError(f"there is no step {key}")
    _SAID_BY[key] = function


def standing(key: str, programme: Any) -> Standing:
    """Where a step stands in a programme."""
    said_by = _SAID_BY.get(key)
    return said_by(programme) if said_by else Standing(State.NOT_BEGUN)


def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("strands.toml").read_text(encoding="utf-8"))
