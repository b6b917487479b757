"""Rates of repeated visits by resampling families: no model of how visits of one family hang together.

Efron B, Tibshirani RJ. An Introduction to the Bootstrap. New York: Chapman and Hall, 1993, chapters 10 and 13. The
family, not the visit, is drawn: Davison AC, Hinkley DV. Bootstrap Methods and their Application. Cambridge: CUP, 1997, section 3.8.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, Interval, floats, group_index, reasons

FEWEST_FAMILIES = 300  # below: percentile limits may be too narrow (docs/explanation/coverage.md)
_CELLS = 4_000_000  # drawn numbers held at a time


@dataclass(frozen=True)
class Bootstrap:
    """The interval, and the standard deviation of the resampled rates, one entry a group."""

    interval: Interval
    se: Floats


def rate(
    visits: ArrayLike,
    time: ArrayLike,
    group: ArrayLike,
    *,
    seed: int,
    draws: int = 2_000,
    groups: int | None = None,
    multiplier: float = 1.0,
    level: float = 0.95,
) -> Bootstrap:
    """Visits per `multiplier` units of time with percentile limits; the same seed gives the same limits.

    visits, time: one entry a family (or any other cluster): all its visits, all its eligible time. group: numbers from 0.
    In each draw a group gets as many families as it has, drawn from its own with replacement.
    """
    y, t = floats(visits), floats(time)
    index, size = group_index(group, groups)
    order = np.argsort(index, kind="stable")
    y, t, index = y[order], t[order], index[order]
    families = np.bincount(index, minlength=size)
    start = np.cumsum(families) - families
    present = np.flatnonzero(families)
    generator = np.random.default_rng(seed)
    rates = np.full((draws, size), np.nan)
    step = max(1, _CELLS // max(y.size, 1))
    for done in range(0, draws if y.size else 0, step):
        some = min(step, draws - done)
        drawn = start[index] + (generator.random((some, y.size)) * families[index]).astype(np.int64)
        sums = [np.add.reduceat(values[drawn], start[present], axis=1) for values in (y, t)]
        with np.errstate(divide="ignore", invalid="ignore"):
            rates[done : done + some, present] = sums[0] / sums[1]
    total, exposure = (np.bincount(index, weights=values, minlength=size) for values in (y, t))
    empty = exposure == 0
    one_only = families == 1
    estimate = multiplier * total / np.where(empty, np.nan, exposure)
    low, high, spread = (np.full(size, np.nan) for _ in range(3))
    usable = np.isfinite(estimate) & (families > 1)
    if usable.any():
        low[usable], high[usable] = multiplier * np.nanquantile(
            rates[:, usable], [(1 - level) / 2, (1 + level) / 2], axis=0
        )
        spread[usable] = multiplier * np.nanstd(rates[:, usable], axis=0, ddof=1)
    why = reasons(
        (size,),
        no_denominator=empty,
        missing_value=np.isnan(total + exposure),
        one_value_only=one_only,
        no_events=total == 0,
    )
    few = reasons((size,), limits_may_be_narrower_than_stated=usable & (families < FEWEST_FAMILIES))
    method = f"bootstrap of families, percentile limits, {draws} draws, seed {seed}"
    return Bootstrap(Interval(estimate, low, high, method, why, few), spread)
