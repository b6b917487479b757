"""The report on a staggered change of hubs: the sentence first, then figures side by side, then everything that speaks against them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from babyhubs.evaluation.dip import LOOKED_AT
from babyhubs.evaluation.estimates import Estimate
from babyhubs.evaluation.gap import Answer
from babyhubs.evaluation.sentences import conclusion
from babyhubs.reports.evaluation.figures import ethnic_group, figure, limits
from babyhubs.reports.evaluation.gap_chart import rates_chart
from babyhubs.reports.evaluation.paper import render, table
from babyhubs.reports.phrases import capital

_FIFTHS = ("most deprived", "second", "third", "fourth", "least deprived")


def page(
    answers: Sequence[Answer],
    said: dict[str, Any],
    sections: Sequence[dict[str, Any]] = (),
    *,
    after: Sequence[dict[str, Any]] = (),
    internal: bool = True,
    simulated: bool = False,
) -> str:
    """One page for all outcomes, the first one first. sections: where they are made already, each by `section`.

    after: tables about the whole study, at the end. said: as JSON, and its `period` in words. internal: it says that it must not leave; a copy that somebody may release does not.
    """
    return render(
        "evaluation_gap.html.j2",
        title="Did changing the hubs narrow the gap?",
        internal=internal,
        simulated=simulated,
        protocol=said["protocol"],
        design=said["design"],
        period=said.get("period", ""),
        sections=sections or [section(answer, number) for number, answer in enumerate(answers)],
        after=[one for one in after if one["rows"]],
    )


def section(answer: Answer, number: int) -> dict[str, Any]:
    """All that stands on the page about one outcome."""
    name = answer.outcome.name.replace("_", "-")
    return {
        "id": name,
        "heading": capital(answer.outcome.label),
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
        [_label(one), *_figures(answer, one), "" if one.p_randomised is None else f"{one.p_randomised:.3f}", one.status]
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
            capital(_FIFTHS[int(one.group) - 1]) if one.estimand == "by quintile" else ethnic_group(one.group),
            "deprivation fifth" if one.estimand == "by quintile" else "ethnic group",
            *_figures(answer, one),
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
                [
                    f"Trend of the {label} before the change, a month",
                    *_plain(ratio, one.estimate, one.lower, one.upper, 4),
                ]
            )
    if answer.dip is not None:
        rows += [
            [
                f"Half-year before the change against earlier months: {label}",
                *_plain(ratio, one.estimate, one.lower, one.upper),
            ]
            for label, one in (("level", answer.dip.level), ("gap", answer.dip.gap))
        ]
    if answer.set_aside:
        rows.append([f"The last {LOOKED_AT} months before the change are set aside: {answer.set_aside}", "", ""])
    for placebo in answer.placebos:
        rows.append(
            [
                f"Made-up change {placebo.months_early} months too early: gap",
                *_plain(ratio, placebo.gap.estimate, placebo.gap.lower, placebo.gap.upper),
            ]
        )
    if answer.sensitivity is not None:
        rows.append(
            [
                "Trend a month that would explain the whole gap estimate",
                _scaled(ratio, answer.sensitivity.explained_by, 4),
                "",
            ]
        )
        rows += [
            [f"Gap if {one.assumption}", *_plain(ratio, None, one.lower, one.upper)]
            for one in answer.sensitivity.bounds
        ]
    rows += [
        [f"Cross-check: {one.method}. {one.caution}", *_plain(ratio, one.estimate, one.lower, one.upper)]
        for one in answer.cross_checks
    ]
    scale = "factors: × 1 is no change, × 1.10 is a tenth more" if ratio else "differences of the rate: 0 is no change"
    columns = [("Check", False), ("Figure", True), ("95% limits", True)]
    return table(f"checks-{name}", "What speaks for and against it", columns, rows, (f"Figures are {scale}.",))


def _recording(answer: Answer, name: str) -> dict[str, Any]:
    seen = answer.recording
    columns = [("Fifth", False), ("Changed hubs, before", True), ("Changed hubs, after", True), ("Other hubs", True)]
    rows = []
    if seen is not None:
        for number, fifth in enumerate(_FIFTHS):
            rows.append(
                [
                    capital(fifth),
                    *(f"{one[number]:.0%}" for one in (seen.changed_before, seen.changed_after, seen.compared)),
                ]
            )
    return table(f"recording-{name}", "Of families for whom a record was due: recorded", columns, rows)


def _label(one: Estimate) -> str:
    return {
        "level": "Level, with the change against without it",
        "relative gap": "Relative gap (ratio of relative indices)",
        "absolute gap": "Absolute gap (change in slope index, most less least deprived)",
    }[one.estimand]


def _figures(answer: Answer, one: Estimate) -> list[str]:
    return [figure(answer.outcome, one), limits(answer.outcome, one)]


def _plain(ratio: bool, estimate: Any, lower: Any, upper: Any, digits: int = 3) -> list[str]:
    shown = "" if estimate is None else _scaled(ratio, estimate, digits)
    return [shown, f"{_scaled(ratio, lower, digits)} to {_scaled(ratio, upper, digits)}"]


def _scaled(ratio: bool, value: Any, digits: int) -> str:
    """Ratios are worked out as logarithms and read as factors."""
    return f"× {float(np.exp(float(value))):.{digits}f}" if ratio else f"{float(value):+.{digits + 1}f}"
