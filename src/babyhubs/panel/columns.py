"""Column generation: a linear programme over the panels known so far, which asks for one more panel until none can help.

The master programme mixes known panels to lift the lowest chance (or to reach wanted chances); the multipliers of its rows are weights of
people, and the panel of the largest total weight is the only one that could improve the mixture. When it cannot, the mixture is optimal
over all panels, also those never looked at.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.errors import BabyhubsError
from babyhubs.panel.kinds import Floats, Ints, Kinds
from babyhubs.panel.peeling import Lottery
from babyhubs.panel.pricing import Pricing
from babyhubs.panel.programme import INF, Programme
from babyhubs.panel.relaxed import POSITIVE, SLACK, Level, Relaxation

GAIN = 1e-9  # a panel that lifts less than this does not help
REACHED = 5e-8  # a mixture that falls short by less has reached what is wanted
MOST_ROUNDS = 1000  # panels asked for, before the search is given up
UNUSED = 1e-12  # a share of the lottery below this is none


@dataclass(frozen=True)
class Mixed:
    """An optimum of the master: the objective, the shares of the panels, the weights of the kinds, and the worth that a panel must exceed."""

    value: float
    share: Floats
    weight: Floats
    threshold: float


class Master:
    """Shares of panels such that each kind's expected seats reach what is wanted, plus or minus `lift` times the objective.

    Columns: the objective first, then one a panel. Rows: one a kind, then "shares add up to 1".
    """

    def __init__(
        self, kinds: Kinds, panels: Ints, objective: Floats, wanted: Floats, limits: tuple[float, float]
    ) -> None:
        count = len(kinds.size)
        self.kinds = kinds
        self.panels = [np.asarray(one, dtype=np.int64) for one in panels]
        matrix = np.zeros((count + 1, 1 + len(panels)))
        matrix[:count, 0] = objective
        if len(panels):
            matrix[:count, 1:] = np.asarray(panels).T
            matrix[count, 1:] = 1.0
        self.programme = Programme(
            matrix,
            (np.append(wanted, 1.0), np.append(np.full(count, INF), 1.0)),
            (np.append(limits[0], np.zeros(len(panels))), np.append(limits[1], np.full(len(panels), INF))),
        )
        self.programme.costs(np.append(1.0, np.zeros(len(panels))))

    def solve(self) -> Mixed | None:
        """The best mixture of the panels known."""
        found = self.programme.solve()
        if found is None:
            return None
        count = len(self.kinds.size)
        return Mixed(
            found.value, np.maximum(found.x[1:], 0.0), np.maximum(-found.rows[:count], 0.0), float(found.rows[count])
        )

    def add(self, panel: Ints) -> None:
        """One more panel."""
        count = len(self.kinds.size)
        places = np.flatnonzero(panel)
        self.programme.add_column(np.append(places, count), np.append(panel[places].astype(np.float64), 1.0))
        self.panels.append(panel)

    def want(self, kind: int, objective: float, wanted: float) -> None:
        """Another wish for one kind."""
        self.programme.solver.changeCoeff(kind, 0, objective)
        self.programme.solver.changeRowBounds(kind, wanted, INF)

    def lottery(self, mixed: Mixed) -> Lottery:
        """The panels in use with their shares."""
        used = mixed.share > UNUSED
        return Lottery(np.array(self.panels)[used], mixed.share[used] / mixed.share[used].sum())


def too_hard() -> BabyhubsError:
    """Quotas so narrow that the search would take for ever."""
    return BabyhubsError(
        "The quotas are so narrow that no fair lottery was found in reasonable time.",
        remedy="Give some quotas one more seat of room, or use fewer features.",
    )


def realise(kinds: Kinds, expected: Floats, start: Lottery, pricing: Pricing) -> tuple[Lottery, float, Master]:
    """The lottery that falls least short of the expected seats, and by how much somebody's chance then falls short."""
    master = Master(kinds, start.panels, kinds.size.astype(np.float64), expected, (-INF, INF))
    master.programme.costs(np.append(-1.0, np.zeros(len(start.panels))))
    if not len(start.panels):
        first = pricing.best(np.zeros(len(kinds.size)))
        if first is None:
            return Lottery(np.zeros((0, len(kinds.size)), dtype=np.int64), np.zeros(0)), 1.0, master
        master.add(first.panel)
    for _ in range(MOST_ROUNDS):
        mixed = master.solve()
        assert mixed is not None
        if -mixed.value <= REACHED:
            break
        priced = pricing.best(mixed.weight)
        if priced is None or priced.worth <= mixed.threshold + GAIN:
            break
        master.add(priced.panel)
    else:
        raise too_hard()
    return master.lottery(mixed), max(0.0, -mixed.value), master


@dataclass(frozen=True)
class WholeLevel:
    """A level over whole panels. floor: (kinds,) weights on the expected seats of those fixed before.

    threshold: what no panel's weighted sum exceeds, where the multipliers of fractional panels do not prove the level.
    """

    level: Level
    floor: Floats
    threshold: float | None = None


def leximin(
    kinds: Kinds, panels: Ints, pricing: Pricing, never: Ints, most: int | None = None
) -> tuple[list[WholeLevel], Lottery]:
    """LEXIMIN over all whole panels, warm with some; kinds in `never` are in no panel and play no part. At most `most` levels."""
    count = len(kinds.size)
    wanted = np.zeros(count)
    lift = -kinds.size.astype(np.float64)
    lift[never] = 0.0
    master = Master(kinds, panels, lift, wanted, (0.0, INF))
    relaxation = Relaxation(kinds, never)
    levels: list[WholeLevel] = []
    while relaxation.free.any() and len(levels) != most:
        level = _level(master, relaxation, pricing)
        levels.append(level)
        relaxation.fix(level.level.fixed, level.level.value)
        for kind in level.level.fixed:
            master.want(int(kind), 0.0, float(max(0.0, (level.level.value - SLACK) * kinds.size[kind])))
    master.programme.costs(np.zeros(1 + len(master.panels)))  # nobody is left to be lifted
    mixed = master.solve()
    assert mixed is not None
    return levels, master.lottery(mixed)


def _level(master: Master, relaxation: Relaxation, pricing: Pricing) -> WholeLevel:
    kinds, free = master.kinds, relaxation.free
    bound = relaxation.level()
    assert bound is not None
    for _ in range(MOST_ROUNDS):
        mixed = master.solve()
        assert mixed is not None
        if mixed.value >= bound[0].value - GAIN:
            rows = kinds.matrix.T @ bound[0].multipliers
            level = Level(mixed.value, bound[0].fixed, bound[0].weight, bound[0].multipliers)
            return WholeLevel(level, np.where(free, 0.0, np.maximum(rows, 0.0)))
        priced = pricing.best(mixed.weight)
        assert priced is not None
        if priced.worth <= mixed.threshold + GAIN:
            break
        master.add(priced.panel)
    else:
        raise too_hard()
    weight = np.where(free, mixed.weight * kinds.size, 0.0)
    fixed = np.flatnonzero(free & (weight > POSITIVE))
    level = Level(mixed.value, fixed, weight, np.zeros(len(kinds.rows)))
    return WholeLevel(level, np.where(free, 0.0, mixed.weight), mixed.threshold)
