"""How far groups without an order lie apart: BGV, BGSD, COV, the mean differences, the index of disparity.

Harper S, Lynch J. Methods for Measuring Cancer Disparities. Bethesda: National Cancer Institute, 2005; WHO technical notes of the
Health Equity Assessment Toolkit. Index of disparity: Pearcy JN, Keppel KG. Public Health Rep 2002;117:273-280.
Apart from BGV the limits come from draws of the groups' estimates; every part of the measure is worked out again in each draw,
its mean, its best group and its reference included.
"""

from collections.abc import Callable

import numpy as np

from babyhubs.statistics.interval import Floats
from babyhubs.statistics.subgroups import DRAWS, Subgroups, Summary, answer, summary

LEAST_BELOW = 0.45  # share of draws below the figure (docs/explanation/coverage.md)
Statistic = Callable[[Floats, Subgroups], Floats]


def between_group_variance(groups: Subgroups, level: float = 0.95) -> Summary:
    """BGV, in the squared unit of the estimates."""
    p, y, s, mean = groups.share, groups.y, groups.s, groups.mean[:, None]
    estimate = (p * (y - mean) ** 2).sum(axis=1)
    linear = 4 * (p**2 * s**2 * (y - mean) ** 2).sum(axis=1)
    square = (p**2 * s**2).sum(axis=1) ** 2 - (p**4 * s**4).sum(axis=1) + (p**2 * (1 - p) ** 2 * s**4).sum(axis=1)
    return summary(groups, estimate, np.sqrt(linear + 2 * square), "between-group variance, delta method", level)


def _variance(y: Floats, groups: Subgroups) -> Floats:
    mean = _mean(y, groups)
    return np.asarray((groups.share * (y - mean[..., None]) ** 2).sum(axis=-1), dtype=np.float64)


def _mean(y: Floats, groups: Subgroups) -> Floats:
    return np.asarray((groups.share * y).sum(axis=-1), dtype=np.float64)


def _standard_deviation(y: Floats, groups: Subgroups) -> Floats:
    return np.asarray(np.sqrt(_variance(y, groups)), dtype=np.float64)


def _variation(y: Floats, groups: Subgroups) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(100 * _standard_deviation(y, groups) / _mean(y, groups), dtype=np.float64)


def _from_mean(y: Floats, groups: Subgroups, weight: Floats) -> Floats:
    return np.asarray((weight * np.abs(y - _mean(y, groups)[..., None])).sum(axis=-1), dtype=np.float64)


def _from_best(y: Floats, groups: Subgroups, weight: Floats) -> Floats:
    fill = -np.inf if groups.favourable else np.inf
    known = np.where(groups.present, y, fill)
    best = known.max(axis=-1) if groups.favourable else known.min(axis=-1)
    return np.asarray((weight * np.abs(y - best[..., None])).sum(axis=-1), dtype=np.float64)


def _from_reference(y: Floats, groups: Subgroups, weight: Floats) -> Floats:
    chosen = y[..., np.arange(y.shape[-2]), groups.reference_column()]
    return np.asarray((weight * np.abs(y - chosen[..., None])).sum(axis=-1), dtype=np.float64)


def _disparity(y: Floats, groups: Subgroups, weight: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(100 * _from_mean(y, groups, weight) / _mean(y, groups), dtype=np.float64)


# name: what it is, whether the mean stands in its denominator, and the statistic
SIMULATED: dict[str, tuple[str, bool, Statistic]] = {
    "bgsd": ("between-group standard deviation", False, _standard_deviation),
    "cov": ("coefficient of variation, per cent", True, _variation),
    "mdmw": ("mean difference from the mean, weighted", False, lambda y, g: _from_mean(y, g, g.share)),
    "mdmu": ("mean difference from the mean", False, lambda y, g: _from_mean(y, g, g.equal)),
    "mdbw": ("mean difference from the best group, weighted", False, lambda y, g: _from_best(y, g, g.share)),
    "mdbu": ("mean difference from the best group", False, lambda y, g: _from_best(y, g, g.equal)),
    "mdrw": ("mean difference from the reference, weighted", False, lambda y, g: _from_reference(y, g, g.share)),
    "mdru": ("mean difference from the reference", False, lambda y, g: _from_reference(y, g, g.equal)),
    "idisw": ("index of disparity, weighted, per cent", True, lambda y, g: _disparity(y, g, g.share)),
    "idisu": ("index of disparity, per cent", True, lambda y, g: _disparity(y, g, g.equal)),
}


def simulated(name: str, groups: Subgroups, level: float = 0.95, draws: int = DRAWS, seed: int = 0) -> Summary:
    """One of the measures of SIMULATED with percentile limits; `se` is the standard deviation of the draws."""
    what, relative, statistic = SIMULATED[name]
    estimate = statistic(groups.y, groups)
    over = statistic(groups.drawn(draws, seed), groups)
    known = np.isfinite(over).all(axis=0)
    low, high = np.full(estimate.shape, np.nan), np.full(estimate.shape, np.nan)
    se = np.full(estimate.shape, np.nan)
    if known.any():
        low[known], high[known] = np.quantile(over[:, known], [(1 - level) / 2, (1 + level) / 2], axis=0)
        se[known] = over[:, known].std(axis=0, ddof=1)
    zero = {"mean_is_zero": groups.mean == 0} if relative else {}
    # chance makes groups look further apart than they are: where the draws lie mostly above the figure, so does the figure
    biased = (over < estimate).mean(axis=0) < LEAST_BELOW
    return answer(groups, estimate, se, (low, high), f"{what}; {draws} draws, seed {seed}", unsteady=biased, **zero)
