"""Where should the next one, two or three hubs open? Every choice is looked at, so the best one is proven by having no rival left.

Four aims side by side, because they disagree: missed families brought within reach, families' minutes in all (p-median), infants within
reach (coverage), and how much longer the most deprived end walks than the least (the slope index of minutes).
"""

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from babyhubs.errors import InputError
from babyhubs.statistics.interval import Flags, Floats, floats

MOST_ADDED = 3
MOST_CHOICES = 400_000
FURTHEST = 240.0  # minutes that count for an area without any way: a mean needs a number
AIMS = ("missed reached", "mean minutes", "covered", "slope of minutes")


@dataclass(frozen=True)
class Places:
    """Areas: infants; missed families (from the audit); rank, 1 most deprived; minutes to the nearest hub that is open now."""

    infants: Floats
    missed: Floats
    rank: Floats
    minutes_now: Floats


@dataclass(frozen=True)
class Choices:
    """One row a choice: the candidates chosen (rows, added), and the four aims in the order of AIMS; `now`: the aims without any."""

    chosen: NDArray[np.int64]
    aims: Floats
    now: Floats

    def best(self, aim: str) -> int:
        """The row that is best for an aim; among equals the one that brings most missed families within reach, then the first."""
        goodness = self.goodness(aim)
        order = np.lexsort((np.arange(len(goodness)), -self.goodness(AIMS[0]), -goodness))
        return int(order[0])

    def goodness(self, aim: str) -> Floats:
        """More is better: minutes count negative, the slope by its distance from none."""
        place = AIMS.index(aim)
        column = self.aims[:, place]
        return floats(-np.abs(column) if aim == "slope of minutes" else -column if aim == "mean minutes" else column)


def add(places: Places, minutes: ArrayLike, added: int, reach: float = 20.0, fewest: int = 1) -> Choices:
    """minutes: (areas, candidates), infinite where there is no way (counted as four hours). reach: minutes that count as within reach. All choices of `added`."""
    m = np.minimum(floats(minutes), FURTHEST)
    candidates = m.shape[1]
    if not 1 <= added <= MOST_ADDED or candidates < added:
        raise InputError(
            f"{added} hubs cannot be added: there are {candidates} candidates.",
            remedy=f"Add 1 to {MOST_ADDED}, and not more than there are.",
        )
    if math.comb(candidates, added) > MOST_CHOICES:
        raise InputError(
            f"There are {math.comb(candidates, added):,} choices.",
            remedy="Bring fewer candidates, or add fewer hubs at a time.",
        )
    if places.infants.sum() <= 0:
        raise InputError("No area has an eligible infant.", remedy="Check the column `infants`.")
    nearest = np.minimum(places.minutes_now, FURTHEST)
    weights = _weights(places)
    near, far_now = m <= reach, nearest > reach
    uncovered = np.stack([places.missed * far_now, places.infants * far_now], axis=1)
    capped = np.minimum(m, nearest[:, None])
    if added == 1:
        chosen = np.arange(candidates)[:, None]
        aims = _aims(capped.T, near.T, weights, uncovered)
    else:
        parts = [_with_first(first, capped, near, weights, uncovered, added) for first in range(candidates - added + 1)]
        chosen, aims = np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts])
    covered_now = float(places.infants[~far_now].sum())
    aims[:, 2] += covered_now
    now = np.array([0.0, float(nearest @ weights[:, 0]), covered_now, float(nearest @ weights[:, 1])])
    return Choices(np.asarray(chosen, dtype=np.int64), floats(aims), floats(now))


def _with_first(
    first: int, capped: Floats, near: Flags, weights: Floats, uncovered: Floats, added: int
) -> tuple[NDArray[np.int64], Floats]:
    """All choices whose lowest candidate is `first`."""
    rest = np.arange(first + 1, capped.shape[1])
    if added == 2:
        others = rest[:, None]
        shortest = np.minimum(capped[:, rest].T, capped[:, first])
        reached = near[:, rest].T | near[:, first]
    else:
        others = np.array(list(itertools.combinations(rest.tolist(), 2)), dtype=np.int64)
        base_minutes, base_near = np.minimum(capped[:, rest].T, capped[:, first]), near[:, rest].T | near[:, first]
        a, b = others[:, 0] - first - 1, others[:, 1] - first - 1
        shortest = np.minimum(base_minutes[a], base_minutes[b])
        reached = base_near[a] | base_near[b]
    chosen = np.column_stack([np.full(len(others), first), others])
    return chosen, _aims(shortest, reached, weights, uncovered)


def _aims(shortest: Floats, reached: Flags, weights: Floats, uncovered: Floats) -> Floats:
    """shortest, reached: (choices, areas)."""
    minutes = shortest @ weights
    brought = reached.astype(np.float64) @ uncovered
    return np.column_stack([brought[:, 0], minutes[:, 0], brought[:, 1], minutes[:, 1]])


def _weights(places: Places) -> Floats:
    """Of the mean, and of the slope on rank: both are sums over areas."""
    w = places.infants / places.infants.sum()
    centred = places.rank - (w * places.rank).sum()
    spread = float((w * centred**2).sum())
    return np.column_stack([w, w * centred / spread if spread > 0 else np.zeros(w.shape)])
