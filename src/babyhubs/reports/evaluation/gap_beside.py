"""Tables of what stands beside an answer, for the report and for the page of the workbench."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babyhubs.evaluation.beside import Happened
from babyhubs.evaluation.full_dose import FullDose
from babyhubs.evaluation.gap import Answer
from babyhubs.reports.evaluation.figures import figure, limits
from babyhubs.reports.evaluation.paper import table
from babyhubs.reports.phrases import capital

_FOR_GOOD = 9000  # years from here on stand for no end
_WHOLE = ("level", "relative gap", "absolute gap")


def dose(full: FullDose, answer: Answer) -> dict[str, Any]:
    """What all of the model would have done, beside what the change did. Its notes say what the figures are."""
    name = answer.outcome.name.replace("_", "-")
    rows = [
        [capital(one.estimand), *_both(answer, answer.get(one.estimand)), *_both(answer, one), one.status]
        for one in full.rows
    ] or [[capital(one), *_both(answer, answer.get(one)), "no figure", "", "refused"] for one in _WHOLE]
    columns = [
        ("", False), ("The change as it was", True), ("95% limits", True), ("A full dose", True), ("95% limits", True), ("Status", False),
    ]  # fmt: skip
    watched = (
        f" {full.dose.watched} of {full.dose.changed} changed hubs were watched after their change."
        if full.dose.changed and 2 * full.dose.watched >= full.dose.changed
        else ""
    )
    notes = (
        f"A full dose is all of this {full.dose.means}. On average {full.mean:.0%} of it was there after the change, at most {full.fullest:.0%}.{watched}",
        "The full dose is worked out and was not seen anywhere: the change as it was, divided by how much of it was there. That is right if the "
        "change works through these things alone, and twice as much does twice as much. What is to be quoted is the change as it was.",
        *full.why,
    )
    return table(f"dose-{name}", "If all of it had been in place everywhere", columns, rows, notes)


def unmoved(tried: Sequence[Answer]) -> dict[str, Any]:
    """Outcomes that the change could not move: whether they stood still."""
    rows = []
    for answer in tried:
        for name in _WHOLE:
            one = answer.get(name)
            if one.estimate is None or one.lower is None or one.upper is None:
                said = "no figure: " + (" ".join(one.why) or "bounds only")
            else:
                still = 1.0 if one.unit == "ratio" else 0.0
                said = "stood still, within chance" if one.lower <= still <= one.upper else "moved"
            rows.append([f"{capital(answer.outcome.label)}: {name}", *_both(answer, one), said])
    columns = [("Outcome", False), ("Figure", True), ("95% limits", True), ("What it did", False)]
    note = "Of twenty figures that stand still one seems to move by chance."
    return table("unmoved", "Outcomes that the change could not move", columns, rows, (note,) if rows else ())


def happened(found: Sequence[Happened], names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What else happened in these months. names: of hubs, by the identifier in the log."""
    rows = [
        [
            _days(one.on, one.until), capital(one.what), (names or {}).get(one.hub, one.hub) or "all hubs",
            "left out of the answer" if one.what == "closure" else "within three months of a change" if one.near else "",
        ]
        for one in found
    ]  # fmt: skip
    columns = [("When", False), ("What", False), ("Where", False), ("What it means here", False)]
    return table("happened", "What else happened in these months", columns, rows)


def _both(answer: Answer, one: Any) -> list[str]:
    return [figure(answer.outcome, one), limits(answer.outcome, one)]


def _days(on: date, until: date | None) -> str:
    first = f"{on.day} {on:%B %Y}"
    if until is None or until == on:
        return first
    return f"{first}, for good" if until.year > _FOR_GOOD else f"{first} to {until.day} {until:%B %Y}"
