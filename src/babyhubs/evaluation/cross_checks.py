"""The gap by two other routes, labelled as cross-checks: group-time effects on each hub's monthly index, and the triple difference."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from babyhubs.evaluation import group_time, triple_difference
from babyhubs.evaluation.estimands import log_slope
from babyhubs.evaluation.panel import NEVER, Panel
from babyhubs.statistics.interval import Floats, floats


@dataclass(frozen=True)
class CrossCheck:
    """ln(ratio of relative indices) by another method, with 95% limits, and what is known to be wrong with it."""

    method: str
    estimate: float
    lower: float
    upper: float
    caution: str


def cross_checks(panel: Panel, rank: ArrayLike) -> list[CrossCheck]:
    """Those that the records allow."""
    return [one for one in (by_group_time(panel, rank), by_triple_difference(panel, rank)) if one is not None]


def by_group_time(panel: Panel, rank: ArrayLike) -> CrossCheck | None:
    """Callaway and Sant'Anna's overall effect on each hub's monthly ln(relative index)."""
    cohort = np.where(panel.changes, panel.start, NEVER)
    found = group_time.effects(monthly_log_index(panel, rank), panel.months, cohort)
    if not (found.period >= found.wave).any():
        return None
    overall = group_time.aggregate(found, "simple")
    half = float(stats.norm.ppf(0.975)) * overall.overall_se
    return CrossCheck(
        "group-time effects (Callaway and Sant'Anna), monthly ln(relative index)",
        overall.overall,
        overall.overall - half,
        overall.overall + half,
        "Looks back to one month only, so it is about twice as wide. Months without an unchanged hub are left out.",
    )


def by_triple_difference(panel: Panel, rank: ArrayLike) -> CrossCheck | None:
    """The Poisson triple difference."""
    found = triple_difference.fit(panel, rank)
    if found is None:
        return None
    half = float(stats.t.ppf(0.975, len(panel.hubs) - 1)) * found.se
    return CrossCheck(
        "triple difference (Poisson, cluster-robust)",
        found.estimate,
        found.estimate - half,
        found.estimate + half,
        "Uses changed hubs as yardsticks: biased where effects grow or differ between waves, and too sure with few hubs.",
    )


def monthly_log_index(panel: Panel, rank: ArrayLike) -> Floats:
    """ln(relative index) of each hub and month (C, T), half an event shared out by exposure so that none is infinite; NaN if closed."""
    y, n = np.moveaxis(panel.events, 0, -1), np.moveaxis(panel.exposure, 0, -1)
    total = n.sum(axis=-1, keepdims=True)
    shrunk = y + 0.5 * n * len(panel.groups) / np.where(total > 0, total, 1.0)
    known = panel.open & (np.sum(n > 0, axis=-1) > 1)
    return floats(np.where(known, log_slope(shrunk, n, rank), np.nan))
