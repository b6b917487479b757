"""Counts of people as they may leave: the groups of each dimension with their total, protected together by the disclosure profile."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import polars as pl

from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.dimension import TOTAL
from babyhubs.disclosure.long_family import long_family, released
from babyhubs.disclosure.long_table import MARK, Columns
from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.protection import protect, release_or_refuse
from babyhubs.discussions.groups import ALL
from babyhubs.discussions.matrix import Count

TOOK_PART = "took part"
Key = tuple[str, str]  # dimension (or TOOK_PART) and group


def shown(
    counts: Sequence[Count], everybody: Sequence[Count], profile: Profile, *, overlapping: bool
) -> dict[Key, str]:
    """Each count as text: a number, or * where it is hidden. overlapping: somebody is in two groups, so groups have no sum."""
    exact: dict[Key, int] = {}
    for one in (*everybody, *counts):
        exact[one.dimension, one.group] = one.spoke
        exact[TOOK_PART, one.group] = one.people
    if profile.name == "internal":
        return {key: str(number) for key, number in exact.items()}
    parts: dict[Key, int] = {key: number for key, number in exact.items() if key[1] != ALL}
    if not parts or overlapping:
        return {key: alone(number, profile) for key, number in exact.items()}
    return _together(exact, profile)


def overlap(groups: Mapping[str, set[str]]) -> bool:
    """Whether somebody is in two of these groups."""
    return sum(len(members) for members in groups.values()) > len(set().union(*groups.values()))


def alone(number: int, profile: Profile) -> str:
    """A count of people that stands by itself."""
    return MARK if bool(is_small(number, profile)) else str(int(rounded(number, profile)))


def _together(exact: Mapping[Key, int], profile: Profile) -> dict[Key, str]:
    """Groups and their total in one family, so that nothing hidden follows by subtraction."""
    names = {key: f"c{number}" for number, key in enumerate(dict.fromkeys(dimension for dimension, _ in exact))}
    groups = {
        key: f"g{number}" for number, key in enumerate(dict.fromkeys(group for _, group in exact if group != ALL))
    }
    rows = defaultdict(list)
    for (dimension, group), number in exact.items():
        rows["dimension"].append(names[dimension])
        rows["group"].append(TOTAL if group == ALL else groups[group])
        rows["people"].append(str(number))
    columns = Columns(counts=("people",), by=("dimension", "group"))
    family = long_family({"people": pl.DataFrame(rows)}, columns, profile)
    table = released(release_or_refuse(protect(family.family, profile)), family)["people"]
    return dict(zip(exact, table["people"].to_list(), strict=True))
