"""Figures of the room in words that a health visitor would use."""

import math

from babyhubs.observations.agreement.summary import ACCEPTABLE
from babyhubs.observations.comparison import Difference
from babyhubs.observations.contacts import Mixing
from babyhubs.observations.dwell import Median, Wait
from babyhubs.observations.scan_stays import ScanStay
from babyhubs.reports.cells import NONE, rounded

MEASURE = {
    "social_share": "Family time that is social",
    "greeted_in_time": "Families greeted within five minutes",
    "met_a_family": "Families who spoke to another family",
    "practitioner_social": "Practitioner time that is social",
}
UNIT = {
    "social_share": "of 100 minutes of family time",
    "greeted_in_time": "of 100 families",
    "met_a_family": "of 100 families",
    "practitioner_social": "of 100 minutes of practitioner time",
}
CLAIM = {
    (True, "differ"): "Shown to differ.",
    (True, "no difference shown"): "Not shown to differ.",
    (False, "differ"): "These clinics differ; with one clinic in a model this cannot be put down to the model.",
    (False, "no difference shown"): "Not shown to differ.",
}
PURPOSE = {
    "social": "Welcoming, introducing, leading groups",
    "one_to_one": "One to one",
    "task": "Weighing, advice, referral",
    "admin": "Keeping records",
    "moving": "Setting up and clearing",
    "other": "Interrupted, unoccupied, with a colleague",
    "not coded": "Not recorded",
}


LEAST = 0.005
SURE = 0.05  # of the shuffles


def hundred(value: float | None) -> str:
    """A share in 100. What is there and rounds to nothing is said to be there."""
    if value is not None and 0 < value < LEAST:
        return "under 1"
    return NONE if value is None else str(rounded(100 * value)).replace("-", "−")


def limits(lower: float | None, upper: float | None) -> str:
    """Limits in 100."""
    if lower is None or upper is None:
        return NONE
    return f"{_whole(lower)} to {_whole(upper)}" if not 0 <= lower <= upper < LEAST else "under 1"


def _whole(value: float) -> str:
    return str(rounded(100 * value)).replace("-", "−")


def difference(one: Difference) -> str:
    """One sentence about a difference with its limits, and what is claimed."""
    head = f"{hundred(one.means[0])} {UNIT[one.measure]} in the {one.first} model, {hundred(one.means[1])} in the {one.second}"
    if one.lower is None:
        return f"{head}. {one.words}"
    return f"{head}: a difference of {hundred(one.difference)} ({limits(one.lower, one.upper)}). {CLAIM[one.models, one.claim]}"


def chance(one: Difference) -> str:
    """How many of 100 ways to deal the clinics out would differ as much, and whether fewer were possible."""
    if one.p is None:
        return NONE
    least = (1 if one.units[0] != one.units[1] else 2) / math.comb(sum(one.units), one.units[0])
    return f"{100 * one.p:.0f}" + (" (no fewer possible)" if one.p <= least + 1e-9 and least > 0.01 else "")


def stay(one: Median) -> str:
    """How long families stay."""
    if one.median is None:
        return "How long families stay cannot be said from so few visits that were seen to begin."
    between = (
        f" (95% limits {one.lower:.0f} to {one.upper:.0f})" if one.lower is not None and one.upper is not None else ""
    )
    return f"Half of the families had left after {one.median:.0f} minutes{between}."


def greeting(one: Wait, who: str = "families") -> str:
    """How soon somebody greets a family."""
    if one.share is None:
        return "How soon families are greeted cannot be said from so few arrivals."
    left = f" {hundred(one.left_unseen)} in 100 had left by then without a greeting." if one.left_unseen else ""
    return (
        f"{hundred(one.share)} of 100 {who} were greeted within {one.minutes:.0f} minutes of coming in"
        f" (95% limits {limits(one.lower, one.upper)}).{left}"
    )


def mixing(found: tuple[list[str], Mixing] | None) -> str:
    """Whether families of different kinds mix; "" where nobody can say."""
    if found is None:
        return ""
    kinds, one = found
    how = "less" if one.found < one.by_chance else "more"
    judged = f"{how} than by chance" if one.p <= SURE else "not shown to differ from chance"
    return (
        f"Between families whose adults said different things at welcome ({', '.join(kinds)}) there were {one.found:,} contacts, {judged}:"
        f" with these words dealt out anew inside each session there would be about {one.by_chance:,.0f}."
    )


def weighing(one: Wait) -> str:
    """How soon families are weighed; "" where nobody was."""
    if not one.share:
        return ""
    return (
        f"{hundred(one.share)} of 100 families had been weighed by staff within {one.minutes:.0f} minutes of coming in"
        f" (95% limits {limits(one.lower, one.upper)})."
    )


def scan_stay(one: ScanStay, families: str) -> str:
    """How long families stay, where they were only scanned; "" where they were not. families: how many, as it may be shown."""
    if not one.families:
        return ""
    if one.median is None or one.outer is None:
        return "How long families stay cannot be said from so few families that were seen to come between two scans."
    return (
        f"{families[:1].upper()}{families[1:]} families were seen at scans only: half of them had left after {_between(one.median)}, most likely,"
        f" and after {_between(one.outer)} whatever happened between scans."
    )


def _between(found: tuple[float, float]) -> str:
    low, high = found
    return f"{low:.0f} minutes or more" if math.isinf(high) else f"{low:.0f} to {high:.0f} minutes"


def agreement(kappa: float | None, lower: float | None, upper: float | None) -> str:
    """What a kappa says."""
    if kappa is None:
        return "cannot be said"
    between = "" if lower is None or upper is None else f" ({lower:.2f} to {upper:.2f})"
    return f"{kappa:.2f}{between}" + ("" if kappa >= ACCEPTABLE else ": too little to rely on")
