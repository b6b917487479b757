"""Slope and relative index as English public health tools define them: value types, transforms, multipliers.

The line is the one of inequality.py. Where the values are rates or proportions it may be drawn through their logarithms
or logits. Limits are worked out, not simulated: the slope on its own scale is a weighted sum of the quantiles' values, so its
limits are exact where those are normal. Low A, Low A. Measuring the gap: quantifying and comparing local health inequalities. J Public Health
2004;26:388-395 (the line); the national tools' technical guide holds the mean where limits are carried back from a transform.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.inequality import FEWEST_GROUPS, departure, line
from babyhubs.statistics.interval import Flags, Floats, Texts, floats, reasons, z_value

Kind = Literal["mean", "rate", "proportion"]
GIVEN_LEVEL = 0.95  # limits of quantiles that are handed in are 95% limits, whatever level is asked for
MOST_QUANTILES = 100
LARGEST_RELATIVE_ERROR, LARGEST_LOG_ERROR = 0.22, 0.6  # of a quantile (docs/explanation/coverage.md)


@dataclass(frozen=True)
class Slope:
    """Per series: slope and relative index with limits, the ends of the line, a test of linearity, method and reason.

    start, end: what the line says of the most and the least disadvantaged end, unmultiplied, on the plain scale.
    """

    sii: Floats
    sii_lower: Floats
    sii_upper: Floats
    rii: Floats
    rii_lower: Floats
    rii_upper: Floats
    start: Floats
    end: Floats
    linearity_p: Floats
    method: str
    reason: Texts
    warning: Texts = field(default_factory=lambda: np.asarray("", dtype=np.str_))


def standard_errors(lower: ArrayLike, upper: ArrayLike, kind: Kind) -> Floats:
    """Standard errors from 95% limits: on the plain scale for means, ln for rates, logit for proportions."""
    low, high = floats(lower), floats(upper)
    with np.errstate(divide="ignore", invalid="ignore"):
        width = _forward(high, kind) - _forward(low, kind)
    return floats(width / (2 * z_value(GIVEN_LEVEL)))


def slope(
    value: ArrayLike,
    population: ArrayLike,
    *,
    se: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    kind: Kind = "mean",
    transform: bool = False,
    multiplier: float = 1.0,
    level: float = 0.95,
    draws: int = 0,
    seed: int = 0,
) -> Slope:
    """SII and RII over quantiles ordered from the most to the least disadvantaged, (series, quantiles) or (quantiles,).

    se: of the values as they enter the line: plain, or with `transform` of ln(rate) or logit(proportion). Or `lower` and
    `upper`, the values' own 95% limits. kind "rate" > 0, "proportion" 0 to 1; transform needs one of the two.
    multiplier: for the SII; a negative one turns the direction round (SII changes sign, RII is inverted, limits change
    places); nothing else does. draws > 0: limits by simulation with an own generator, the same for the same seed.
    A series with a missing value, an empty quantile or a zero on a log scale is NaN with a reason; fewer than five
    quantiles or more than 100 are the caller's mistake.
    """
    if transform and kind == "mean":
        raise ValueError("a transform needs rates or proportions")
    y, n = np.broadcast_arrays(np.atleast_2d(floats(value)), np.atleast_2d(floats(population)))
    if not FEWEST_GROUPS <= y.shape[-1] <= MOST_QUANTILES:
        raise ValueError(f"{y.shape[-1]} quantiles; a slope needs {FEWEST_GROUPS} to {MOST_QUANTILES}")
    if kind == "proportion" and np.any((y < 0) | (y > 1)):
        raise ValueError("a proportion lies between 0 and 1")
    error = _errors(y, se, lower, upper, kind, transform)
    scale: Kind = kind if transform else "mean"
    with np.errstate(divide="ignore", invalid="ignore"):
        fitted = _forward(y, scale)
    no_log = np.asarray(np.isinf(fitted).any(axis=-1))
    missing = np.isnan(y).any(axis=-1) | np.isnan(n).any(axis=-1) | (np.isnan(error).any(axis=-1) & ~no_log)
    hole = np.asarray((n <= 0).any(axis=-1))
    usable = ~(no_log | missing | hole)
    y, n, error = (np.where(usable[:, None], one, np.nan) for one in (fitted, n, error))
    share, rank, weights = line(n)
    beta, mean = (weights * y).sum(axis=-1), (share * y).sum(axis=-1)
    start, end = _back(mean - beta / 2, scale), _back(mean + beta / 2, scale)
    ends = (share - weights / 2, share + weights / 2)  # how much each quantile adds to either end
    if draws:
        low_high = _simulated(y, error, ends, scale, level, draws, seed)
    else:
        low_high = _worked_out(y, error, share, weights, scale, level)
    sii = end - start
    with np.errstate(divide="ignore", invalid="ignore"):
        rii = np.where((start > 0) & (end > 0), end / start, np.nan)
    figures = _multiplied(sii, rii, low_high, multiplier)
    return Slope(
        *figures,
        start=start,
        end=end,
        linearity_p=departure(y, error, rank),
        method=_method(kind, transform, draws, seed),
        reason=reasons(
            beta.shape,
            missing_value=missing,
            no_denominator=hole,
            zero_on_a_log_scale=no_log,
            line_ends_at_or_below_zero=usable & np.isnan(rii),
        ),
        warning=reasons(beta.shape, limits_may_be_narrower_than_stated=_unsteady(y, error, scale)),
    )


def _unsteady(y: Floats, error: Floats, scale: Kind) -> Flags:
    """Quantiles so small that their values, and the errors worked out from them, are not to be trusted."""
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = error / np.abs(y) if scale == "mean" else error
    most = LARGEST_RELATIVE_ERROR if scale == "mean" else LARGEST_LOG_ERROR
    return np.asarray((relative > most).any(axis=-1))


def _errors(
    y: Floats, se: ArrayLike | None, lower: ArrayLike | None, upper: ArrayLike | None, kind: Kind, transform: bool
) -> Floats:
    if se is not None:
        return np.broadcast_to(np.atleast_2d(floats(se)), y.shape)
    if lower is None or upper is None:
        raise ValueError("give standard errors, or lower and upper limits")
    given = np.broadcast_to(np.atleast_2d(standard_errors(lower, upper, kind)), y.shape)
    if transform or kind == "mean":
        return given
    # on the plain scale: the delta method; at 0 (and at 1 of a proportion) the plain half width
    slope_back = y if kind == "rate" else y * (1 - y)
    plain = np.broadcast_to(np.atleast_2d(standard_errors(lower, upper, "mean")), y.shape)
    with np.errstate(invalid="ignore"):
        carried = slope_back * given
    return np.where(np.isfinite(given) & (slope_back > 0), carried, plain)


def _forward(value: Floats, kind: Kind) -> Floats:
    if kind == "mean":
        return value
    return floats(np.log(value) if kind == "rate" else special.logit(value))


def _back(value: Floats, kind: Kind) -> Floats:
    if kind == "mean":
        return value
    return floats(np.exp(value) if kind == "rate" else special.expit(value))


def _worked_out(
    y: Floats, error: Floats, share: Floats, weights: Floats, scale: Kind, level: float
) -> tuple[Floats, Floats, Floats, Floats]:
    z = z_value(level)
    beta, mean = (weights * y).sum(axis=-1), (share * y).sum(axis=-1)
    half = z * np.sqrt((weights**2 * error**2).sum(axis=-1))
    if scale != "mean":  # exact for the slope on the ln or logit scale; carried back with the mean held
        limits = [(_back(mean - s / 2, scale), _back(mean + s / 2, scale)) for s in (beta - half, beta + half)]
        (start_low, end_low), (start_high, end_high) = limits
        return end_low - start_low, end_high - start_high, end_low / start_low, end_high / start_high
    start, end = mean - beta / 2, mean + beta / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        positive = (start > 0) & (end > 0)
        gradient = (share + weights / 2) / end[:, None] - (share - weights / 2) / start[:, None]
        factor = np.exp(z * np.sqrt((gradient**2 * error**2).sum(axis=-1)))
        rii = np.where(positive, end / start, np.nan)
    return beta - half, beta + half, rii / factor, rii * factor


def _simulated(
    y: Floats, error: Floats, ends: tuple[Floats, Floats], scale: Kind, level: float, draws: int, seed: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Percentiles of the index over normal draws of the quantiles' values, by a generator of its own."""
    generator = np.random.default_rng(seed)
    tails = [(1 - level) / 2, (1 + level) / 2]
    found = np.full((4, y.shape[0]), np.nan)
    for series in range(y.shape[0]):  # one series at a time: the draws of all would not fit in memory
        if np.isfinite(y[series]).all():
            drawn = y[series] + error[series] * generator.standard_normal((draws, y.shape[1]))
            start, end = (_back(drawn @ part[series], scale) for part in ends)
            found[:2, series] = np.quantile(end - start, tails)
            with np.errstate(divide="ignore", invalid="ignore"):
                ratio = np.where((start > 0) & (end > 0), end / start, np.nan)
            found[2:, series] = np.quantile(ratio, tails)
    return found[0], found[1], found[2], found[3]


def _multiplied(
    sii: Floats, rii: Floats, limits: tuple[Floats, Floats, Floats, Floats], multiplier: float
) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    low, high, rii_low, rii_high = limits
    if multiplier < 0:
        return multiplier * sii, multiplier * high, multiplier * low, 1 / rii, 1 / rii_high, 1 / rii_low
    return multiplier * sii, multiplier * low, multiplier * high, rii, rii_low, rii_high


def _method(kind: Kind, transform: bool, draws: int, seed: int) -> str:
    name = {"mean": "values", "rate": "ln rates", "proportion": "logits"}[kind] if transform else "values"
    head = f"weighted line through {name} at mid-ranks"
    if draws:
        return f"{head}; {draws} simulations, seed {seed}"
    if transform:
        return f"{head}; limits of the slope carried back with the mean held"
    return f"{head}; normal limits (SII), delta method (RII)"
