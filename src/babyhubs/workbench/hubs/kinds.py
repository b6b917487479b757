"""What can change at a hub (changes.toml), and the models that a hub can have."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MODEL = "model"
HOURS = "hours"
OTHER_TIMES = "other times"


@dataclass(frozen=True, slots=True)
class Kind:
    """One part of a hub that can change. became: what it can become."""

    key: str
    title: str
    became: tuple[str, ...]


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by its key, in the order of the file."""
    read = tomllib.loads(files(__package__).joinpath("changes.toml").read_text(encoding="utf-8"))
    return {key: Kind(key, entry["title"], tuple(entry["became"])) for key, entry in read.items()}


def models() -> tuple[str, ...]:
    """The models of a hub, from the old to the new."""
    return kinds()[MODEL].became
