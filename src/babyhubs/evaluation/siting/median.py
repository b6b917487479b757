"""p-median: which p sites make the families' journeys shortest in all, with a proof that no choice is better.

Interchange finds a good choice (Teitz MB, Bart P. Oper Res 1968;16:955-961). A Lagrangian bound says how far from the best it can be
(Cornuejols G, Fisher ML, Nemhauser GL. Manage Sci 1977;23:789-810). Where the two do not meet, the sites that the bound rules out are dropped and
HiGHS settles what is left, in the form that counts how far each family has to go beyond each of its distances (Garcia S, Labbe M, Marin A.
INFORMS J Comput 2011;23:546-556).
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import ArrayLike, NDArray

from babyhubs.statistics.interval import Flags, Floats, floats

_TINY = 1e-7
_ROUNDS = 600


@dataclass(frozen=True)
class Choice:
    """sites: chosen, in order, those already open included. value: weighted distance in all. bound: no choice is below it.

    proven: value and bound meet.
    """

    sites: tuple[int, ...]
    value: float
    bound: float
    proven: bool


def p_median(
    distance: ArrayLike,
    weight: ArrayLike,
    sites: int,
    *,
    already_open: tuple[int, ...] = (),
    seconds: float = 60.0,
    restarts: int = 3,
    seed: int = 1,
) -> Choice:
    """distance: (places, candidates). weight: families by place. sites: how many beside those already open."""
    d, w = floats(distance), floats(weight)
    nearest = d[:, list(already_open)].min(axis=1) if already_open else np.full(d.shape[0], np.inf)
    free = np.setdiff1d(np.arange(d.shape[1]), already_open)
    cost = np.minimum(d[:, free], nearest[:, None]) * w[:, None]
    most = nearest * np.where(np.isfinite(nearest), w, 1.0)
    rng = np.random.Generator(np.random.PCG64(seed))
    best, value = min(
        (
            _interchange(cost, _greedy(cost, sites) if not turn else rng.permutation(free.size)[:sites])
            for turn in range(restarts)
        ),
        key=lambda one: one[1],
    )
    bound, best, value, alive = _lagrangian(cost, sites, best, value)
    whole = bool((cost == np.round(cost)).all())
    if not _meets(value, bound, whole):
        solved = _exact(cost, most, sites, alive, value, seconds)
        if solved is not None:
            best, value, bound = solved
    chosen = tuple(sorted([*already_open, *(int(free[one]) for one in best)]))
    return Choice(chosen, float(value), float(min(bound, value)), _meets(value, bound, whole))


def _meets(value: float, bound: float, whole: bool) -> bool:
    """With whole distances and families a gap below one is none."""
    return value - bound < (1 - 1e-6 if whole else 1e-9 * max(abs(value), 1.0))


def _greedy(cost: Floats, sites: int) -> NDArray[np.int64]:
    near = np.full(cost.shape[0], np.inf)
    chosen: list[int] = []
    for _ in range(sites):
        total = np.minimum(cost, near[:, None]).sum(axis=0)
        total[chosen] = np.inf
        chosen.append(int(total.argmin()))
        near = np.minimum(near, cost[:, chosen[-1]])
    return np.array(chosen, dtype=np.int64)


def _interchange(cost: Floats, start: NDArray[np.int64]) -> tuple[NDArray[np.int64], float]:
    """Swap one chosen site for one other while it helps; the best swap of all each time (Whitaker's gains and losses)."""
    chosen = np.array(start, dtype=np.int64)
    places = np.arange(cost.shape[0])
    while True:
        ordered = np.sort(cost[:, chosen], axis=1)
        own = cost[:, chosen].argmin(axis=1)
        first = ordered[:, 0]
        second = ordered[:, 1] if chosen.size > 1 else np.full(first.size, np.inf)
        gain = np.maximum(first[:, None] - cost, 0).sum(axis=0)  # of opening each site
        # of closing a chosen one: its families go to their second or to the new site, whichever is nearer
        loss = np.zeros((chosen.size, cost.shape[1]))
        extra = np.minimum(second[:, None], np.maximum(cost, first[:, None])) - first[:, None]
        np.add.at(loss, own[places], extra)
        net = loss - gain[None, :]
        net[:, chosen] = np.inf
        out, new = np.unravel_index(net.argmin(), net.shape)
        if not net[out, new] < -_TINY:
            return chosen, float(first.sum())
        chosen[out] = new


def _lagrangian(
    cost: Floats, sites: int, best: NDArray[np.int64], value: float
) -> tuple[float, NDArray[np.int64], float, Flags]:
    """A lower bound by subgradient steps; better choices found on the way; candidates that may still be part of the best one."""
    price = np.partition(cost, 1, axis=1)[:, 1] if cost.shape[1] > 1 else cost[:, 0]
    bound, best_price, agility, stale = -np.inf, price, 1.5, 0
    whole = bool((cost == np.round(cost)).all())
    for turn in range(_ROUNDS):
        reduced = np.minimum(cost - price[:, None], 0.0)
        worth = reduced.sum(axis=0)
        chosen = np.argpartition(worth, sites - 1)[:sites]
        lower = float(price.sum() + worth[chosen].sum())
        if lower > bound + 1e-9:
            bound, best_price, stale = lower, price.copy(), 0
        else:
            stale += 1
            if stale >= 20:
                agility, stale, price = agility / 2, 0, best_price.copy()
                if agility < 1e-4:
                    break
                continue
        if turn % 5 == 0:
            upper = float(cost[:, chosen].min(axis=1).sum())
            if upper < value * 1.05:
                swapped, upper = _interchange(cost, chosen)
                if upper < value - _TINY:
                    best, value = swapped, upper
        if _meets(value, bound, whole):
            break
        slack = 1.0 - (reduced[:, chosen] < 0).sum(axis=1)
        size = float((slack**2).sum())
        if size == 0:
            break
        price = price + agility * (1.02 * value - lower) / size * slack
    worth = np.minimum(cost - best_price[:, None], 0.0).sum(axis=0)
    last = np.sort(worth)[sites - 1]
    # forcing a site in costs at least what it lacks against the last one taken
    alive = bound + np.maximum(worth - last, 0.0) <= value + _TINY
    alive[best] = True
    return bound, best, value, alive


def _exact(
    cost: Floats, most: Floats, sites: int, alive: Flags, value: float, seconds: float
) -> tuple[NDArray[np.int64], float, float] | None:
    """HiGHS on the candidates still alive: for each place, how much further than each of its distances it has to go."""
    keep = np.flatnonzero(alive)
    c = cost[:, keep]
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-6)
    columns = _Columns(solver)
    opened = [columns.add(0.0, integer=True) for _ in keep]
    columns.row(float(sites), float(sites), opened, [1.0] * len(opened))
    fixed = 0.0
    for place in range(c.shape[0]):
        levels = np.unique(c[place])
        levels = levels[levels <= (most[place] if np.isfinite(most[place]) else np.inf)]
        fixed += float(levels[0])
        order = np.argsort(c[place], kind="stable")
        position, former = 0, -1
        for number in range(levels.size - 1):
            newly = []
            while position < order.size and c[place, order[position]] <= levels[number]:
                newly.append(opened[order[position]])
                position += 1
            # 1 where nothing is open up to this distance; each level takes only what is new over the level before
            further = columns.add(float(levels[number + 1] - levels[number]), integer=False)
            if former < 0:
                columns.row(1.0, np.inf, [further, *newly], [1.0] * (1 + len(newly)))
            else:
                columns.row(0.0, np.inf, [further, *newly, former], [1.0] * (1 + len(newly)) + [-1.0])
            former = further
    columns.pass_to_solver()
    solver.run()
    if solver.getModelStatus() not in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit}:
        return None
    solution = np.array(solver.getSolution().col_value[: keep.size])
    if solution.size == 0 or solution.sum() < sites - 0.5:
        return None
    chosen = keep[np.argsort(-solution, kind="stable")[:sites]]
    found = float(cost[:, chosen].min(axis=1).sum())
    bound = float(solver.getInfo().mip_dual_bound) + fixed
    return (chosen, found, bound) if found <= value + _TINY else None


