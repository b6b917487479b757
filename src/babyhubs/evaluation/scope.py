"""Which hub-months the question can be answered for: those with enough of their own past and enough hubs to compare with.

Nothing is filled in. A month in which too few hubs are still unchanged has no answer, whatever a model would say of it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from babyhubs.evaluation.panel import NEVER, Panel
from babyhubs.statistics.interval import Flags

FEWEST_MONTHS_BEFORE = 6  # of a hub, to know what it would have gone on doing (docs/explanation/evaluation.md)
FEWEST_COMPARED = 2  # hubs not yet changed in a month
FEWEST_CHANGED = 2
FEWEST_OF_A_STRATUM, FEWEST_FOR_STRATA = 3, 12
FEWEST_HUBS = 6  # changed and compared together: Student's t on fewer has limits that say nothing


@dataclass(frozen=True)
class Scope:
    """before, after: hub-months that are used (C, T). used: hubs with any (C). The rest counts what fell out, and why."""

    before: Flags
    after: Flags
    used: Flags
    changed: int
    compared: int
    without_comparison: int
    too_short: tuple[str, ...]
    after_in_all: int
    fewest_compared: int

    def degrees(self, strata: int) -> int:
        """Degrees of freedom for limits: hubs less strata, or three for each hub compared with where those are few.

        Where three unchanged hubs carry the comparison, thirty changed ones do not make it surer (docs/explanation/evaluation.md).
        """
        return max(min(int(self.used.sum()) - strata, 3 * self.fewest_compared), 1)


def strata(panel: Panel, used: Scope) -> NDArray[np.int64]:
    """Hubs (of those used) whose estimates vary about a common mean: the unchanged ones, and waves, early ones first, joined until
    each has three hubs.

    Without strata a difference that is real, between early and late waves, would count as chance and widen the limits. With fewer
    than twelve hubs the strata would be too small to tell, and all count as one.
    """
    if used.used.sum() < FEWEST_FOR_STRATA:
        return np.zeros(int(used.used.sum()), dtype=np.int64)
    start = np.where(panel.changes, panel.start, NEVER)[used.used]
    found = np.zeros(start.size, dtype=np.int64)
    number, size = 1, 0
    for wave in np.unique(start[start != NEVER]):
        found[start == wave] = number
        size += int((start == wave).sum())
        if size >= FEWEST_OF_A_STRATUM:
            number, size = number + 1, 0
    if size > 0 and number > 1:
        found[found == number] = number - 1  # a last one that stayed small joins the one before
    if (found == 0).sum() == 1:
        found[found == 0] = found.max()  # a single unchanged hub has no mean of its own
    return found


def scope(panel: Panel) -> Scope:
    """The hub-months that are used."""
    before, after = panel.before, panel.after
    enough_past = before.sum(axis=1) >= FEWEST_MONTHS_BEFORE
    changes = panel.changes
    before = before & (enough_past | ~changes)[:, None]
    compared = before.sum(axis=0) >= FEWEST_COMPARED
    judged = after & compared[None, :] & enough_past[:, None]
    before = before & compared[None, :]
    used = before.any(axis=1)
    lost = int((after & enough_past[:, None] & ~compared[None, :]).sum())
    short = tuple(panel.hubs[c] for c in np.flatnonzero(after.any(axis=1) & ~enough_past))
    # a hub that changes later is one to compare with only while some other hub's change is judged
    months = judged.any(axis=0)
    comparing = (before & months[None, :]).any(axis=1)
    return Scope(
        before,
        judged & used[:, None],
        used,
        int(judged.any(axis=1).sum()),
        int(comparing.sum()),
        lost,
        short,
        int(after.sum()),
        int(before.sum(axis=0)[months].min(initial=len(panel.hubs))),
    )
