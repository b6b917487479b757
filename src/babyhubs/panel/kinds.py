"""Alike people, grouped: the same answers and no shared address make one kind, so that a pool of 2,000 may have 3 kinds.

Fairness gives alike people equal chances, so nothing is lost by solving for kinds. People who share an address are grouped by their
household too, and each household is one more row: at most one of its members.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from babyhubs.errors import InputError
from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota, check

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
SEATS, QUOTA, HOUSEHOLD = "seats", "quota", "household"


@dataclass(frozen=True)
class Row:
    """One rule of a valid panel, as a sum over kinds: which rule, and how it is spoken of."""

    about: str  # SEATS | QUOTA | HOUSEHOLD
    name: str
    quota: Quota | None = None

    def matches(self, feature: str) -> bool:
        """Whether this is a quota of the feature."""
        return self.quota is not None and self.quota.feature == feature


@dataclass(frozen=True)
class Kinds:
    """The problem: a panel is a whole number for each kind, from 0 to `most`, with every row's sum from low to high.

    size, most: (kinds,). matrix: (rows, kinds) of 0 and 1. low, high: (rows,). Row 0 is the number of seats.
    """

    members: tuple[tuple[str, ...], ...]
    size: Ints
    most: Ints
    rows: tuple[Row, ...]
    matrix: Floats
    low: Ints
    high: Ints

    @property
    def seats(self) -> int:
        """Seats to be filled."""
        return int(self.low[0])

    def hold(self, panel: Ints) -> bool:
        """Whether the panel keeps every rule."""
        sums = self.matrix @ panel
        within = (panel >= 0) & (panel <= self.most)
        return bool(within.all() and (sums >= self.low).all() and (sums <= self.high).all())

    def chance_of(self, expected: Floats) -> Floats:
        """Chance of each member of a kind, from the expected number of seats of the kind."""
        return np.asarray(expected / self.size, dtype=np.float64)


def kinds(pool: tuple[Person, ...], quotas: tuple[Quota, ...], seats: int) -> Kinds:
    """Group the pool. Kinds stand in the order in which their first member stands in the pool."""
    check(quotas)
    if not 0 < seats <= len(pool):
        raise InputError(
            f"{seats} seats cannot be filled from {len(pool)} people.", remedy="Give a number of seats that fits."
        )
    shared = {address for address, count in Counter(one.address for one in pool).items() if address and count > 1}
    grouped: dict[tuple[object, ...], list[str]] = {}
    known = {(quota.feature, quota.value) for quota in quotas}
    for person in pool:
        counts_for = tuple(
            sorted((f, v) for f, values in person.answers.items() for v in set(values) if (f, v) in known)
        )
        grouped.setdefault((counts_for, person.address if person.address in shared else ""), []).append(
            person.identifier
        )
    keys = list(grouped)
    size = np.array([len(grouped[key]) for key in keys], dtype=np.int64)
    most = np.array([1 if key[1] else count for key, count in zip(keys, size.tolist(), strict=True)], dtype=np.int64)
    rows = [Row(SEATS, "the number of seats")]
    parts = [np.ones(len(keys))]
    for quota in quotas:
        rows.append(Row(QUOTA, quota.name, quota))
        parts.append(np.array([float((quota.feature, quota.value) in key[0]) for key in keys]))  # type: ignore[operator]
    households: dict[object, list[int]] = {}
    for place, key in enumerate(keys):
        if key[1]:
            households.setdefault(key[1], []).append(place)
    for number, places in enumerate(households.values(), 1):
        rows.append(Row(HOUSEHOLD, f"one person from an address (household {number})"))
        row = np.zeros(len(keys))
        row[places] = 1.0
        parts.append(row)
    low = [seats, *(quota.low for quota in quotas), *([0] * len(households))]
    high = [seats, *(min(quota.high, seats) for quota in quotas), *([1] * len(households))]
    return Kinds(
        members=tuple(tuple(grouped[key]) for key in keys),
        size=size,
        most=most,
        rows=tuple(rows),
        matrix=np.array(parts),
        low=np.array(low, dtype=np.int64),
        high=np.array(high, dtype=np.int64),
    )
