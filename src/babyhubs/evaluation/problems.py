"""Designs that cannot carry an answer, or only part of one, in sentences that a clinician understands.

Each problem says what is wrong, why it matters, and what would mend it. A whole-study problem leaves no figure at all.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from babyhubs.evaluation.dip import LOOKED_AT, Dip
from babyhubs.evaluation.leave_one_out import Spread
from babyhubs.evaluation.outcomes import Outcome
from babyhubs.evaluation.panel import Panel
from babyhubs.evaluation.recording import BOUNDS, BOUNDS_BELOW, REFUSED_BELOW, Recording
from babyhubs.evaluation.scope import FEWEST_CHANGED, FEWEST_COMPARED, FEWEST_HUBS, FEWEST_MONTHS_BEFORE, Scope
from babyhubs.evaluation.trends import Placebo, Trend
from babyhubs.evaluation.two_way import Scale

Status = Literal["estimated", "restricted", "refused"]
LEVEL, GAP = "level", "gap"
CONTAMINATED, DILUTED = 0.25, 0.05
FLAGGED = 0.05  # p value of an earlier trend
FLAGGED_PLACEBO = 0.01  # ... of a made-up date: two dates are tried, and both lean on the same months


@dataclass(frozen=True)
class Problem:
    """code: for programs. status: what it makes of the answers. sentence and remedy: for people. about: level, gap or "" for all."""

    code: str
    status: Status
    sentence: str
    remedy: str
    about: str = ""


ATTENDANCE_AS_CAUSE = Problem(
    "attendance against outcome",
    "refused",
    "This table compares families who come with families who do not. Keen parents come, and keen parents differ in much else: what "
    "looks like the work of the hub would be the choice of the families.",
    "Count every eligible family by where it lives, whether it comes or not, and give the month in which each hub changed.",
)
NO_DENOMINATOR = Problem(
    "contacts without denominators",
    "refused",
    "There are contacts, but not the number of eligible infants they come from. More visits could simply mean more births.",
    "Add a column `infants`: all infants living in the hub's catchment who could have come that month.",
)


def mixed_vintages(found: list[str]) -> Problem:
    """Fifths from several editions of the index."""
    return Problem(
        "overlapping vintages",
        "refused",
        f"The fifths come from {len(found)} editions of the deprivation index or of the areas ({', '.join(found)}). An area can "
        "change its fifth between editions although nothing changed for its families, and that would look like a gap that moves.",
        "Give every family the fifth of one edition, for the whole study.",
    )


def of_design(panel: Panel, used: Scope) -> list[Problem]:
    """What is wrong with hubs, dates and months; the gravest first."""
    found = []
    changes = int(panel.changes.sum())
    if changes == 0:
        return [
            Problem(
                "nothing changed",
                "refused",
                "No hub changed within these months, so there is nothing to judge.",
                "Give the month of each change in the column `start` (-1 for a hub that did not change).",
            )
        ]
    if used.too_short and used.changed < FEWEST_CHANGED:
        return [
            Problem(
                "too few months before",
                "refused",
                f"The hubs that changed have fewer than {FEWEST_MONTHS_BEFORE} usable months before their change. From so few points "
                "nobody can tell what they would have gone on doing: one good or bad month would decide the answer.",
                f"Add earlier months: at least {FEWEST_MONTHS_BEFORE}, better 12, so that every season is seen once.",
            )
        ]
    if changes < FEWEST_CHANGED:
        found.append(
            Problem(
                "one changed hub",
                "refused",
                "Only one hub changed. Whatever happened there at that time, from a new manager to a closed road, would be taken for the "
                "effect of the change.",
                "Wait until more hubs have changed, or show this hub's control chart (`babyhubs evaluate trend`) without calling it an effect.",
            )
        )
    unchanged = int((~panel.changes).sum())
    if used.after_in_all and used.compared < FEWEST_COMPARED:
        said = (
            "no hub that had not"
            if unchanged == 0 and len(panel.hubs) == changes and used.compared == 0
            else "only one hub that had not"
        )
        found.append(
            Problem(
                "too few to compare with",
                "refused",
                f"There is {said} changed yet to compare with. What happened everywhere in those months, such as a cold winter or a "
                "change of template, could not be told from the effect.",
                "Add hubs that have not changed, also those of a neighbouring provider, or months before the others changed.",
            )
        )
    if not found and int(used.used.sum()) < FEWEST_HUBS:
        found.append(
            Problem(
                "too few hubs",
                "refused",
                f"There are {int(used.used.sum())} hubs in the comparison. Hubs differ from each other from month to month, and with fewer than "
                f"{FEWEST_HUBS} nobody can say by how much: any limits would be a guess.",
                f"Bring together at least {FEWEST_HUBS} hubs, some changed and some not.",
            )
        )
    return found or _restrictions(panel, used)


def _restrictions(panel: Panel, used: Scope) -> list[Problem]:
    found = []
    if used.without_comparison:
        found.append(
            Problem(
                "months without comparison",
                "restricted",
                f"{used.without_comparison} of {used.after_in_all} hub-months after the change have fewer than {FEWEST_COMPARED} hubs still "
                "unchanged to compare with. They are left out: the answer is about the earlier months only.",
                "Nothing can mend it once all have changed. Say for which months the answer holds.",
            )
        )
    if used.too_short:
        found.append(
            Problem(
                "hubs left out",
                "restricted",
                f"Left out, because they have fewer than {FEWEST_MONTHS_BEFORE} months before their change: {', '.join(used.too_short)}. The "
                "answer is about the other hubs.",
                "Add earlier months for them.",
            )
        )
    diluted = contamination(panel, used)
    if diluted > CONTAMINATED:
        found.append(
            Problem(
                "contaminated comparison",
                "refused",
                f"{diluted:.0%} of the visits of families compared with went to hubs that had already changed. They are too much like "
                "the families of the changed hubs for a difference to mean anything.",
                "Compare with catchments further away, whose families do not use the changed hubs.",
            )
        )
    elif diluted > DILUTED:
        found.append(
            Problem(
                "diluted comparison",
                "restricted",
                f"{diluted:.0%} of the visits of families compared with went to hubs that had already changed. They had a part of the "
                "change too, so the true effect is probably larger than the figure.",
                "Compare with catchments further away as well.",
            )
        )
    return found


def contamination(panel: Panel, used: Scope) -> float:
    """The share of changed care among those compared with, in the months that are judged."""
    judged = np.asarray(used.after.any(axis=0))
    where = used.before & judged[None, :]
    weight = panel.exposure.sum(axis=0) * where
    return float((panel.dose * weight).sum() / weight.sum()) if weight.sum() else 0.0


def coverage_unknown(outcome: Outcome) -> Problem:
    """No column says for how many a record was due."""
    return Problem(
        "coverage unknown",
        "restricted",
        f"The table does not say for how many families a record of {outcome.label} was due, so nobody can see whether the change of "
        "the hub also changed who is recorded.",
        f"Add a column `{outcome.due}`: families for whom the record was due.",
    )


def of_recording(outcome: Outcome, seen: Recording) -> list[Problem]:
    """Whether the records of an outcome can carry an effect."""
    lowest = seen.lowest
    if lowest < REFUSED_BELOW:
        return [
            Problem(
                "hardly recorded",
                "refused",
                f"In one of the fifths {outcome.label} is recorded for {lowest:.0%} of the families for whom it was due. What is not known "
                "for more than half cannot be judged.",
                "Look for the missing records, or choose an outcome that is recorded for nearly everybody.",
            )
        ]
    if not outcome.highest and (seen.shifted or lowest < BOUNDS_BELOW):
        return [
            Problem(
                "recording of a score",
                "refused",
                f"{_capital(outcome.label)} is recorded for too few families, or for other families than before, and the scale of the score is "
                "not known, so there are not even bounds.",
                "Look for the missing records.",
            )
        ]
    if seen.shifted:
        return [
            Problem(
                BOUNDS,
                "restricted",
                f"Who has a record of {outcome.label} changed when the hubs changed. A difference in the records may be a difference in "
                "recording, so there are bounds and no effect.",
                "Find out what changed in recording (a new template, new staff), and fill the gaps from another source.",
            )
        ]
    if lowest < BOUNDS_BELOW:
        return [
            Problem(
                BOUNDS,
                "restricted",
                f"In one of the fifths {outcome.label} is recorded for only {lowest:.0%} of the families for whom it was due, so there "
                "are bounds and no effect.",
                "Look for the missing records.",
            )
        ]
    return []


def placebo_outcome_moved(labels: list[str]) -> Problem:
    """Something that the change could not move seems to have moved with it."""
    return Problem(
        "placebo outcome moved",
        "restricted",
        f"{_capital(' and '.join(labels))} seems to have moved as well, which the change of the hubs could not do. Something else was "
        "happening at these hubs, and the figures may be its work.",
        "Ask what else changed there at that time.",
    )


def earlier_flags(earlier: Trend | None, spell: Dip, tried: tuple[Placebo, ...], scale: Scale) -> list[Problem]:
    """What moved before any change did, of level and of gap."""
    found = [_dipped(about, spell, scale) for about, dipped in zip((LEVEL, GAP), spell.found, strict=True) if dipped]
    if earlier is None:
        return [
            *found,
            Problem(
                "earlier trend not checked",
                "restricted",
                "Nearly all hubs change in the end, so it cannot be checked whether something was already under way before.",
                "Add hubs that never change.",
            ),
        ]
    for about, words in ((LEVEL, "level"), (GAP, "gap between the most and the least deprived")):
        trend: Spread = getattr(earlier, about)
        early = [one.months_early for one in tried if float(getattr(one, about).p_value) < FLAGGED_PLACEBO]
        if float(trend.p_value) < FLAGGED:
            found.append(
                Problem(
                    f"earlier trend of {about}",
                    "restricted",
                    f"The {words} was already moving at these hubs before they changed ({_a_month(float(trend.estimate), scale)}). Do not "
                    "read the figure as the effect of the change: some or all of it may be the earlier movement going on.",
                    "See what is left if the earlier trend went on (sensitivity), and ask what else was happening there.",
                    about,
                )
            )
        elif early:
            found.append(
                Problem(
                    f"placebo date of {about}",
                    "restricted",
                    f"A made-up change {early[0]} months too early also shows a difference in the {words}. Something was happening at these "
                    "hubs before they changed; hubs picked after a bad spell often get better by themselves.",
                    "Ask how the hubs were picked. Read the figure as an upper limit.",
                    about,
                )
            )
    return found


def _dipped(about: str, spell: Dip, scale: Scale) -> Problem:
    words = {LEVEL: "level", GAP: "gap between the most and the least deprived"}[about]
    size = float(getattr(spell, about).estimate)
    return Problem(
        f"dip of {about}",
        "restricted",
        f"In the {LOOKED_AT} months before they changed, the {words} at these hubs was not as usual ({_size(size, scale)}). Hubs picked after a "
        f"bad spell get better by themselves, so those months do not count as their usual state.",
        "Ask how the hubs were picked, and say so.",
        about,
    )


def _capital(text: str) -> str:
    """As a sentence begins; EPDS and A&E keep their capitals."""
    return text[:1].upper() + text[1:]


def _size(value: float, scale: Scale) -> str:
    return f"{value:+.1%}" if scale == "ratio" else f"{value:+.3g}"


def _a_month(slope: float, scale: Scale) -> str:
    return f"{_size(slope, scale)} a month"
