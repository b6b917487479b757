"""Who has a record at all, by fifth, before and after: an outcome known for some families is an outcome of those families.

If the change of a hub also changed who is recorded, a difference in what is recorded is no effect. Then there are bounds: what
the answer would be if all the families without a record were one way or the other. Manski CF. Am Econ Rev 1990;80:319-323.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation import estimands
from babyhubs.evaluation.estimands import Sums
from babyhubs.evaluation.expected import compare
from babyhubs.evaluation.leave_one_out import Spread, spread
from babyhubs.evaluation.panel import Panel
from babyhubs.evaluation.scope import Scope
from babyhubs.statistics.interval import Floats, floats

REFUSED_BELOW = 0.50  # of families due in a fifth
BOUNDS_BELOW = 0.80
BOUNDS = "bounds only"  # the code of the problem
MOVED = 0.05  # a change of coverage that matters, where its limits exclude none


@dataclass(frozen=True)
class Recording:
    """Coverage by group: at changed hubs before and after, at the others; and how much it moved with the change."""

    changed_before: Floats
    changed_after: Floats
    compared: Floats
    moved: Spread

    @property
    def lowest(self) -> float:
        """The lowest coverage of any group at changed hubs, before or after."""
        return float(np.nanmin([self.changed_before, self.changed_after, self.compared]))

    @property
    def shifted(self) -> bool:
        """Whether coverage moved with the change in any group, or in all together."""
        clear = (self.moved.lower > 0) | (self.moved.upper < 0)
        return bool((clear & (np.abs(self.moved.estimate) > MOVED)).any())


def recording(panel: Panel, due: ArrayLike, used: Scope) -> Recording:
    """panel: of the outcome, whose exposure is the families with a record. due: families due, of the same shape."""
    recorded = replace(panel, events=panel.exposure, exposure=floats(due))
    found = compare(recorded, used, "difference")
    by_group = estimands.difference_by_group(found.whole), estimands.difference_by_group(found.without)
    moved = spread(*by_group, found.degrees, found.dates, together=found.degrees_together)
    changed = panel.changes[:, None]

    def covered(where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return floats((panel.exposure * where).sum(axis=(1, 2)) / (floats(due) * where).sum(axis=(1, 2)))

    return Recording(covered(used.before & changed), covered(used.after), covered(used.before & ~changed), moved)


def bounds(
    panel: Panel, due: ArrayLike, used: Scope, sums: Sums, rank: ArrayLike, highest: float = 1.0
) -> dict[str, tuple[float, float]]:
    """Level and absolute gap if every family without a record after the change had 0, or `highest`, whichever is the extreme."""
    n = np.array([(floats(due)[group] * used.after).sum() for group in range(len(panel.groups))])
    y = (panel.events * used.after).sum(axis=(1, 2))
    missing = np.maximum(n - (panel.exposure * used.after).sum(axis=(1, 2)), 0.0)
    expected = sums.expected / sums.exposure * n
    x = floats(rank)
    deprived = x > (n * x).sum() / n.sum()

    def gap(filled: Floats) -> float:
        return float(estimands.absolute_gap(Sums(y + filled, expected, n), x))

    def level(filled: Floats) -> float:
        return float(estimands.level_difference(Sums(y + filled, expected, n)))

    none, every = np.zeros(n.shape), highest * missing
    return {
        "level": (level(none), level(every)),
        "absolute gap": (gap(np.where(deprived, none, every)), gap(np.where(deprived, every, none))),
    }
