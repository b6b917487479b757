"""What each number of the rule means, for people (numbers.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SHARE = "share"
WHOLE = {"days", "minutes", "count", "families"}
_UNITS = {"days": " days", "minutes": " minutes", "families": " families"}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the rule. name: its field in `audit.rule.Rule`; says: a sentence with {} in the place of it."""

    name: str
    kind: str
    label: str
    hint: str
    says: str

    def written(self, value: float) -> str:
        """The number as people write it: 0.8 as 80%, 182 as 182 days."""
        if self.kind == SHARE:
            return f"{100 * value:.10g}%"
        return f"{value:.2f}" if self.kind not in WHOLE else f"{value:g}{_UNITS.get(self.kind, '')}"

    def told(self, value: float) -> str:
        """The sentence."""
        return self.says.format(self.written(value))


@dataclass(frozen=True, slots=True)
class Section:
    """Numbers that belong together."""

    title: str
    numbers: tuple[Number, ...]


@cache
def sections() -> tuple[Section, ...]:
    """All of them, in the order in which people read them."""
    read = tomllib.loads(files(__package__).joinpath("numbers.toml").read_text(encoding="utf-8"))
    return tuple(Section(one["title"], tuple(Number(**number) for number in one["number"])) for one in read["section"])


def numbers() -> tuple[Number, ...]:
    """Every number."""
    return tuple(number for section in sections() for number in section.numbers)


def in_words(content: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The rule in sentences, section by section."""
    return [(one.title, [number.told(content[number.name]) for number in one.numbers]) for one in sections()]


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Label, then and now, of each number that is another."""
    return [
        (one.label, one.written(before[one.name]), one.written(after[one.name]))
        for one in numbers()
        if before[one.name] != after[one.name]
    ]