class _Columns:
    """Columns and rows of a model, gathered and passed on at once: one call a row would take longer than the solving."""

    def __init__(self, solver: highspy.Highs) -> None:
        self.solver = solver
        self.cost: list[float] = []
        self.integer: list[bool] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.starts: list[int] = [0]
        self.index: list[int] = []
        self.value: list[float] = []

    def add(self, cost: float, integer: bool) -> int:
        """A column from 0 to 1."""
        self.cost.append(cost)
        self.integer.append(integer)
        return len(self.cost) - 1

    def row(self, lower: float, upper: float, index: list[int], value: list[float]) -> None:
        """lower <= sum of value x column <= upper."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.index += index
        self.value += value
        self.starts.append(len(self.index))

    def pass_to_solver(self) -> None:
        """The whole model."""
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.lower)
        model.col_cost_ = np.array(self.cost)
        model.col_lower_, model.col_upper_ = np.zeros(len(self.cost)), np.ones(len(self.cost))
        model.row_lower_, model.row_upper_ = np.array(self.lower), np.array(self.upper)
        model.integrality_ = [
            highspy.HighsVarType.kInteger if one else highspy.HighsVarType.kContinuous for one in self.integer
        ]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        model.a_matrix_.index_ = np.array(self.index, dtype=np.int32)
        model.a_matrix_.value_ = np.array(self.value)
        self.solver.passModel(model)
