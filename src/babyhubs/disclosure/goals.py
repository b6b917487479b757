"""What must stay possible: for every sensitive cell a range, and a table of whole numbers that reaches either end.

A cell is protected when a reader cannot rule out any number of the profile's range (1 to 7): it fits everything published that
the cell is as low as the lowest, and that it is as high as the highest (Willenborg and de Waal 2001, Elements of Statistical
Disclosure Control, section 4; Fischetti and Salazar 2001, Management Science 47:1008; Hundepool et al. 2012, Statistical
Disclosure Control, section 4.4). Proof is a pair of tables, not only bounds of a linear programme: whole numbers can be narrower.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.disclosure.counts import Flags, Floats
from babyhubs.disclosure.moves import Moves, exact_tables
from babyhubs.disclosure.programme import TOLERANCE
from babyhubs.disclosure.reader import Reader

LOWEST, HIGHEST = 1, -1  # the sense of the linear programme that reaches a goal


@dataclass(frozen=True)
class Goal:
    """It must be possible that the cell is at most (LOWEST) or at least (HIGHEST) `limit`."""

    place: int
    sense: int
    limit: float

    def reached(self, value: float | Floats) -> Flags:
        """Whether these values of the cell reach the goal."""
        return np.asarray(self.sense * np.asarray(value) <= self.sense * self.limit + TOLERANCE, dtype=np.bool_)


def goals(reader: Reader) -> tuple[Goal, ...]:
    """Two goals for each sensitive cell, published or not.

    Where every figure of the family hidden would still rule out a part of the range (a total of three marks is at least 3),
    the range moves up by as much and keeps its width.
    """
    low, high = reader.profile.protect
    values = reader.structure.values
    ranges = {
        int(place): (float(low), float(high))
        for place in np.flatnonzero((values >= low) & (values <= high) & reader.structure.watched)
    }
    for one, limits in reader.family.ranges.items():
        ranges[reader.structure.place(one)] = limits
    programme = reader.programme()
    programme.bound(*reader.without_known(reader.primary | reader.can_hide))
    found = []
    for place, (wanted_low, wanted_high) in sorted(ranges.items()):
        least, most = programme.extreme(place, LOWEST), programme.extreme(place, HIGHEST)
        possible_low = np.ceil(least.value - TOLERANCE) if least else wanted_low
        possible_high = np.floor(-most.value + TOLERANCE) if most else wanted_high
        lowest = max(wanted_low, possible_low)
        highest = min(max(wanted_high, lowest + wanted_high - wanted_low), possible_high)
        found += [Goal(place, LOWEST, float(lowest)), Goal(place, HIGHEST, float(highest))]
    return tuple(found)


class Reach:
    """Which goals are reached, remembered as tables of whole numbers that stay proof while they fit the bounds."""

    def __init__(self, reader: Reader, wanted: tuple[Goal, ...]) -> None:
        self.reader, self.wanted = reader, wanted
        self.programme = reader.programme()
        exact = exact_tables(reader)
        self._moves = None if exact is None else Moves(reader.matrix, exact)
        self._proofs: dict[Goal, Floats] = {}

    def look(self, hidden: Flags) -> None:
        """Takes these cells as hidden, and forgets the tables that no longer fit."""
        bounds = self.reader.bounds(hidden)
        self.programme.bound(*bounds)
        if self._moves is not None:
            self._moves.bound(*bounds)
        fits: dict[int, bool] = {}
        for goal, proof in list(self._proofs.items()):
            if id(proof) not in fits:
                fits[id(proof)] = self.programme.fits(proof)
            if not fits[id(proof)]:
                del self._proofs[goal]

    def failing(self, hidden: Flags, *, stop_at_first: bool = False) -> list[Goal]:
        """Goals that cannot be shown to be reached when these cells are hidden: the attacks that succeed."""
        self.look(hidden)
        failed = []
        for goal in self.wanted:
            if not self.holds(goal):
                failed.append(goal)
                if stop_at_first:
                    break
        return failed

    def holds(self, goal: Goal) -> bool:
        """Whether a table of whole numbers reaches the goal under the bounds looked at last."""
        if goal in self._proofs:
            return True
        proof = self._proof(goal)
        if proof is None:
            return False
        for other in self.wanted:
            if other not in self._proofs and other.reached(proof[other.place]):
                self._proofs[other] = proof
        return goal in self._proofs

    def _proof(self, goal: Goal) -> Floats | None:
        """A table of whole numbers that reaches the goal. The smallest change of the exact tables nearly always is one."""
        if self._moves is not None and self._moves.possible:
            if goal.reached(self._moves.exact[goal.place]):
                return self._moves.exact
            moved = self._moves.to(goal.place, goal.limit)
            if moved is None:
                return None
            proof = self.programme.as_whole(moved)
            if proof is not None:
                return proof
        limits = (-np.inf, goal.limit) if goal.sense == LOWEST else (goal.limit, np.inf)
        return self.programme.whole_numbers(goal.place, *limits)
