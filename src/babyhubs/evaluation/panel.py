"""Hubs by months by groups: the arrays that every estimator of the gap works on.

A hub stands for its catchment: the families who live nearest to it by shares fixed before the first change, wherever they go. A
month that is closed, or that has no eligible infants, is out of scope on both sides. It is never a month of zero contacts.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from babyhubs.statistics.interval import Flags, Floats, floats

NEVER = -1  # the start of a hub that never changes


@dataclass(frozen=True)
class Panel:
    """hubs: their names (C). start: month of the change, -1 never (C). open: in use and known (C, T).

    events, exposure: what is counted and what it is counted on (groups, C, T): contacts on eligible infants, families who
    breastfeed on families with a record, a sum of scores on its families. groups: their names, the most deprived fifth first.
    months: the number of each month, in order (T). dose: share of the catchment's earlier visits that went to hubs already
    changed (C, T), 1 for a wholly changed catchment.
    """

    hubs: tuple[str, ...]
    groups: tuple[str, ...]
    months: NDArray[np.int64]
    start: NDArray[np.int64]
    events: Floats
    exposure: Floats
    open: Flags
    dose: Floats

    @property
    def changes(self) -> Flags:
        """Hubs that change within the months of the study (C)."""
        return np.asarray((self.start != NEVER) & (self.start <= self.months[-1]))

    @property
    def after(self) -> Flags:
        """Hub-months from the change on (C, T)."""
        return np.asarray(self.changes[:, None] & (self.months[None, :] >= self.start[:, None]) & self.open)

    @property
    def before(self) -> Flags:
        """Hub-months that no change has reached (C, T)."""
        return np.asarray(self.open & ~(self.changes[:, None] & (self.months[None, :] >= self.start[:, None])))

    def rank(self, of: str) -> Floats:
        """Of the fifths. of: "national" (equal fifths of England), or "local" (the service's own infants)."""
        return national_rank(5) if of == "national" else local_rank(self.exposure.sum(axis=(1, 2)))

    def with_start(self, start: ArrayLike, keep: Flags | None = None) -> "Panel":
        """The same records under other dates of change; `keep` closes further hub-months."""
        return replace(
            self, start=np.asarray(start, dtype=np.int64), open=self.open if keep is None else self.open & keep
        )


def panel(
    hubs: tuple[str, ...],
    groups: tuple[str, ...],
    months: ArrayLike,
    start: ArrayLike,
    events: ArrayLike,
    exposure: ArrayLike,
    closed: ArrayLike | None = None,
    dose: ArrayLike | None = None,
) -> Panel:
    """A panel from its arrays; where nothing else is said a catchment's dose is 0 before its hub's change and 1 from then on."""
    y, n = floats(events), floats(exposure)
    month, first = np.asarray(months, dtype=np.int64), np.asarray(start, dtype=np.int64)
    there = n.sum(axis=0) > 0
    if closed is not None:
        there &= ~np.asarray(closed, dtype=bool)
    switched = (first[:, None] != NEVER) & (month[None, :] >= first[:, None])
    given = floats(switched) if dose is None else floats(dose)
    return Panel(hubs, groups, month, first, y, n, np.asarray(there), given)


def national_rank(groups: int) -> Floats:
    """Mid-ranks of equal national groups, the most deprived first: 0.9, 0.7, 0.5, 0.3, 0.1 for fifths. 1 is the most deprived end.

    The ranks of Asaria M, Ali S, Doran T, et al. How a universal health system reduces inequalities. J Epidemiol
    Community Health 2016;70:637-643: national, so that places can be compared, and fixed, so that a change of births is no change of rank.
    """
    return floats(1 - (np.arange(groups) + 0.5) / groups)


def local_rank(exposure: ArrayLike) -> Floats:
    """Mid-ranks (ridits) by the service's own infants, the most deprived first. exposure: all infants by group."""
    share = floats(exposure) / floats(exposure).sum()
    return floats(1 - (np.cumsum(share) - share / 2))
