"""The cleaning rules by name: which are on, what they are, how many rows each changed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from babyhubs.errors import InputError

SCHEMA = pl.Schema({"rule": pl.String(), "label": pl.String(), "switched_on": pl.Boolean(), "rows_changed": pl.Int64()})


@dataclass(frozen=True)
class CleaningRule:
    """One entry of rules.toml."""

    name: str
    file: str
    label: str
    why: str
    source: str
    off: str
    counts: str
    default: bool = True


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))


@cache
def rules() -> tuple[CleaningRule, ...]:
    """Every rule, in the order in which they work."""
    return tuple(CleaningRule(name, **entry) for name, entry in _file()["rules"].items())


@cache
def limits() -> dict[str, Any]:
    """The numbers and words that the rules and checks use."""
    found: dict[str, Any] = _file()["limits"]
    return found


def switched(choices: Mapping[str, bool]) -> frozenset[str]:
    """The names of the rules that are on, after the user's choices."""
    names = {rule.name: rule.default for rule in rules()}
    unknown = sorted(set(choices) - set(names))
    if unknown:
        raise InputError(
            f"There is no cleaning rule {unknown[0]!r}."
            if len(unknown) == 1
            else f"These are no cleaning rules: {', '.join(unknown)}.",
            where="the rules to be switched on or off",
            remedy="The rules are " + ", ".join(names) + ".",
        )
    return frozenset(name for name, on in (names | dict(choices)).items() if on)


def counted(on: frozenset[str], changed: Mapping[str, int]) -> pl.DataFrame:
    """The table of rules. A rule that is off has changed nothing."""
    strangers = set(changed) - {rule.name for rule in rules()}
    if strangers:
        raise ValueError(f"counts for rules that do not exist: {sorted(strangers)}")
    return pl.DataFrame(
        [
            (rule.name, rule.label, rule.name in on, changed.get(rule.name, 0) if rule.name in on else 0)
            for rule in rules()
        ],
        schema=SCHEMA,
        orient="row",
    )
