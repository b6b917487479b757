"""The outcomes that can be judged: which columns carry them, on which scale they are compared, and which direction is good."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from babyhubs.evaluation.two_way import Scale

Good = Literal["higher", "lower", "neither"]


@dataclass(frozen=True)
class Outcome:
    """events over exposure is the rate. due: the column of families for whom a record was due, "" where everybody is counted.

    highest: what one family can add at most (1 for a share, the top of a score), for bounds; 0 where the scale is not known.
    """

    name: str
    label: str
    rate: str
    scale: Scale
    events: str
    exposure: str
    good: Good
    due: str = ""
    highest: float = 1.0


@cache
def outcomes() -> dict[str, Outcome]:
    """By name, in the order of the file: attendance first."""
    text = files("babyhubs.evaluation").joinpath("outcomes.toml").read_text("utf-8")
    return {name: Outcome(name, **entry) for name, entry in tomllib.loads(text).items() if isinstance(entry, dict)}
