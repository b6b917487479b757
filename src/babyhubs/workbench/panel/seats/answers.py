"""Which question of the register stands for which attribute of the audit (answers.toml)."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from babyhubs.evidence.finding import Finding
from babyhubs.panel.answered import Asked
from babyhubs.workbench.people.questions import characteristics


def attributes() -> dict[str, str]:
    """Attribute of the audit -> the question that is asked for it."""
    return {name: one["question"] for name, one in _read()["attributes"].items()}


def unseen() -> dict[str, str]:
    """Group that records cannot show -> the question that is asked for it."""
    return {name: one["question"] for name, one in _read()["unseen"].items()}


def asked(found: Iterable[Finding]) -> dict[str, Asked]:
    """The answers for each attribute and unseen group, with those of groups that only the findings know."""
    read = _read()
    groups: dict[str, set[str]] = {}
    for one in found:
        groups.setdefault(one.attribute, set()).add(one.group)
    every = {**read["attributes"], **read["unseen"]}
    return {name: Asked(one["question"], _answers(one, groups.get(name, set()))) for name, one in every.items()}


def title(question: str) -> str:
    """A question as a heading: its words."""
    known = characteristics().get(question)
    return known.ask if known else question


def words(question: str, answer: str) -> str:
    """An answer in the words of the form."""
    known = characteristics().get(question)
    return known.answers.get(answer, answer) if known else answer


def _answers(one: dict[str, Any], groups: set[str]) -> dict[str, tuple[str, ...]]:
    rest = {group: tuple(one["rest"]) for group in sorted(groups)} if "rest" in one else {}
    return {**rest, **{group: tuple(answers) for group, answers in one["answers"].items()}}


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("answers.toml").read_text(encoding="utf-8"))
