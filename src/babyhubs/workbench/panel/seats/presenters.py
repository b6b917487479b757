"""The seats as their page shows them."""

from dataclasses import dataclass

from django.urls import reverse

from babyhubs.workbench.panel.models import Panel
from babyhubs.workbench.panel.seats import answers
from babyhubs.workbench.panel.seats.rules import Rule, read


@dataclass(frozen=True, slots=True)
class Reason:
    """One group of the audit behind a rule. missed: it is under-served or unseen."""

    about: str
    verdict: str
    missed: bool
    said: str
    finding: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One rule. by_hand: no finding asked for it."""

    answer: str
    low: int
    high: int
    reasons: list[Reason]
    edits: list[str]
    by_hand: bool
    address: str


@dataclass(frozen=True, slots=True)
class Question:
    """The rules about one question."""

    title: str
    lines: list[Line]


def questions(panel: Panel, programme_id: object) -> list[Question]:
    """By question, those with a floor first."""
    grouped: dict[str, list[Rule]] = {}
    for rule in read(panel.rules):
        grouped.setdefault(rule.question, []).append(rule)
    return [
        Question(answers.title(key), [_line(one, programme_id) for one in sorted(rules, key=lambda one: -one.low)])
        for key, rules in grouped.items()
    ]


def _line(rule: Rule, programme_id: object) -> Line:
    parts = sorted(rule.parts, key=lambda part: part.verdict not in ("under-served", "unseen"))
    return Line(
        answers.words(rule.question, rule.answer),
        rule.low,
        rule.high,
        [
            Reason(
                part.about,
                part.verdict,
                part.verdict in ("under-served", "unseen"),
                part.said,
                part.finding.removeprefix("sha256:")[:8],
                part.address,
            )
            for part in parts
        ],
        [f"{one.who}, {one.on}: {one.low} to {one.high}. {one.why}" for one in rule.edits],
        not rule.parts,
        reverse("panel-seat", args=[programme_id, rule.question, rule.answer]),
    )
