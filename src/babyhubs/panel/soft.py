"""Soft targets: where no panel can have all the seats that were asked for, the nearest quotas that one can, and what is missing in words."""

from dataclasses import replace

from babyhubs.errors import Refused
from babyhubs.panel.draw import NO_PANEL
from babyhubs.panel.kinds import kinds
from babyhubs.panel.loosening import loosen
from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota


def softened(
    people: tuple[Person, ...], quotas: tuple[Quota, ...], seats: int
) -> tuple[tuple[Quota, ...], tuple[str, ...]]:
    """Quotas that a panel can keep, no group losing much; and a sentence for each that had to give way. Unchanged where all can be met."""
    changed = loosen(kinds(people, quotas, seats))
    if changed is None:
        raise Refused(
            f"{NO_PANEL} Within min_flex and max_flex nothing helps.",
            remedy="Widen them, or change the number of seats.",
        )
    new = {(one.quota.feature, one.quota.value): one for one in changed}
    found = []
    for quota in quotas:
        one = new.get((quota.feature, quota.value))
        if one is None:
            found.append(quota)
            continue
        why = f"{quota.reason} Asked for {quota.low} to {quota.high}; no panel from this pool can have that.".strip()
        found.append(replace(quota, low=one.low, high=one.high, reason=why))
    return tuple(found), tuple(f"Not all seats asked for can be had. {one.words()}." for one in changed)
