"""How a figure of the evaluation is written for people: factors, differences in 100 families, points of a score."""

from babyhubs.evaluation.estimates import Estimate
from babyhubs.evaluation.outcomes import Outcome
from babyhubs.reports.phrases import capital

NO_FIGURE = "no figure"
_PROPER = {
    "african",
    "arab",
    "asian",
    "bangladeshi",
    "black",
    "british",
    "caribbean",
    "chinese",
    "indian",
    "irish",
    "pakistani",
    "roma",
    "white",
}
_SAID = {"mixed_other": "Mixed or other", "unknown": "Not known"}


def value(outcome: Outcome, unit: str, number: float) -> str:
    """unit: "ratio", or that of a difference. Differences of a rate or a share are given in 100."""
    if unit == "ratio":
        return f"× {number:.2f}"
    return f"{number:+.2f} points" if outcome.rate == "points" else f"{100 * number:+.1f} in 100"


def figure(outcome: Outcome, one: Estimate) -> str:
    """The estimate, with its unit."""
    return NO_FIGURE if one.estimate is None else value(outcome, one.unit, one.estimate)


def limits(outcome: Outcome, one: Estimate) -> str:
    """Its limits, in the same unit; empty where there are none."""
    if one.lower is None or one.upper is None:
        return ""
    if one.unit == "ratio":
        return f"{one.lower:.2f} to {one.upper:.2f}"
    times = 1 if outcome.rate == "points" else 100
    return f"{times * one.lower:+.{2 if times == 1 else 1}f} to {times * one.upper:+.{2 if times == 1 else 1}f}"


def ethnic_group(name: str) -> str:
    """As people write it: white_british is White British."""
    if name in _SAID:
        return _SAID[name]
    words = [word.capitalize() if word in _PROPER else word for word in name.replace("_", " ").split(" ")]
    return capital(" ".join(words))
