"""Slope and relative index from a model of the groups' shares on their mid-ranks: a logit, or a straight line.

WHO technical notes of the Health Equity Assessment Toolkit; Mackenbach JP, Kunst AE. Soc Sci Med 1997;44:757-771. Each group
counts once, by its population: a binomial likelihood with the population as the number of trials and no further weight.
Errors: "sampling" carries the groups' own standard errors through the fit (binomial ones where none are given); "robust" is the
HC1 sandwich (MacKinnon JG, White H. J Econometrics 1985;29:305-325), which judges by departures from the line and has little to go by in few groups.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special

from babyhubs.statistics.interval import Flags, Floats, z_value
from babyhubs.statistics.subgroups import Subgroups, Summary, answer

Shape = Literal["logit", "line"]
Errors = Literal["sampling", "robust"]
_STEPS = 50


def slope_index(
    groups: Subgroups,
    level: float = 0.95,
    shape: Shape = "logit",
    errors: Errors = "sampling",
    squared: bool = False,
) -> Summary:
    """SII in the unit of the estimates: the model's difference between the ends, rank 1 minus rank 0 (turned for adverse).

    shape "logit" needs the scale; "line" does not. `squared` counts a group by its population twice, as an older
    implementation did; for comparison with its published figures only.
    """
    return _index(groups, level, shape, errors, squared, relative=False)


def relative_index(
    groups: Subgroups,
    level: float = 0.95,
    shape: Shape = "logit",
    errors: Errors = "sampling",
    squared: bool = False,
) -> Summary:
    """RII, the ratio of the same ends, limits on the log scale; `se` is that of the ratio."""
    return _index(groups, level, shape, errors, squared, relative=True)


@dataclass(frozen=True)
class _Ends:
    """What a fitted model says of the two ends, how they move with its predictor there, and how sure it is of its coefficients."""

    bottom: Floats
    top: Floats
    bottom_slope: Floats
    top_slope: Floats
    covariance: Floats
    settled: Flags


def _index(groups: Subgroups, level: float, shape: Shape, errors: Errors, squared: bool, relative: bool) -> Summary:
    unbounded = shape == "logit" and groups.scale is None
    scale = groups.scale if shape == "logit" and groups.scale else 1.0
    ends = _fitted(groups, "line" if unbounded else shape, errors, squared, scale)
    turn = 1.0 if groups.favourable else -1.0
    own: dict[str, Flags] = {}
    if relative:
        with np.errstate(divide="ignore", invalid="ignore"):
            positive = (ends.top > 0) & (ends.bottom > 0)
            estimate = np.where(positive, (ends.top / ends.bottom) ** turn, np.nan)
            by_top = ends.top_slope / ends.top
            log_se = _spread(np.stack([by_top - ends.bottom_slope / ends.bottom, by_top], axis=1), ends.covariance)
        with np.errstate(over="ignore"):  # a ratio that the data say nothing of has limits of 0 and infinity
            factor = np.exp(z_value(level) * log_se)
        se, limits = estimate * log_se, (estimate / factor, estimate * factor)
        own["line_ends_at_or_below_zero"] = ends.settled & ~positive
    else:
        gradient = np.stack([ends.top_slope - ends.bottom_slope, ends.top_slope], axis=1)
        estimate, se = turn * scale * (ends.top - ends.bottom), scale * _spread(gradient, ends.covariance)
        half = z_value(level) * se
        limits = (estimate - half, estimate + half)
    every = groups.y.shape[0]
    return answer(
        groups,
        estimate,
        se,
        limits,
        f"{'relative' if relative else 'slope'} index from a {shape} on mid-ranks, {errors} errors",
        groups_have_no_order=np.full(every, not groups.ordered),
        upper_bound_not_stated=np.full(every, unbounded),
        fit_did_not_settle=~ends.settled,
        **own,
    )


def _fitted(groups: Subgroups, shape: Shape, errors: Errors, squared: bool, scale: float) -> _Ends:
    y = groups.y / scale
    n = np.where(groups.present, groups.population, 0.0)
    weight = n
    if squared:  # up to a constant, which neither the fit nor the robust errors see
        weight = n**2 / np.where(n > 0, n.sum(axis=1, keepdims=True), 1.0)
    if shape == "logit":
        coefficients, settled = _logit(y, weight, groups.rank)
        fitted = special.expit(coefficients[:, :1] + coefficients[:, 1:] * groups.rank)
        information = weight * fitted * (1 - fitted)
        bottom, top = special.expit(coefficients[:, 0]), special.expit(coefficients.sum(axis=1))
        slopes = bottom * (1 - bottom), top * (1 - top)
    else:
        coefficients = _least_squares(y, weight, groups.rank)
        settled = np.asarray(np.isfinite(coefficients).all(axis=1))
        fitted = coefficients[:, :1] + coefficients[:, 1:] * groups.rank
        information = weight
        bottom, top = coefficients[:, 0], coefficients.sum(axis=1)
        slopes = np.ones_like(bottom), np.ones_like(top)
    residual = weight * (y - fitted)
    if errors == "sampling":
        known = groups.se / scale
        if shape == "logit":  # where no standard error is given: that of a binomial share
            binomial = np.sqrt(fitted * (1 - fitted) / np.where(n > 0, n, 1.0))
            known = np.where(np.isnan(known), binomial, known)
        residual = weight * np.where(groups.present, known, 0.0)
    return _Ends(bottom, top, *slopes, _covariance(groups, residual, information, errors), settled)


def _covariance(groups: Subgroups, residual: Floats, bread_weight: Floats, errors: Errors) -> Floats:
    bread = _inverse(*_moments(bread_weight, groups.rank))
    k = groups.present.sum(axis=1)
    meat = _matrix(*_moments(residual**2, groups.rank))
    correction = (k / np.where(k > 2, k - 2, np.nan))[:, None, None] if errors == "robust" else 1.0
    return np.asarray(correction * bread @ meat @ bread, dtype=np.float64)


def _moments(weight: Floats, rank: Floats) -> tuple[Floats, Floats, Floats]:
    return weight.sum(axis=1), (weight * rank).sum(axis=1), (weight * rank**2).sum(axis=1)


def _matrix(a: Floats, b: Floats, c: Floats) -> Floats:
    return np.stack([np.stack([a, b], axis=1), np.stack([b, c], axis=1)], axis=1)


def _inverse(a: Floats, b: Floats, c: Floats) -> Floats:
    determinant = a * c - b**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return _matrix(c, -b, a) / np.where(determinant > 0, determinant, np.nan)[:, None, None]


def _least_squares(y: Floats, weight: Floats, rank: Floats) -> Floats:
    right = np.stack([(weight * y).sum(axis=1), (weight * rank * y).sum(axis=1)], axis=1)
    return np.asarray(np.einsum("sij,sj->si", _inverse(*_moments(weight, rank)), right), dtype=np.float64)


def _logit(y: Floats, weight: Floats, rank: Floats) -> tuple[Floats, Flags]:
    """Newton's method for every series at once."""
    total = weight.sum(axis=1)
    mean = (weight * y).sum(axis=1) / np.where(total > 0, total, np.nan)
    coefficients = np.stack([special.logit(mean), np.zeros_like(mean)], axis=1)
    settled = np.zeros(mean.shape, dtype=bool)
    for _ in range(_STEPS):
        fitted = special.expit(coefficients[:, :1] + coefficients[:, 1:] * rank)
        score = weight * (y - fitted)
        right = np.stack([score.sum(axis=1), (score * rank).sum(axis=1)], axis=1)
        step = np.einsum("sij,sj->si", _inverse(*_moments(weight * fitted * (1 - fitted), rank)), right)
        coefficients = coefficients + np.clip(step, -5, 5)
        settled = np.asarray(np.abs(step).max(axis=1) < 1e-11)
        if settled[np.isfinite(step).all(axis=1)].all():
            break
    return coefficients, settled


def _spread(gradient: Floats, covariance: Floats) -> Floats:
    return np.asarray(np.sqrt(np.einsum("si,sij,sj->s", gradient, covariance, gradient)), dtype=np.float64)
