"""A second attacker, written apart from the first: whole numbers over the finest groups, from nothing but what is printed.

It shares no code with `babyhubs.disclosure`: no sums between cells, no choice of which tables need joining, no linear programme.
"""

from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from babyhubs.disclosure.family import Cell
from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.protection import Protected
from tests.disclosure.random_families import Made, members

RULES = {  # what is printed for a count, written out again: (hidden from, to, printed otherwise)
    "hes": (1, 7, lambda n: 5 * ((n + 2) // 5)),
    "csds-publication": (1, 4, lambda n: 5 * ((n + 2) // 5)),
    "legacy": (1, 5, lambda n: n),
    "tre-10": (0, 9, lambda n: 5 * ((n + 2) // 5)),
    "midpoint6": (0, -1, lambda n: 0 if n == 0 else 6 * ((n - 1) // 6) + 3),
}


class SecondAttacker:
    """Bounds on any cell from the printed tables and what else is known."""

    def __init__(self, made: Made, protected: Protected, profile: Profile) -> None:
        self._made = made
        self._finest = list(product(*made.leaves))
        rows, low, high = [], [], []
        for table in made.family.tables:
            dimensions = [made.family.dimension(name) for name in table.by]
            for line in protected.table(table.name).iter_rows(named=True):
                of = tuple((one.name, line[one.name]) for one in dimensions if line[one.name] != one.total)
                least, most = self._behind(line["count"], profile)
                rows.append(self.row(of))
                low.append(least)
                high.append(most)
        hidden = {
            one for one, gone in zip(protected.reader.structure.cells, protected.choice.hidden, strict=True) if gone
        }
        for statement in made.family.known:
            if not hidden.intersection(statement.goes_with):
                rows.append(sum(factor * self.row(one) for one, factor in statement.terms))
                low.append(statement.low - 1e-9)
                high.append(statement.high + 1e-9)
        self._constraint = LinearConstraint(np.array(rows), np.array(low), np.array(high))

    def row(self, of: Cell) -> NDArray[np.float64]:
        """Which of the finest groups a cell holds."""
        inside = {name: members(self._made.family.dimension(name), code) for name, code in of}
        names = [one.name for one in self._made.family.dimensions]
        return np.array(
            [all(name not in inside or leaf in inside[name] for name, leaf in zip(names, key, strict=True)) for key in self._finest],
            dtype=np.float64,
        )  # fmt: skip

    def bounds(self, of: Cell) -> tuple[float, float]:
        """The lowest and highest count that fits; high is infinite where nothing limits it."""
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * self.row(of),
                integrality=np.ones(len(self._finest)),
                bounds=Bounds(0, np.inf),
                constraints=self._constraint,
            )
            ends.append(sign * round(found.fun) if found.status == 0 else np.inf)
        return ends[0], ends[1]

    @staticmethod
    def _behind(printed: int | None, profile: Profile) -> tuple[float, float]:
        first, last, shown = RULES[profile.name]
        if printed is None:
            return (0.0 if first == 0 and last >= 0 else 1.0), np.inf
        fits = [n for n in range(max(0, printed - 6), printed + 7) if shown(n) == printed and not first <= n <= last]
        return min(fits), max(fits)
