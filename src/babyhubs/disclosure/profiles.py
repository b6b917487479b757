"""Disclosure profiles as data, by name. `hes` is the default for anything that leaves a service."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babyhubs.errors import InputError

DEFAULT = "hes"


@dataclass(frozen=True)
class Profile:
    """One set of rules; the fields are explained in `profiles.toml`."""

    name: str
    version: str
    title: str
    source: str
    suppress: tuple[int, int]
    protect: tuple[int, int]
    base: int
    zero_shown: bool
    method: str
    smallest_for_means: int
    dominance_largest: int = 0
    dominance_share: float = 1.0
    dominance_ratio: float = 0.0


@cache
def profiles() -> dict[str, Profile]:
    """Every profile by name."""
    entries = tomllib.loads(Path(__file__).with_name("profiles.toml").read_text(encoding="utf-8"))
    ranges = ("suppress", "protect")
    return {
        name: Profile(name=name, **(entry | {field: tuple(entry[field]) for field in ranges}))
        for name, entry in entries.items()
    }


def profile(name: str) -> Profile:
    """The profile of this name, or an error that lists those there are."""
    if name not in profiles():
        raise InputError(
            f"There is no disclosure profile {name!r}.", remedy="Choose one of " + ", ".join(sorted(profiles())) + "."
        )
    return profiles()[name]
