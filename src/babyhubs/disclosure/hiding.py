"""Secondary suppression, quickly: for each cell that a reader can narrow, the cheapest change of the tables that would widen it.

The cheapest change is a linear programme: hold the cell at the end of its range and pay for every shown figure that has to
move; what moved is hidden (the idea of Kelly, Golden and Assad 1992, Networks 22:397). At the end whatever is hidden without need
is shown again.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, hstack, vstack

from babyhubs.disclosure.counts import Flags, Floats
from babyhubs.disclosure.goals import LOWEST, Goal, Reach
from babyhubs.disclosure.programme import TOLERANCE, Programme
from babyhubs.disclosure.reader import Reader

Places = NDArray[np.int64]


class Hiding:
    """Finds cells to hide until every goal is reached."""

    def __init__(self, reader: Reader, reach: Reach, cost: Floats) -> None:
        self._reader, self._reach, self._cost = reader, reach, cost
        self._free = np.flatnonzero(reader.can_hide)
        self._programme = Programme(self._elastic())

    def enough(self, hidden: Flags) -> tuple[Flags, list[Goal]]:
        """The hidden cells with as many more as it takes, and the goals that not even hiding everything reaches."""
        hidden = hidden.copy()
        lost: list[Goal] = []
        while failing := [goal for goal in self._reach.failing(hidden) if goal not in lost]:
            for goal in failing:
                self._reach.look(hidden)
                if self._reach.holds(goal):
                    continue
                more = self._cheapest(goal, hidden)
                if not more.size:
                    more = self._near(goal, hidden)
                if more.size:
                    hidden[more] = True
                else:
                    lost.append(goal)
        return hidden, lost

    def fewer(self, hidden: Flags) -> Flags:
        """Shows again, dearest first, what is hidden without need. All goals must be reached before."""
        hidden = hidden.copy()
        extra = np.flatnonzero(hidden & self._reader.can_hide)
        for place in sorted(extra, key=lambda one: (-self._cost[one], one)):
            hidden[place] = False
            if self._reach.failing(hidden, stop_at_first=True):
                hidden[place] = True
        return hidden

    def _cheapest(self, goal: Goal, hidden: Flags) -> Places:
        """Cells that move in the cheapest tables that reach the goal."""
        reader, free = self._reader, self._free
        low, high, row_low, row_high = reader.bounds(hidden)
        first = reader.first_statement
        tied = [first + row for row, cells in enumerate(reader.goes_with) if cells]
        printed_low, printed_high = row_low[tied], row_high[tied]
        row_low[tied], row_high[tied] = -np.inf, np.inf  # hidden afterwards where they would not fit
        loose_low, loose_high = low.copy(), high.copy()
        loose_low[free], loose_high[free] = reader.hidden_low[free], reader.hidden_high[free]
        self._programme.bound(
            np.concatenate([loose_low, np.zeros(2 * free.size)]),
            np.concatenate([loose_high, np.full(2 * free.size, np.inf)]),
            np.concatenate([row_low, low[free]]),
            np.concatenate([row_high, high[free]]),
        )
        price = np.where(hidden[free], 0.0, self._cost[free])
        ends = (loose_low[goal.place], goal.limit) if goal.sense == LOWEST else (goal.limit, loose_high[goal.place])
        if ends[0] > ends[1]:
            return np.empty(0, dtype=np.int64)
        cost = np.concatenate([np.zeros(len(low)), price, price])
        found = self._programme.cheapest(cost, {goal.place: (float(ends[0]), float(ends[1]))})
        if found is None:
            return np.empty(0, dtype=np.int64)
        moves = found.point[len(low) :].reshape(2, -1).max(axis=0)
        moved = {int(place) for place in free[(moves > TOLERANCE) & ~hidden[free]]}
        rows = reader.matrix[tied] @ found.point[: len(low)]
        for row, value, least, most in zip(tied, rows, printed_low, printed_high, strict=True):
            cells = [one for one in reader.goes_with[row - first] if reader.can_hide[one]]
            if not least - TOLERANCE <= value <= most + TOLERANCE and cells and not moved.intersection(cells):
                moved.add(min(cells, key=lambda one: (self._cost[one], one)))
        return np.array(sorted(moved), dtype=np.int64)

    def _near(self, goal: Goal, hidden: Flags) -> Places:
        """What is shown and stands in one sum with the cell; else all that is shown.

        Needed where fractions would reach the goal and whole numbers do not.
        """
        shown = self._reader.can_hide & ~hidden
        matrix = self._reader.matrix
        sums = np.unique(matrix[:, [goal.place]].nonzero()[0])
        near = np.unique(matrix[sums].nonzero()[1])
        found = near[shown[near]]
        return found.astype(np.int64) if found.size else np.flatnonzero(shown)

    def _elastic(self) -> csr_array:
        """Rows of the reader; then, for each cell that may be hidden, cell - up + down within what is printed."""
        rows, columns = self._reader.matrix.shape
        count = self._free.size
        pick = csr_array((np.ones(count), (np.arange(count), self._free)), shape=(count, columns))
        nothing = csr_array((rows, 2 * count))
        moves = hstack([-eye_array(count), eye_array(count)])
        return csr_array(vstack([hstack([self._reader.matrix, nothing]), hstack([pick, moves])], format="csr"))
