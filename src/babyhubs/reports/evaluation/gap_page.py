"""The report on a staggered change of hubs: the sentence first, then figures side by side, then everything that speaks against them."""

from collections.abc import Sequence
from typing import Any

from babyhubs.evaluation.dip import LOOKED_AT
from babyhubs.evaluation.estimates import Estimate
from babyhubs.evaluation.gap import Answer
from babyhubs.evaluation.sentences import conclusion
from babyhubs.reports.evaluation.gap_chart import rates_chart
from babyhubs.reports.evaluation.paper import render, table

_FIFTHS = ("most deprived", "second", "third", "fourth", "least deprived")


def page(
    answers: Sequence[Answer],
    said: dict[str, Any],
    sections: Sequence[dict[str, Any]] = (),
    *,
    internal: bool = True,
    simulated: bool = False,
) -> str:
    """One page for all outcomes, the first one first. sections: where they are made already, each by `section`.

    internal: it says that it must not leave; a copy that somebody may release does not.
    """
    return render(
        "evaluation_gap.html.j2",
        title="Did changing the hubs narrow the gap?",
        internal=internal,
        simulated=simulated,
        protocol=said["protocol"],
        design=said["design"],
        sections=sections or [section(answer, number) for number, answer in enumerate(answers)],
    )


def section(answer: Answer, number: int) -> dict[str, Any]:
    """All that stands on the page about one outcome."""
    name = answer.outcome.name.replace("_", "-")
    return {
        "id": name,
        "heading": answer.outcome.label.capitalize(),
        "rate": answer.outcome.rate,
        "good": answer.outcome.good,
        "sentence": conclusion(answer),
        "problems": answer.problems,
        "chart": rates_chart(answer, f"rates-{name}") if answer.rates else None,
        "tables": [
            one
            for one in (_headline(answer, name), _groups(answer, name), _checks(answer, name), _recording(answer, name))
            if one["rows"]
        ],
        "number": number,
    }


def _headline(answer: Answer, name: str) -> dict[str, Any]:
    rows = [
        [_label(one), *_figures(one), "" if one.p_randomised is None else f"{one.p_randomised:.3f}", one.status]
        for one in answer.estimates
        if not one.group
    ]
    columns = [
        ("Estimate", False),
        ("Figure", True),
        ("95% limits", True),
        ("p, dates dealt by chance", True),
        ("Status", False),
    ]
    return table(f"headline-{name}", "The level and the gap, relative and absolute side by side", columns, rows)


def _groups(answer: Answer, name: str) -> dict[str, Any]:
    rows = [
        [
            _FIFTHS[int(one.group) - 1] if one.estimand == "by quintile" else one.group.replace("_", " "),
            one.estimand,
            *_figures(one),
            one.status,
        ]
        for one in answer.estimates
        if one.group
    ]
    columns = [("Group", False), ("Kind", False), ("Figure", True), ("95% limits, together", True), ("Status", False)]
    return table(f"groups-{name}", "By fifth and by ethnic group", columns, rows)


def _checks(answer: Answer, name: str) -> dict[str, Any]:
    ratio = answer.outcome.scale == "ratio"
    rows = []
    if answer.trend is not None:
        for label, one in (("level", answer.trend.level), ("gap", answer.trend.gap)):
            rows.append(
                [f"Trend of the {label} before the change, a month", *_plain(one.estimate, one.lower, one.upper)]
            )
    if answer.dip is not None:
        rows += [
            [
                f"Half-year before the change against earlier months: {label}",
                *_plain(one.estimate, one.lower, one.upper),
            ]
            for label, one in (("level", answer.dip.level), ("gap", answer.dip.gap))
        ]
    if answer.set_aside:
        rows.append([f"The last {LOOKED_AT} months before the change are set aside: {answer.set_aside}", "", ""])
    for placebo in answer.placebos:
        rows.append(
            [
                f"Made-up change {placebo.months_early} months too early: gap",
                *_plain(placebo.gap.estimate, placebo.gap.lower, placebo.gap.upper),
            ]
        )
    if answer.sensitivity is not None:
        rows.append(
            ["Trend a month that would explain the whole gap estimate", f"{answer.sensitivity.explained_by:+.4f}", ""]
        )
        rows += [
            [f"Gap if {one.assumption}", "", f"{one.lower:+.3f} to {one.upper:+.3f}"]
            for one in answer.sensitivity.bounds
        ]
    rows += [
        [f"Cross-check: {one.method}. {one.caution}", *_plain(one.estimate, one.lower, one.upper)]
        for one in answer.cross_checks
    ]
    scale = "natural logarithms of ratios: +0.10 is about 10% up" if ratio else "differences of the rate"
    columns = [("Check", False), ("Figure", True), ("95% limits", True)]
    return table(f"checks-{name}", "What speaks for and against it", columns, rows, (f"Figures are {scale}.",))


def _recording(answer: Answer, name: str) -> dict[str, Any]:
    seen = answer.recording
    columns = [("Fifth", False), ("Changed hubs, before", True), ("Changed hubs, after", True), ("Other hubs", True)]
    rows = []
    if seen is not None:
        for number, fifth in enumerate(_FIFTHS):
            rows.append(
                [fifth, *(f"{one[number]:.0%}" for one in (seen.changed_before, seen.changed_after, seen.compared))]
            )
    return table(f"recording-{name}", "Of families for whom a record was due: recorded", columns, rows)


def _label(one: Estimate) -> str:
    return {
        "level": "Level, with the change against without it",
        "relative gap": "Relative gap (ratio of relative indices)",
        "absolute gap": "Absolute gap (change in slope index, most less least deprived)",
    }[one.estimand]


def _figures(one: Estimate) -> list[str]:
    limits = "" if one.lower is None or one.upper is None else f"{one.lower:.3f} to {one.upper:.3f}"
    return ["no figure" if one.estimate is None else f"{one.estimate:.3f}", limits]


def _plain(estimate: Any, lower: Any, upper: Any) -> list[str]:
    return [f"{float(estimate):+.4f}", f"{float(lower):+.4f} to {float(upper):+.4f}"]
