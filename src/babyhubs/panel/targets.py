"""Seats from findings: how many seats each missed group should have, with the arithmetic and the finding that it rests on.

wanted = seats x share x gap, where gap is the reach of all others over the group's own (never below 1) and share x gap is capped at twice the share.
Then the whole numbers on either side. A group that is adequately served keeps its share as a ceiling and no floor, so that missed groups do not have to
compete for the last seat. A group that the records cannot show is asked about with a question of its own and has at least one seat.
These are proposals: a person changes them, and the reason stays with the seat.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from babyhubs.errors import InputError
from babyhubs.evidence.finding import Finding
from babyhubs.panel.quotas import Quota

CAP = 2.0
MOST_FEATURES = 5  # with 8 to 15 seats
UNDER_SERVED, UNSEEN = "under-served", "unseen"
VIEW, MEASURE = "hub", "reach"
EVERYBODY, NOT_KNOWN = "all", "unknown"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Edit:
    """A person's change of a seat rule."""

    low: int
    high: int
    who: str
    why: str


@dataclass(frozen=True)
class Target:
    """One proposed seat rule. gap: with its limits, from the interval of the finding. finding: its digest."""

    feature: str
    value: str
    verdict: str
    share: float | None
    gap: float
    gap_lower: float | None
    gap_upper: float | None
    wanted: float
    low: int
    high: int
    finding: str
    edits: tuple[Edit, ...] = ()

    def reason(self) -> str:
        """Why this seat, in one sentence with its source."""
        said = self.arithmetic()
        for edit in self.edits:
            said += f" Changed by {edit.who} to {edit.low} to {edit.high}: {edit.why}"
        return f"{said} [{self.finding}]" if self.finding else said

    def arithmetic(self) -> str:
        """How the number of seats came about, in one sentence."""
        if self.verdict == UNSEEN:
            return "The records cannot show this group, so it has a seat of its own." if self.value == YES else ""
        if self.share is None:
            return ""
        said = f"{self.share:.1%} of babies"
        if self.gap > 1:
            limits = f" ({self.gap_lower:.2f} to {self.gap_upper:.2f})" if self.gap_lower and self.gap_upper else ""
            said += f", others are reached {self.gap:.2f} times as often{limits}, which counts at most twice"
        return f"{said}: {self.wanted:.1f} seats."


def targets(
    findings: Iterable[Finding], seats: int, features: Sequence[str], unseen: Sequence[str] = (), cap: float = CAP
) -> tuple[Target, ...]:
    """Proposed seats for groups of these attributes, and for these unseen groups, each citing its finding."""
    if len(features) + len(unseen) > MOST_FEATURES:
        raise InputError(
            f"{len(features) + len(unseen)} features are too many for {seats} seats.",
            remedy=f"Choose at most {MOST_FEATURES}: those in which families are missed most.",
        )
    every = tuple(findings)
    found: list[Target] = []
    counted = sorted({one.attribute for one in every if one.eligible and _speaks(one, one.attribute)})
    for feature in features:
        if feature not in counted:
            raise InputError(
                f"No finding counts the groups of {feature!r}.",
                remedy=f"Use attributes that the audit counted: {', '.join(counted) or 'there are none'}.",
            )
        found += _feature(feature, [one for one in every if _speaks(one, feature)], seats, cap)
    for group in unseen:
        found += _unseen(group, every, seats)
    return tuple(found)


def edit(every: Sequence[Target], feature: str, value: str, change: Edit) -> tuple[Target, ...]:
    """The targets with one of them changed by a person; without a reason nothing is changed."""
    if not (change.why.strip() and change.who.strip()):
        raise InputError("A change of a seat needs a reason and the one who gives it.", remedy="Write both.")
    if not 0 <= change.low <= change.high:
        raise InputError(f"{change.low} to {change.high} is no range of seats.", where=f"{feature}: {value}")
    if not any((one.feature, one.value) == (feature, value) for one in every):
        raise InputError(f"There is no seat for {feature}: {value}.", remedy="Change one of those proposed.")
    return tuple(
        replace(one, low=change.low, high=change.high, edits=(*one.edits, change))
        if (one.feature, one.value) == (feature, value)
        else one
        for one in every
    )


def quotas(every: Sequence[Target]) -> tuple[Quota, ...]:
    """As quotas for the draw; floors may be loosened to none, because these are targets."""
    return tuple(Quota(one.feature, one.value, one.low, one.high, 0, None, one.reason()) for one in every)


def _speaks(finding: Finding, feature: str) -> bool:
    return (finding.view, finding.measure, finding.attribute) == (VIEW, MEASURE, feature) and finding.group not in (
        EVERYBODY,
        NOT_KNOWN,
    )


def _feature(feature: str, findings: list[Finding], seats: int, cap: float) -> list[Target]:
    total = sum(one.eligible or 0 for one in findings)
    found = []
    for one in findings:
        share = (one.eligible or 0) / total
        missed = one.verdict == UNDER_SERVED
        gap = max(1.0, 1.0 / one.ratio) if missed and one.ratio else 1.0
        wanted = seats * share * min(gap, cap)
        found.append(
            Target(
                feature,
                one.group,
                one.verdict,
                share,
                gap,
                1.0 / one.ratio_upper if missed and one.ratio_upper else None,
                1.0 / one.ratio_lower if missed and one.ratio_lower else None,
                wanted,
                max(floor(wanted), 1 if wanted >= 0.5 else 0) if missed else 0,
                min(seats, max(1, ceil(wanted))),
                one.identity,
            )
        )
    return _within(found, seats)


def _within(found: list[Target], seats: int) -> list[Target]:
    """Floors that add up to more than the seats are lowered where most was rounded up; ceilings that fall short are lifted."""
    while sum(one.low for one in found) > seats:
        place = max(range(len(found)), key=lambda at: (found[at].low - found[at].wanted, -at))
        found[place] = replace(found[place], low=found[place].low - 1)
    while sum(one.high for one in found) < seats:
        place = max(range(len(found)), key=lambda at: (found[at].wanted - found[at].high, -at))
        found[place] = replace(found[place], high=found[place].high + 1)
    return found


def _unseen(group: str, findings: tuple[Finding, ...], seats: int) -> list[Target]:
    source = next((one for one in findings if one.verdict == UNSEEN and one.group == group), None)
    if source is None:
        raise InputError(
            f"No finding says that {group!r} cannot be seen in the records.",
            remedy="Use the name of a group from the list of unseen groups in the audit.",
        )
    blank = Target(group, YES, UNSEEN, None, 1.0, None, None, 1.0, 1, seats, source.identity)
    return [blank, replace(blank, value=NO, wanted=seats - 1.0, low=0, high=seats - 1, finding="")]
