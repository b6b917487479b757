"""Why no panel is worth more than a bound: multipliers that anybody can check with multiplication and addition alone.

For weights c of kinds, any multipliers m of the rows give a bound on every valid panel x:
    c.x <= sum of m_r times the row's limit + sum over kinds of the largest (c - A'm)_t x_t.
Where fractional panels exceed the best whole panel, the cases are split ("at most 3 of this group" / "at least 4") until every case has its
multipliers. This is branch and bound kept as a tree (Land and Doig 1960); the tree is the proof.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.errors import BabyhubsError
from babyhubs.panel.kinds import Floats, Ints, Kinds
from babyhubs.panel.programme import INF, Programme

NEAR = 1e-6
MOST_CASES = 20_000
ROW, KIND = "row", "kind"


@dataclass(frozen=True)
class Case:
    """A leaf: multipliers of the rows. empty: they prove that the case holds no panel at all."""

    multipliers: Floats
    empty: bool = False


@dataclass(frozen=True)
class Split:
    """A branch: the sum of a row (or the number of a kind) is at most `value`, or at least one more."""

    about: str  # ROW | KIND
    number: int
    value: int
    down: "Proof"
    up: "Proof"


Proof = Case | Split


class Prover:
    """Proves bounds over all whole panels without the kinds in `never`."""

    def __init__(self, kinds: Kinds, never: Ints) -> None:
        rows, count = kinds.matrix.shape
        self.kinds = kinds
        most = kinds.most.astype(np.float64)
        most[never] = 0.0
        self.start = (
            np.zeros(count),
            most,
            kinds.low.astype(np.float64),
            kinds.high.astype(np.float64),
        )
        self.linear = Programme(kinds.matrix, (self.start[2], self.start[3]), (self.start[0], most))
        # how far the rows must give for anything to fit: its multipliers prove that a case is empty
        self.elastic = Programme(
            np.hstack([kinds.matrix, np.eye(rows), -np.eye(rows)]),
            (self.start[2], self.start[3]),
            (np.zeros(count + 2 * rows), np.append(most, np.full(2 * rows, INF))),
        )
        self.elastic.costs(np.append(np.zeros(count), -np.ones(2 * rows)))
        self._cases = 0

    def may_reach(self, weight: Floats, value: float) -> bool:
        """Whether a fractional panel has this total weight; where none has, no whole panel has."""
        self.linear.limits(*self.start[:2])
        self.linear.row_limits(*self.start[2:])
        self.linear.costs(weight)
        found = self.linear.solve()
        return found is not None and found.value >= value - NEAR

    def prove(self, weight: Floats, bound: float) -> Proof:
        """A proof that no panel's total weight exceeds the bound (by more than rounding)."""
        self.scale = float(np.abs(weight).max()) or 1.0
        self.linear.costs(weight / self.scale)
        self._cases = 0
        return self._prove(bound / self.scale, *self.start)

    def _prove(self, bound: float, low: Floats, high: Floats, row_low: Floats, row_high: Floats) -> Proof:
        self._cases += 1
        if self._cases > MOST_CASES:
            raise BabyhubsError(
                "The proof that the chances are the fairest became too long.",
                remedy="Loosen one quota, or merge values of a feature that has many.",
            )
        self.linear.limits(low, high)
        self.linear.row_limits(row_low, row_high)
        found = self.linear.solve()
        if found is None:
            slack = np.zeros(2 * len(row_low))
            self.elastic.limits(np.append(low, slack), np.append(high, slack + INF))
            self.elastic.row_limits(row_low, row_high)
            given = self.elastic.solve()
            assert given is not None
            return Case(given.rows, empty=True)
        if found.value <= bound + 1e-8:
            return Case(found.rows * self.scale)
        sums = self.kinds.matrix @ found.x
        broken = np.abs(sums - np.round(sums))
        if broken.max() > NEAR:
            row = int(np.argmax(broken))
            value = int(np.floor(sums[row]))
            down, up = row_high.copy(), row_low.copy()
            down[row], up[row] = value, value + 1
            return Split(
                ROW,
                row,
                value,
                self._prove(bound, low, high, row_low, down),
                self._prove(bound, low, high, up, row_high),
            )
        broken = np.abs(found.x - np.round(found.x))
        if broken.max() <= NEAR:
            raise BabyhubsError(
                "A panel was found that is worth more than the bound.", remedy="Please report this line."
            )
        kind = int(np.argmax(broken))
        value = int(np.floor(found.x[kind]))
        down, up = high.copy(), low.copy()
        down[kind], up[kind] = value, value + 1
        return Split(
            KIND,
            kind,
            value,
            self._prove(bound, low, down, row_low, row_high),
            self._prove(bound, up, high, row_low, row_high),
        )
