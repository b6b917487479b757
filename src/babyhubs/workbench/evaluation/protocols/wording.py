"""Outcomes and figures of a protocol in words, from `evaluation/outcomes.toml`: the pages do not load what computes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ESTIMANDS = (
    ("relative gap", "Relative gap: the rate of the most deprived against that of the least, as a ratio"),
    ("absolute gap", "Absolute gap: the rate of the most deprived less that of the least, as a difference"),
    ("level", "Level: whether families come more often altogether"),
)
RANKS = (
    ("national", "The fifths of England, so that places can be compared"),
    ("local", "The service's own infants, from the most to the least deprived"),
)
PICKED = (
    ("", "Not known"),
    ("by lot", "By lot"),
    ("for recent figures", "By their recent figures: the worst, or the best, went first"),
    ("otherwise", "Otherwise, as by where staff were ready"),
)
_GOOD = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "neither": "No direction is good: looked at both ways",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """label, rate and direction of good in words; columns: those that carry it in the table of counts."""

    label: str
    rate: str
    good: str
    columns: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The label as a line begins; EPDS and A&E keep their capitals."""
        return self.label[:1].upper() + self.label[1:]


@cache
def outcomes() -> dict[str, Outcome]:
    """By name, in the order of the file."""
    read = tomllib.loads(files("babyhubs.evaluation").joinpath("outcomes.toml").read_text("utf-8"))
    return {
        name: Outcome(
            one["label"], one["rate"], _GOOD[one["good"]],
            tuple(one[key] for key in ("events", "exposure", "due") if key in one),
        )
        for name, one in read.items()
        if isinstance(one, dict)
    }  # fmt: skip


def choices() -> list[tuple[str, str]]:
    """For a form."""
    return [(name, f"{one.heading}. {one.good}.") for name, one in outcomes().items()]
