"""How little must be loosened so that a panel exists: the integer programme behind every piece of advice.

The largest relative loss of any one quota is made small first, then the total. A total alone would let one group carry all of it.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.panel.kinds import HOUSEHOLD, QUOTA, Floats, Ints, Kinds
from babyhubs.panel.programme import INF, Programme
from babyhubs.panel.quotas import Quota


@dataclass(frozen=True)
class Loosened:
    """One quota with its new limits."""

    quota: Quota
    low: int
    high: int

    def words(self) -> str:
        """As a sentence's part."""
        parts = []
        if self.low != self.quota.low:
            parts.append(f"minimum {self.quota.low} becomes {self.low}")
        if self.high != self.quota.high:
            parts.append(f"maximum {self.quota.high} becomes {self.high}")
        return f"{self.quota.name}: {', '.join(parts)}"


def loosen(kinds: Kinds, must: int | None = None, *, fair: bool = True) -> tuple[Loosened, ...] | None:
    """The smallest loosening that leaves a panel (with a member of the kind `must`); None where flex limits forbid every one.

    fair: the largest relative loss first, then the total; else the total alone.
    """
    rows, count = kinds.matrix.shape
    quota = np.array([row.about == QUOTA for row in kinds.rows])
    down, up = _room(kinds)
    whole = Programme(
        _matrix(kinds, count),
        (np.append(kinds.low, np.zeros(2 * rows)), np.append(kinds.high, np.full(2 * rows, INF))),
        _limits(kinds, down, up, must),
        whole=True,
        parts=[count + 2 * rows],
    )
    worst = INF
    if fair:
        cost = np.zeros(count + 2 * rows + 1)
        cost[-1] = -1.0
        whole.costs(cost)
        found = whole.solve()
        if found is None:
            return None
        worst = float(found.x[-1]) + 1e-9
    low, high = _limits(kinds, down, up, must)
    high[-1] = min(worst, INF)
    whole.limits(low, high)
    cost = np.append(np.zeros(count), -np.ones(2 * rows))
    whole.costs(np.append(cost, 0.0))
    found = whole.solve()
    if found is None:
        return None
    less, more = np.round(found.x[count : count + rows]), np.round(found.x[count + rows : count + 2 * rows])
    return tuple(
        Loosened(row.quota, row.quota.low - int(less[place]), row.quota.high + int(more[place]))
        for place, row in enumerate(kinds.rows)
        if quota[place] and row.quota is not None and (less[place] or more[place])
    )


def _room(kinds: Kinds) -> tuple[Floats, Floats]:
    """How far each row's minimum may fall and its maximum rise: quotas only, as their flex limits say."""
    down, up = np.zeros(len(kinds.rows)), np.zeros(len(kinds.rows))
    for place, row in enumerate(kinds.rows):
        if row.quota is not None:
            down[place] = row.quota.low - row.quota.low_flex
            most = kinds.seats if row.quota.high_flex is None else row.quota.high_flex
            up[place] = max(0, most - row.quota.high)
    return down, up


def _matrix(kinds: Kinds, count: int) -> Floats:
    """Columns: kinds, what each minimum falls by, what each maximum rises by, the largest relative loss."""
    rows = len(kinds.rows)
    one, none = np.eye(rows), np.zeros((rows, rows))
    relative_low = np.maximum(kinds.low, 1).astype(np.float64)[:, None]
    relative_high = np.maximum(kinds.high, 1).astype(np.float64)[:, None]
    return np.vstack(
        [
            np.hstack([kinds.matrix, one, -one, np.zeros((rows, 1))]),
            np.hstack([np.zeros((rows, count)), -one, none, relative_low]),
            np.hstack([np.zeros((rows, count)), none, -one, relative_high]),
        ]
    )


def _limits(kinds: Kinds, down: Floats, up: Floats, must: int | None) -> tuple[Floats, Floats]:
    low = np.zeros(len(kinds.size) + 2 * len(kinds.rows) + 1)
    if must is not None:
        low[must] = 1.0
    return low, np.concatenate([kinds.most, down, up, [INF]])


def loss_of(kinds: Kinds, stay: Ints, others: Ints) -> int:
    """Seats outside the quotas (empty seats too) when the panel that stays is filled up from others as well as can be."""
    rows, count = kinds.matrix.shape
    hard = np.array([row.about == HOUSEHOLD for row in kinds.rows])
    slack = np.where(hard, 0.0, INF)
    sums = kinds.matrix @ stay
    whole = Programme(
        np.hstack([kinds.matrix, np.eye(rows), -np.eye(rows)]),
        (kinds.low - sums, kinds.high - sums),
        (np.zeros(count + 2 * rows), np.concatenate([others, slack, np.where(np.arange(rows) == 0, 0.0, slack)])),
        whole=True,
    )
    whole.costs(np.append(np.zeros(count), -np.ones(2 * rows)))
    found = whole.solve()
    assert found is not None
    return round(-found.value)
