"""Which hub-months the question can be answered for: those with enough of their own past and enough hubs to compare with.

Nothing is filled in. A month in which too few hubs are still unchanged has no answer, whatever a model would say of it.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.evaluation.panel import Panel
from babyhubs.statistics.interval import Flags, Floats, floats

FEWEST_MONTHS_BEFORE = 6  # of a hub, to know what it would have gone on doing (docs/explanation/evaluation.md)
FEWEST_COMPARED = 2  # hubs not yet changed in a month
FEWEST_CHANGED = 2
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

    @property
    def degrees(self) -> int:
        """Degrees of freedom for limits: hubs less three (a mean of the changed, one of the others, a line on the dates), or three for each
        hub compared with where those are few.

        Where three unchanged hubs carry the comparison, thirty changed ones do not make it surer (docs/explanation/evaluation.md).
        """
        return max(min(int(self.used.sum()) - 3, 3 * self.fewest_compared), 1)

    @property
    def degrees_together(self) -> float:
        """Degrees of freedom for limits that hold for several groups at once, and so lie further out, where the tails count.

        Those of a difference between the mean of the changed hubs and the mean of the fewest compared with, by hubs that vary equally:
        Satterthwaite FE. Biometrics Bull 1946;2:110-114; Welch BL. Biometrika 1947;34:28-35.
        """
        parts = [(1 / hubs, hubs - 1) for hubs in (self.changed, self.fewest_compared) if hubs > 1]
        if len(parts) < 2:
            return 1.0
        return sum(part for part, _ in parts) ** 2 / sum(part**2 / degrees for part, degrees in parts)


def dates(panel: Panel, used: Scope) -> Floats:
    """Of the hubs used: months from the mean date of change, 0 for those that never change. The line that limits allow for.

    A difference between early and late hubs that is real, because the change grows or early ones gain more, is no chance and would
    otherwise widen the limits. One line does for waves of any size, also of a single hub.
    """
    changes, start = panel.changes[used.used], panel.start[used.used].astype(np.float64)
    return floats(np.where(changes, start - start[changes].mean() if changes.any() else 0.0, 0.0))


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
