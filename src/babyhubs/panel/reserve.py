"""The reserve: few people who can put the panel back inside its quotas when somebody leaves.

After "Alternates, Assemble!" (Assos, Baharav, Flanigan, Procaccia, EC 2025): a reserve is judged by the drop-outs that it can repair. Every single drop-out
that anybody in the pool could repair is covered (a smallest cover, an integer programme); people are added until 95 in 100 of the double
drop-outs are too; then the reserve is filled up to the number of people who are expected to leave.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from babyhubs.panel.kinds import Flags, Floats, Ints, Kinds
from babyhubs.panel.programme import Programme

DOUBLE = 0.95
EXPECTED = 0.2  # parents of small babies leave more often than the 3% to 17% seen in seven assemblies


@dataclass(frozen=True)
class Reserve:
    """chosen: (kinds,) how many of each kind. singles, doubles: drop-outs repaired, and those that the whole pool could repair."""

    chosen: Ints
    singles: tuple[int, int]
    doubles: tuple[int, int]
    of_singles: int
    of_doubles: int

    @property
    def size(self) -> int:
        """People in the reserve."""
        return int(self.chosen.sum())


class Repairs:
    """Which kinds could take the place of which seated people."""

    def __init__(self, kinds: Kinds, panel: Ints) -> None:
        self.kinds, self.panel = kinds, panel
        self.spare = kinds.size - panel
        self.seated = np.flatnonzero(panel)
        self.columns = kinds.matrix.T  # (kinds, rows)
        self.sums = kinds.matrix @ panel
        # (seated kinds, kinds): whether one of the second puts the panel right when one of the first leaves
        self.one = np.array([self._fits(self.sums - self.columns[out], self.columns) for out in self.seated])
        self.one &= self.spare > 0

    def two(self, first: int, second: int) -> Flags:
        """(kinds, kinds): which two put the panel right when these two seated kinds (places in `seated`) lose one each."""
        left = self.sums - self.columns[self.seated[first]] - self.columns[self.seated[second]]
        within = np.ones((len(self.spare), len(self.spare)), dtype=bool)
        for row, column in enumerate(self.columns.T):
            total = left[row] + column[:, None] + column[None, :]
            within &= (total >= self.kinds.low[row]) & (total <= self.kinds.high[row])
        usable = self.spare > 0
        within &= usable[:, None] & usable[None, :]
        within[np.diag_indices(len(self.spare))] &= self.spare > 1
        return within

    def pairs(self) -> list[tuple[int, int, int]]:
        """Pairs of seated kinds (places in `seated`), and how many pairs of people each stands for."""
        count = self.panel[self.seated]
        found = []
        for first in range(len(self.seated)):
            for second in range(first, len(self.seated)):
                same = first == second
                number = count[first] * (count[first] - 1) // 2 if same else count[first] * count[second]
                if number:
                    found.append((first, second, int(number)))
        return found

    def _fits(self, left: Floats, added: Floats) -> Flags:
        total = left + added
        return np.asarray(((total >= self.kinds.low) & (total <= self.kinds.high)).all(axis=1))


def reserve(kinds: Kinds, panel: Ints, expected: float = EXPECTED) -> Reserve:
    """The reserve of a panel of kinds. expected: the share of the panel that is expected to leave."""
    repairs = Repairs(kinds, panel)
    chosen = _cover(repairs)
    pairs = repairs.pairs()
    ways = [repairs.two(first, second) for first, second, _ in pairs]
    possible = np.array([way.any() for way in ways])
    number = np.array([count for *_, count in pairs])
    aim = DOUBLE * number[possible].sum()
    repaired = _repaired(ways, chosen)
    while number[repaired].sum() < aim:
        open_pairs = np.flatnonzero(possible & ~repaired)
        gain = _gains(ways, number, open_pairs, chosen, repairs.spare)
        if gain.max() <= 0:
            first, second = np.unravel_index(int(np.argmax(ways[open_pairs[0]])), ways[0].shape)
            chosen[first] += 1
            chosen[second] += 1
        else:
            chosen[int(np.argmax(gain))] += 1
        chosen = np.minimum(chosen, repairs.spare)
        repaired = _repaired(ways, chosen)
    _fill(repairs, chosen, ceil(expected * kinds.seats))
    repaired = _repaired(ways, chosen)
    count = panel[repairs.seated]
    return Reserve(
        chosen,
        (int(count[(repairs.one & (chosen > 0)).any(axis=1)].sum()), int(count[repairs.one.any(axis=1)].sum())),
        (int(number[repaired].sum()), int(number[possible].sum())),
        int(count.sum()),
        int(number.sum()),
    )


def _cover(repairs: Repairs) -> Ints:
    """The fewest people who between them repair every single drop-out that can be repaired."""
    rows = repairs.one[repairs.one.any(axis=1)].astype(np.float64)
    if not len(rows):
        return np.zeros(len(repairs.spare), dtype=np.int64)
    whole = Programme(
        rows,
        (np.ones(len(rows)), np.full(len(rows), np.inf)),
        (np.zeros(rows.shape[1]), np.minimum(repairs.spare, 1).astype(np.float64)),
        whole=True,
    )
    # the fewest people; among equal covers the one that repairs the most twice over
    whole.costs(-1.0 + 1e-4 * rows.mean(axis=0))
    found = whole.solve()
    assert found is not None
    return np.round(found.x).astype(np.int64)


def _usable(chosen: Ints) -> Flags:
    """(kinds, kinds): whether the reserve holds both, two of them where they are the same."""
    has = chosen > 0
    both = has[:, None] & has[None, :]
    both[np.diag_indices(len(chosen))] &= chosen > 1
    return both


def _repaired(ways: list[Flags], chosen: Ints) -> Flags:
    usable = _usable(chosen)
    return np.array([bool((way & usable).any()) for way in ways], dtype=bool)


def _gains(ways: list[Flags], number: Ints, pairs: Ints, chosen: Ints, spare: Ints) -> Floats:
    """For each kind how many more double drop-outs one more of it would repair."""
    gain = np.zeros(len(chosen))
    partners = chosen > 0
    for pair in pairs:
        gain += number[pair] * (ways[pair] & partners[None, :]).any(axis=1)
    return np.where(chosen < spare, gain, -1.0)


def _fill(repairs: Repairs, chosen: Ints, size: int) -> None:
    """Up to `size` people, each the one who backs up the seats that are backed up least."""
    count = repairs.panel[repairs.seated].astype(np.float64)
    while chosen.sum() < min(size, int(repairs.spare.sum())):
        backed = repairs.one.astype(np.float64) @ chosen
        worth = (count / (1.0 + backed)) @ repairs.one
        worth = np.where(chosen < repairs.spare, worth, -1.0)
        if worth.max() <= 0:
            return
        chosen[int(np.argmax(worth))] += 1
