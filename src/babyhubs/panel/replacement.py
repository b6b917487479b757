"""Somebody leaves: the empty seats are drawn again with the seated people fixed, never taken from "the next on the list".

The quotas are netted of those who stay, their household mates step out of the pool, and the draw over the rest is as fair as the first one.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from babyhubs.errors import InputError
from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota


@dataclass(frozen=True)
class Vacancy:
    """What is left to be drawn: people, netted quotas and the number of empty seats."""

    people: tuple[Person, ...]
    quotas: tuple[Quota, ...]
    seats: int


def vacancy(
    people: tuple[Person, ...], quotas: tuple[Quota, ...], seats: int, stay: Collection[str], out: Collection[str]
) -> Vacancy:
    """stay: seated people who stay. out: people who left or must not be asked again. seats: of the whole panel."""
    by_name = {one.identifier: one for one in people}
    unknown = sorted({*stay, *out} - set(by_name))
    if unknown:
        raise InputError(f"{unknown[0]!r} is not in the pool.", remedy="Use the identifiers of the pool.")
    both = sorted(set(stay) & set(out))
    if both:
        raise InputError(f"{both[0]!r} cannot both stay and leave.", remedy="Name each person once.")
    homes = {by_name[one].address for one in stay} - {""}
    rest = tuple(
        one for one in people if one.identifier not in stay and one.identifier not in out and one.address not in homes
    )
    return Vacancy(rest, tuple(_netted(quota, [by_name[one] for one in stay]) for quota in quotas), seats - len(stay))


def _netted(quota: Quota, stay: list[Person]) -> Quota:
    taken = sum(quota.value in one.answers.get(quota.feature, ()) for one in stay)
    low, high = max(0, quota.low - taken), max(0, quota.high - taken)
    high_flex = None if quota.high_flex is None else max(high, quota.high_flex - taken)
    return replace(quota, low=low, high=high, low_flex=min(low, max(0, quota.low_flex - taken)), high_flex=high_flex)
