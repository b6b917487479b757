"""How much of the model was in place: what may be asked beside the switch, and what the observations saw at each hub.

What was seen comes through `programme.sources`; the observations' own app is not known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babyhubs.evidence.finding import Finding
from babyhubs.workbench.evaluation.models import Run
from babyhubs.workbench.programme.sources import findings
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import check_use

STRAND, OBSERVATIONS = "evaluation", "observations"
PARTS = "parts"  # the parts of the model alone
# What was observed -> of a question, and of an answer, which names the full dose.
SEEN = {
    "greeted_in_time": ("families greeted within five minutes", "every family greeted within five minutes"),
    "met_a_family": ("families who spoke to another family", "every family speaking to another family"),
    "social_share": ("family time that is social", "all of the families' time social"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """by_hub: 0 to 1, by identifier. means: a full dose of it, in words. rests_on: identities of the findings."""

    by_hub: dict[str, float]
    means: str
    rests_on: tuple[str, ...]


def choices(programme: Any) -> list[tuple[str, str]]:
    """For a form: nothing, the parts, and the parts times each share that was seen at some hub."""
    found = _of_hubs(programme)
    offered = [
        (measure, f"The parts in place, and what was seen of them at {_hubs(number)}: {asked}")
        for measure, (asked, _) in SEEN.items()
        if (number := sum(one.measure == measure for one in found))
    ]
    return [
        ("", "No: only whether a hub had changed"),
        (PARTS, "Yes: how many parts of the model were in place, month by month"),
        *offered,
    ]


def check(programme: Any, dose: str, its_class: str) -> None:
    """Refuses what was seen as one kind of work and would be used as another without a decision."""
    for collected_as in sorted({one.project_class for one in _of_hubs(programme) if one.measure == dose}):
        check_use(programme, Use(OBSERVATIONS, collected_as, STRAND, its_class))


def seen(run: Run, codes: Mapping[str, str], changed: Mapping[str, date]) -> Seen | None:
    """Of hubs that were watched after their change alone. codes: identifier by identifier and by name. None where nothing is asked."""
    dose = run.asked.get("dose", "")
    if dose not in SEEN:
        return None
    found: dict[str, float] = {}
    used = []
    for one in _of_hubs(run.programme):
        code = codes.get(one.group, "")
        begun = changed.get(code)
        if one.measure == dose and begun and one.estimate is not None and one.period[:10] >= begun.isoformat():
            found[code] = one.estimate
            used.append(one.identity)
    return Seen(found, SEEN[dose][1], tuple(used))


def _of_hubs(programme: Any) -> list[Finding]:
    return [one for one in findings(programme, OBSERVATIONS) if one.attribute == "hub" and one.estimate is not None]


def _hubs(number: int) -> str:
    return f"{number} {'hub' if number == 1 else 'hubs'}"
