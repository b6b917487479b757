"""Anhoej's runs rules: has the middle of a series moved? They need no limits and no distribution.

Anhoej J, Olesen AV. Run charts revisited. PLoS One 2014;9:e113825; Anhoej J, Wentzel-Larsen T. BMC Med Res Methodol 2018;18:98.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from babyhubs.statistics.interval import Floats, Indices, floats, group_index

CHANCE = 0.05  # crossings this rare or rarer are too few
FEWEST_POINTS = 10


@dataclass(frozen=True)
class Runs:
    """Per segment: its median; useful points (not on the median); longest run and crossings with their bounds; the signal.

    With fewer than ten useful points there is no signal either way: bounds are NaN and `shifted` is False.
    """

    median: Floats
    useful: Floats
    longest_run: Floats
    longest_run_most: Floats
    crossings: Floats
    crossings_fewest: Floats
    shifted: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def runs(value: ArrayLike, segment: ArrayLike | None = None) -> Runs:
    """Longest run and number of crossings about the median of each segment; points in order of time, NaN left out.

    A run is too long above log2(n) + 3, rounded; crossings are too few below the 5% point of a binomial with n - 1
    trials and chance one half.
    """
    x = floats(value)
    index, size = group_index(np.zeros(x.size, dtype=np.int64) if segment is None else segment, None)
    middle = _medians(x, index, size)
    with np.errstate(invalid="ignore"):
        side = np.sign(x - middle[index])
    keep = np.isfinite(side) & (side != 0)
    side, index = side[keep], index[keep]
    useful = floats(np.bincount(index, minlength=size))
    new_segment = np.ones(side.size, dtype=bool)
    new_segment[1:] = index[1:] != index[:-1]
    starts = new_segment.copy()
    starts[1:] |= side[1:] != side[:-1]
    number = np.cumsum(starts) - 1
    length = np.bincount(number) if side.size else np.zeros(0, dtype=np.int64)
    longest = np.zeros(size)
    np.maximum.at(longest, index[starts], length)
    crossings = floats(np.bincount(index[starts & ~new_segment], minlength=size))
    enough = useful >= FEWEST_POINTS
    n = np.where(enough, useful, np.nan)
    most = np.round(np.log2(n) + 3)
    fewest = np.where(enough, stats.binom.ppf(CHANCE, np.where(enough, useful, 2) - 1, 0.5), np.nan)
    with np.errstate(invalid="ignore"):
        shifted = (longest > most) | (crossings < fewest)
    return Runs(middle, useful, longest, most, crossings, fewest, shifted)


def _medians(x: Floats, index: Indices, size: int) -> Floats:
    known = np.isfinite(x)
    order = np.lexsort((x[known], index[known]))
    values, n = x[known][order], np.bincount(index[known], minlength=size)
    start = np.cumsum(n) - n
    if not values.size:
        return np.full(size, np.nan)
    low = np.minimum(start + np.maximum(n - 1, 0) // 2, values.size - 1)
    high = np.minimum(start + n // 2, values.size - 1)
    return np.where(n > 0, (values[low] + values[high]) / 2, np.nan)
