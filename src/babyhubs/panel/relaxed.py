"""The fairest chances if seats could be shared out in fractions: LEXIMIN over the relaxed panels, level by level.

Find the highest value that everybody's chance can have; fix those whose chance no solution can lift further (their multiplier is positive); go on
with the others. Flanigan, Goelz, Gupta, Hennig, Procaccia (2021, Nature 596:548) do this over panels; here it is done over fractional
panels, which is a few small linear programmes and bounds every lottery from above, level by level.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.panel.kinds import Floats, Ints, Kinds
from babyhubs.panel.programme import INF, Programme

POSITIVE = 1e-4  # a weight (they add up to 1) below this does not fix its kind: rounding might have made it
ZERO = 1e-7  # a chance below this is none
SLACK = (
    1e-8  # fixed chances are held this much below their level, so that rounding cannot make the next level impossible
)
MOST_SLACK = 1e-6  # where that is too little it is doubled, up to this


@dataclass(frozen=True)
class Level:
    """One level: the kinds that it fixes, and the weights that prove it.

    weight: (kinds,) on the chances not fixed before, adding up to 1 over kinds. multipliers: (rows,).
    """

    value: float
    fixed: Ints
    weight: Floats
    multipliers: Floats


class Relaxation:
    """The linear programme "lift the lowest chance", in which kinds are fixed one after the other.

    Columns: expected seats of each kind, and last the lowest chance. Rows: those of the panel, then one link a kind.
    """

    def __init__(self, kinds: Kinds, never: Ints | None = None) -> None:
        count = len(kinds.size)
        self.kinds = kinds
        rows = len(kinds.rows)
        matrix = np.zeros((rows + count, count + 1))
        matrix[:rows, :count] = kinds.matrix
        matrix[rows:, :count] = np.eye(count)
        matrix[rows:, count] = -kinds.size
        self._high = np.append(kinds.most.astype(np.float64), INF)
        self.programme = Programme(
            matrix,
            (np.append(kinds.low, np.zeros(count)), np.append(kinds.high, np.full(count, INF))),
            (np.zeros(count + 1), self._high),
        )
        cost = np.zeros(count + 1)
        cost[count] = 1.0
        self.programme.costs(cost)
        self.slack = SLACK
        self.value = np.zeros(count)
        self.free = np.ones(count, dtype=bool)
        for kind in never if never is not None else ():
            self._high[kind] = 0.0
            self._release(int(kind))
        self._apply()

    def fix(self, fixed: Ints, value: float) -> None:
        """From now on these kinds have at least this chance."""
        self.value[fixed] = value
        for kind in fixed:
            self._release(int(kind))
        self._apply()

    def level(self) -> tuple[Level, Floats] | None:
        """The next level, and the expected seats of a solution that attains it."""
        found = self.programme.solve()
        while found is None and self.value.any() and self.slack < MOST_SLACK:
            self.slack *= 2
            self._apply()
            found = self.programme.solve()
        if found is None:
            return None
        rows = len(self.kinds.rows)
        weight = np.where(self.free, np.maximum(0.0, -found.rows[rows:]) * self.kinds.size, 0.0)
        fixed = np.flatnonzero(self.free & (weight > POSITIVE))
        if not len(fixed):
            fixed = np.flatnonzero(self.free)
        return Level(found.value, fixed, weight, found.rows[:rows]), found.x[:-1]

    def _release(self, kind: int) -> None:
        self.free[kind] = False
        self.programme.solver.changeRowBounds(len(self.kinds.rows) + kind, -INF, INF)

    def _apply(self) -> None:
        held = np.where(self.value > 0, (self.value - self.slack) * self.kinds.size, 0.0)
        low = np.append(np.clip(held, 0.0, self._high[:-1]), 0.0)
        self.programme.limits(low, self._high)


def leximin(kinds: Kinds, most: int | None = None) -> tuple[list[Level], Floats] | None:
    """The levels (at most `most` above zero) and the expected seats of each kind; None where no fractional panel keeps the rules."""
    relaxation = Relaxation(kinds)
    levels: list[Level] = []
    expected = np.zeros(len(kinds.size))
    while relaxation.free.any() and sum(level.value > ZERO for level in levels) != most:
        found = relaxation.level()
        if found is None:
            return None
        level, expected = found
        levels.append(level)
        relaxation.fix(level.fixed, level.value)
    return levels, expected
