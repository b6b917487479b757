"""The figures of an answer in words that a service lead can say aloud."""

from typing import Any

from babyhubs.evaluation.estimates import Estimate
from babyhubs.evaluation.gap import Answer
from babyhubs.evaluation.outcomes import Outcome, outcomes
from babyhubs.evaluation.sentences import direction
from babyhubs.evidence.finding import Finding
from babyhubs.reports.evaluation.figures import ethnic_group
from babyhubs.reports.phrases import capital

FIFTHS = ("Most deprived fifth", "Second fifth", "Third fifth", "Fourth fifth", "Least deprived fifth")
NO_FIGURE = "No figure"
_GOOD = {
    "higher": "More is better.",
    "lower": "Less is better.",
    "neither": "Neither more nor less is better by itself.",
}


def good(outcome: Outcome) -> str:
    """The direction of good, as it was declared."""
    return _GOOD[outcome.good]


def side_by_side(answer: Answer) -> list[dict[str, Any]]:
    """Relative gap, absolute gap, level: figure, limits, what they mean, and how far they may be used."""
    return [_told(answer, answer.get(name)) for name in ("relative gap", "absolute gap", "level")]


def groups(answer: Answer) -> list[dict[str, Any]]:
    """A table for the fifths and one for the ethnic groups, limits that hold together."""
    found = []
    for kind, caption in (("by quintile", "By deprivation fifth"), ("by ethnic group", "By ethnic group")):
        rows = [_group(answer, one) for one in answer.estimates if one.estimand == kind]
        if rows:
            found.append(
                {
                    "name": f"{answer.outcome.name.replace('_', '-')}-{kind.replace(' ', '-')}",
                    "caption": caption,
                    "rows": rows,
                }
            )
    return found


def about(finding: Finding) -> str:
    """What a finding is about, in one line."""
    what = capital(outcomes()[finding.measure.partition(":")[0]].label)
    if finding.group == "all":
        return f"{what}: {finding.attribute}, against what was to be expected"
    name = _group_name(finding.attribute, finding.group)
    if finding.attribute == "by quintile":
        name = f"{name[:1].lower()}{name[1:]}"
    return f"{what}: {name}, against what was to be expected"


def _told(answer: Answer, one: Estimate) -> dict[str, Any]:
    name = {"level": "Level", "relative gap": "Relative gap", "absolute gap": "Absolute gap"}[one.estimand]
    shown = {"name": name, "status": one.status, "why": list(one.why), "figure": NO_FIGURE, "limits": "", "means": ""}
    if one.lower is None or one.upper is None:
        return shown
    ratio = one.unit == "ratio"
    if one.estimate is not None:
        shown["figure"] = _figure(one.estimate, answer, one)
    shown["limits"] = f"{_figure(one.lower, answer, one)} to {_figure(one.upper, answer, one)}"
    moved = direction(answer, one) if one.estimand.endswith("gap") else ""
    if one.estimand == "level":
        still = 1.0 if ratio else 0.0
        shown["means"] = f"{capital(answer.outcome.label)}, with the change against without it. " + (
            "A change is not shown." if one.lower <= still <= one.upper else "More than expected." if one.lower > still else "Less than expected."
        )  # fmt: skip
    elif one.estimand == "relative gap":
        shown["means"] = "By this factor the rate of the most deprived moved against that of the least. " + _moved(
            moved
        )
    else:
        shown["means"] = f"So many more for the most deprived than for the least{_of(answer)}. " + _moved(moved)
    return shown


def _moved(way: str) -> str:
    return {
        "": "A change of the gap is not shown.",
        "narrowed": "The gap narrowed.",
        "widened": "The gap widened.",
        "reversed": "The gap turned round.",
        "more": "A rise among the most deprived.",
        "less": "A fall among the most deprived.",
    }[way]


def _figure(value: float, answer: Answer, one: Estimate) -> str:
    if one.unit == "ratio":
        return f"× {value:.2f}" if one.estimand == "relative gap" else f"{100 * (value - 1):+.0f}%"
    if answer.outcome.rate == "points":
        return f"{value:+.2f}"
    return f"{100 * value:+.1f}"


def _of(answer: Answer) -> str:
    if answer.outcome.rate == "points":
        return ", in points"
    return ", in 100 infants a month" if answer.outcome.scale == "ratio" else ", in 100 families"


def _group(answer: Answer, one: Estimate) -> dict[str, Any]:
    row = {
        "group": _group_name(one.estimand, one.group),
        "figure": NO_FIGURE,
        "limits": "",
        "means": " ".join(one.why),
        "status": one.status,
    }
    if one.estimate is None or one.lower is None or one.upper is None:
        return row
    still = 1.0 if one.unit == "ratio" else 0.0
    row["figure"] = _figure(one.estimate, answer, one)
    row["limits"] = f"{_figure(one.lower, answer, one)} to {_figure(one.upper, answer, one)}"
    row["means"] = (
        "Within chance"
        if one.lower <= still <= one.upper
        else "More than expected"
        if one.lower > still
        else "Less than expected"
    )
    return row


def _group_name(kind: str, group: str) -> str:
    return FIFTHS[int(group) - 1] if kind == "by quintile" and group in set("12345") else ethnic_group(group)
