"""Secondary suppression at least information loss, with a bound that says how far from the least a choice can be.

Fischetti and Salazar (2001, Management Science 47:1008) write the problem with one 0/1 variable a cell. Every attack that
succeeds is a linear programme whose dual says which figures it used: at least so much of them must be hidden. These cuts are added until
no attack succeeds; then the choice is the cheapest there is. The cuts hold for every choice, so the programme without
whole numbers (the linear relaxation) bounds the loss from below.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from babyhubs.disclosure.counts import Flags, Floats
from babyhubs.disclosure.goals import Goal, Reach
from babyhubs.disclosure.hiding import Hiding
from babyhubs.disclosure.programme import TOLERANCE, Extreme
from babyhubs.disclosure.reader import Reader

MOST_NODES = 500  # of the master problem's tree
HALF = 0.5
REPAIR_EVERY = 4  # rounds between making a choice of the master problem enough, which takes many attacks
PATIENCE = 4  # rounds without a better choice or bound
MOST_CUTTING = 60  # rounds of cuts at fractional choices
INFEASIBLE = 2  # SciPy's status


@dataclass(frozen=True)
class Choice:
    """Hidden cells (primary ones too) and what hiding the others costs.

    relaxation: bound of the linear relaxation. bound: the best proved. proved: the cost equals the bound.
    """

    hidden: Flags
    cost: float
    relaxation: float
    bound: float

    @property
    def proved(self) -> bool:
        """Whether no cheaper choice exists."""
        return self.cost <= self.bound + TOLERANCE


class Optimum:
    """Cuts over the cells that may be hidden, and the cheapest choice that satisfies them."""

    def __init__(self, reader: Reader, reach: Reach, hiding: Hiding, cost: Floats) -> None:
        self._reader, self._reach, self._hiding = reader, reach, hiding
        self._free = np.flatnonzero(reader.can_hide)
        self._place = {int(place): position for position, place in enumerate(self._free)}
        self._cost = cost[self._free]
        self._cuts: list[Floats] = []
        self._programme = reader.programme()
        self._spread = 2.0 * max((abs(goal.limit) for goal in reach.wanted), default=1.0)

    def search(self, start: Flags, rounds: int) -> Choice:
        """The cheapest choice found in so many rounds, from a choice that is enough already."""
        best, best_cost = start, self._price(start)
        relaxation, share = self._relax()
        bound = relaxation
        candidates = [self._hidden(share > HALF)]
        stalled = 0
        for turn in range(rounds):
            before = (best_cost, bound)
            for candidate in candidates if turn % REPAIR_EVERY == 0 else []:
                fixed = self._hiding.fewer(self._hiding.enough(candidate)[0])
                if self._price(fixed) < best_cost - TOLERANCE:
                    best, best_cost = fixed, self._price(fixed)
            if best_cost <= bound + TOLERANCE:
                break
            chosen, bound = self._cheaper(best_cost, bound)
            stalled = stalled + 1 if (best_cost, bound) == before else 0
            if chosen is None or stalled == PATIENCE:
                break
            hidden = self._hidden(chosen > HALF)
            failing = self._reach.failing(hidden)
            if failing and not self._add(failing, np.round(chosen)):
                if self._reach.programme.gave_up:  # this choice may be enough: no bound may rest on its refusal
                    break
                self._cuts.append((chosen < HALF).astype(float))  # fractions reach it, whole numbers do not
            if not failing:
                best, best_cost = hidden, self._price(hidden)
            candidates = [hidden]
        return Choice(best, best_cost, relaxation, min(bound, best_cost))

    def _relax(self) -> tuple[float, Floats]:
        """The linear relaxation: cuts at fractional choices until none is broken."""
        share, value = np.zeros(len(self._free)), 0.0
        for _ in range(MOST_CUTTING):
            if not self._add(self._reach.wanted, share):
                break
            found = self._solve(whole=False, most=np.inf)
            if found.x is None:
                break
            share, value = np.asarray(found.x), float(found.fun)
        return value, share

    def _cheaper(self, than: float, bound: float) -> tuple[Floats | None, float]:
        """The cheapest choice under the cuts that costs less; None when there is none. And a bound on every choice.

        Costs are whole numbers, so a cheaper one costs at least 1 less, and bounds round up.
        """
        if not self._cuts:
            return np.zeros(len(self._free)), bound
        found = self._solve(whole=True, most=than - 1)
        if found.status == INFEASIBLE:
            return None, than
        if found.mip_dual_bound is not None:
            bound = max(bound, min(than, float(np.ceil(found.mip_dual_bound - TOLERANCE))))
        return (None if found.x is None else np.asarray(found.x)), bound

    def _solve(self, *, whole: bool, most: float) -> OptimizeResult:
        limits = [LinearConstraint(csr_array(np.vstack(self._cuts)), lb=1.0)]
        if np.isfinite(most):
            limits.append(LinearConstraint(csr_array(self._cost[None, :]), ub=most))
        return milp(
            self._cost,
            integrality=np.full(len(self._free), int(whole)),
            bounds=Bounds(0, 1),
            constraints=limits,
            options={"node_limit": MOST_NODES, "mip_rel_gap": 0.0},
        )

    def _add(self, wanted: tuple[Goal, ...] | list[Goal], share: Floats) -> int:
        """Cuts that a choice (shares of cells hidden, 0 to 1) breaks; how many there were."""
        self._programme.bound(*self._between(share))
        added = 0
        for goal in wanted:
            extreme = self._programme.extreme(goal.place, goal.sense)
            if extreme is None or goal.reached(extreme.point[goal.place]):
                continue
            cut = self._cut(goal, extreme)
            if cut is not None and cut @ share < 1 - TOLERANCE:
                self._cuts.append(cut)
                added += 1
        return added

    def _cut(self, goal: Goal, extreme: Extreme) -> Floats | None:
        """What the attack used, as shares of what would have to be hidden: sum of cut x choice >= 1."""
        reader = self._reader
        low, high, row_low, row_high = reader.bounds(reader.primary)
        at_low, at_high = np.maximum(extreme.column_duals, 0), np.maximum(-extreme.column_duals, 0)
        row_at_low, row_at_high = np.maximum(extreme.row_duals, 0), np.maximum(-extreme.row_duals, 0)
        if np.any(np.isinf(row_low) & (row_at_low > TOLERANCE)) or np.any(
            np.isinf(row_high) & (row_at_high > TOLERANCE)
        ):
            return None
        value = at_low @ low - at_high @ high
        value += row_at_low @ np.where(np.isinf(row_low), 0, row_low) - row_at_high @ np.where(
            np.isinf(row_high), 0, row_high
        )
        missing = value - goal.sense * goal.limit
        if missing <= TOLERANCE:
            return None
        gain = at_low * np.maximum(low - reader.hidden_low, 0) + at_high * np.maximum(reader.hidden_high - high, 0)
        cut: Floats = np.minimum(gain[self._free] / missing, 1.0)
        used = row_at_low + row_at_high
        for row, cells in enumerate(reader.goes_with, start=reader.first_statement):
            if used[row] > TOLERANCE:
                cut[[self._place[one] for one in cells if one in self._place]] = 1.0
        cut[cut < TOLERANCE] = 0.0
        return cut

    def _between(self, share: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Bounds at a fractional choice: printed figures loosened by the share that is hidden."""
        reader, free = self._reader, self._free
        hidden = self._hidden(share > 1 - TOLERANCE)
        low, high, row_low, row_high = reader.bounds(hidden)
        part = np.clip(share, 0.0, 1.0)
        open_ = part < 1 - TOLERANCE
        low[free] = np.where(open_, low[free] - part * (low[free] - reader.hidden_low[free]), low[free])
        high[free] = np.where(open_, np.minimum(high[free] + part * self._spread, reader.hidden_high[free]), high[free])
        return low, high, row_low, row_high

    def _hidden(self, chosen: Flags) -> Flags:
        hidden: Flags = self._reader.primary.copy()
        hidden[self._free[chosen]] = True
        return hidden

    def _price(self, hidden: Flags) -> float:
        return float(self._cost[hidden[self._free]].sum())
