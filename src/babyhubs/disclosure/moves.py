"""The smallest change of the exact tables that takes one cell to a given count: whole numbers nearly always.

The cell is held at the count and everything else moves as little as it can. What moves then goes round in closed paths, and
those of tables are made of ones; a corner of the linear programme without this aim often has halves.
"""

import numpy as np
from scipy.sparse import csr_array, hstack

from babyhubs.disclosure.counts import Floats
from babyhubs.disclosure.programme import Programme
from babyhubs.disclosure.reader import Reader


class Moves:
    """Changes of `exact`, up and down, under bounds on the cells. possible: whether the exact tables keep the bounds."""

    def __init__(self, matrix: csr_array, exact: Floats) -> None:
        self.exact, self._rows = exact, matrix @ exact
        self._programme = Programme(csr_array(hstack([matrix, -matrix], format="csr")))
        self._cost = np.ones(2 * len(exact))
        self.possible = False

    def bound(self, low: Floats, high: Floats, row_low: Floats, row_high: Floats) -> None:
        """Sets the bounds that the changed tables must keep."""
        exact = self.exact
        self.possible = bool(np.all((low <= exact) & (exact <= high)))
        up, down = np.maximum(high - exact, 0), np.maximum(exact - low, 0)
        nothing = np.zeros(2 * len(exact))
        self._programme.bound(nothing, np.concatenate([up, down]), row_low - self._rows, row_high - self._rows)

    def to(self, place: int, count: float) -> Floats | None:
        """Tables in which the cell has this count, which is not its own; None when no tables do."""
        size = len(self.exact)
        step = count - self.exact[place]
        forth, back = (place, place + size) if step > 0 else (place + size, place)
        if abs(step) > self._programme.high[forth]:
            return None
        found = self._programme.cheapest(self._cost, {forth: (abs(step), abs(step)), back: (0.0, 0.0)})
        return None if found is None else self.exact + found.point[:size] - found.point[size:]


def exact_tables(reader: Reader) -> Floats | None:
    """The exact counts of all cells; where the tables leave some open (those of a ring), whole numbers that fit the others."""
    values = reader.structure.values
    if np.isfinite(values).all():
        return values
    programme = reader.programme()
    low, high, row_low, row_high = reader.bounds(reader.primary | reader.can_hide)
    known = np.isfinite(values)
    programme.bound(np.where(known, values, low), np.where(known, values, high), row_low, row_high)
    return programme.whole_numbers(0, -np.inf, np.inf)
