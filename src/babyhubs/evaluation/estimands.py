"""What is estimated, from three sums by group: observed with the change, expected without it, and the exposure both stand on.

Level: observed over expected. Relative gap: by what factor the change moved the ratio of the rates of the most and the
least deprived end. Absolute gap: by how much it moved their difference. A change that lifts everybody by a fifth leaves
the first at 1 and widens the second, so the two always stand side by side.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, floats

_STEPS = 30


@dataclass(frozen=True)
class Sums:
    """Over the hub-months after the change, by group in the last axis: events observed, events expected, exposure."""

    observed: Floats
    expected: Floats
    exposure: Floats


def of_all(ratio: bool, rank: ArrayLike) -> dict[str, Callable[[Sums], Floats]]:
    """The three of all families together, always side by side. ratio: of counts, whose level is a logarithm; else of shares or means."""
    return {
        "level": log_level if ratio else level_difference,
        "relative gap": lambda sums: log_relative_gap(sums, rank),
        "absolute gap": lambda sums: absolute_gap(sums, rank),
    }


def log_level(sums: Sums) -> Floats:
    """ln(observed / expected) of all groups together."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return floats(np.log(sums.observed.sum(axis=-1) / sums.expected.sum(axis=-1)))


def level_difference(sums: Sums) -> Floats:
    """(observed - expected) / exposure of all groups together: for shares and means."""
    return floats((sums.observed - sums.expected).sum(axis=-1) / sums.exposure.sum(axis=-1))


def log_by_group(sums: Sums) -> Floats:
    """ln(observed / expected) of each group."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return floats(np.log(sums.observed / sums.expected))


def difference_by_group(sums: Sums) -> Floats:
    """(observed - expected) / exposure of each group."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return floats((sums.observed - sums.expected) / sums.exposure)


def log_relative_gap(sums: Sums, rank: ArrayLike) -> Floats:
    """ln(RII with / RII without), each RII the slope of a log-linear Poisson line through the groups on their ranks."""
    with_it = log_slope(sums.observed, sums.exposure, rank)
    return floats(with_it - log_slope(sums.expected, sums.exposure, rank))


def absolute_gap(sums: Sums, rank: ArrayLike) -> Floats:
    """SII with less SII without, per unit of exposure, each SII the slope of a weighted line on the ranks."""
    x, n = floats(rank), sums.exposure
    centre = (n * x).sum(axis=-1, keepdims=True) / n.sum(axis=-1, keepdims=True)
    change = sums.observed - sums.expected
    with np.errstate(divide="ignore", invalid="ignore"):
        return floats(((x - centre) * change).sum(axis=-1) / (n * (x - centre) ** 2).sum(axis=-1))


def log_slope(events: ArrayLike, exposure: ArrayLike, rank: ArrayLike) -> Floats:
    """Slope of ln(rate) on rank by Poisson likelihood; (..., groups). NaN where there is no event."""
    y, n, x = floats(events), floats(exposure), floats(rank)
    total = y.sum(axis=-1, keepdims=True)
    usable = (total[..., 0] > 0) & (np.minimum(y, n).min(axis=-1) >= 0)
    y, n = np.where(usable[..., None], y, 1.0), np.where(usable[..., None], n, 1.0)
    total = y.sum(axis=-1, keepdims=True)
    b = np.zeros(usable.shape)
    for _ in range(_STEPS):  # conditional on the total: one unknown
        odds = n * np.exp(b[..., None] * (x - 0.5))
        share = odds / odds.sum(axis=-1, keepdims=True)
        mean = (share * x).sum(axis=-1, keepdims=True)
        score = ((y - total * share) * x).sum(axis=-1)
        curvature = (total * share * (x - mean) ** 2).sum(axis=-1)
        step = np.clip(score / np.where(curvature > 0, curvature, np.inf), -2, 2)
        b = b + step
        if np.max(np.abs(step), initial=0.0) < 1e-12:
            break
    return floats(np.where(usable, b, np.nan))
