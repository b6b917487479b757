"""Rates of repeated visits from a model: families differ in how often they come, by a gamma distribution.

Negative binomial with variance mu + mu^2 x dispersion, by maximum likelihood. Bliss CI, Fisher RA. Fitting the negative
binomial distribution to biological data. Biometrics 1953;9:176-200; with exposure: Lawless JF. Negative binomial and
mixed Poisson regression. Can J Stat 1987;15:209-225. Beside it stands the robust rate of repeated.py, which needs no distribution.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Indices, Interval, floats, group_index, reasons, z_value

FEWEST_FAMILIES = 50  # docs/explanation/coverage.md
_RATE_STEPS, _SEARCH_STEPS = 40, 70
_LOWEST, _HIGHEST = np.log(1e-6), np.log(1e4)  # of the dispersion; at the lowest it is Poisson for all purposes
_GOLDEN = (np.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class NegativeBinomial:
    """Per group: the rate; the dispersion (0: Poisson); the log likelihood."""

    interval: Interval
    dispersion: Floats
    log_likelihood: Floats


def rate(
    visits: ArrayLike,
    time: ArrayLike,
    group: ArrayLike,
    *,
    groups: int | None = None,
    multiplier: float = 1.0,
    level: float = 0.95,
) -> NegativeBinomial:
    """Visits per `multiplier` units of time, limits normal on the log scale. One entry a family; groups from 0.

    The dispersion is found by a golden-section search of the profile likelihood, all groups at once; the variance of
    ln(rate) is the expected one, in which rate and dispersion do not depend on each other.
    """
    y, t = floats(visits), floats(time)
    if np.any(y < 0) or np.any(y != np.floor(y)) or np.any(t < 0):
        raise ValueError("visits are whole numbers from 0, and time is not negative")
    index, size = group_index(group, groups)
    keep = t > 0
    y, t, index = y[keep], t[keep], index[keep]
    total, exposure = (floats(np.bincount(index, weights=values, minlength=size)) for values in (y, t))
    families = np.bincount(index, minlength=size)
    usable = (total > 0) & (exposure > 0)
    low, high = np.full(size, _LOWEST), np.full(size, _HIGHEST)
    data = _Data(y, t, index, size, np.where(usable, total / np.where(usable, exposure, 1.0), 1.0))
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = data.profile(left)[1], data.profile(right)[1]
    for _ in range(_SEARCH_STEPS):
        down = at_left >= at_right
        low, high = np.where(down, low, left), np.where(down, right, high)
        fresh = np.where(down, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
        at_fresh = data.profile(fresh)[1]
        left, right = np.where(down, fresh, right), np.where(down, left, fresh)
        at_left, at_right = np.where(down, at_fresh, at_right), np.where(down, at_left, at_fresh)
    log_dispersion = (low + high) / 2
    flat = log_dispersion < _LOWEST + 0.01
    dispersion = np.where(flat, 0.0, np.exp(log_dispersion))
    per_time, likelihood = data.profile(log_dispersion)
    mu = per_time[index] * t
    information = np.bincount(index, weights=mu / (1 + dispersion[index] * mu), minlength=size)
    width = np.exp(z_value(level) / np.sqrt(np.where(usable, information, np.nan)))
    estimate = np.where(usable, per_time, np.where(exposure > 0, 0.0, np.nan)) * multiplier
    blank = np.where(usable, 1.0, np.nan)
    return NegativeBinomial(
        Interval(
            estimate,
            estimate / width,
            estimate * width,
            "negative binomial, normal on the log scale",
            reasons((size,), no_denominator=exposure == 0, no_events=total == 0),
            reasons((size,), limits_may_be_narrower_than_stated=usable & (families < FEWEST_FAMILIES)),
        ),
        dispersion * blank,
        likelihood * blank,
    )


@dataclass(frozen=True)
class _Data:
    y: Floats
    t: Floats
    index: Indices
    size: int
    start: Floats

    def profile(self, log_dispersion: Floats) -> tuple[Floats, Floats]:
        """The best rate of each group at a given dispersion, and the log likelihood there."""
        a = np.exp(log_dispersion)[self.index]
        log_rate = np.log(self.start)
        for _ in range(_RATE_STEPS):
            mu = np.exp(log_rate)[self.index] * self.t
            score = self._sum((self.y - mu) / (1 + a * mu))
            curvature = self._sum(mu * (1 + a * self.y) / (1 + a * mu) ** 2)
            step = np.where(curvature > 0, score / np.where(curvature > 0, curvature, 1.0), 0.0)
            log_rate = log_rate + np.clip(step, -2, 2)
            if np.max(np.abs(step), initial=0.0) < 1e-13:
                break
        mu = np.exp(log_rate)[self.index] * self.t
        k = 1 / a
        terms = (
            special.gammaln(self.y + k)
            - special.gammaln(k)
            - special.gammaln(self.y + 1)
            - (self.y + k) * np.log1p(a * mu)
            + special.xlogy(self.y, a * mu)
        )
        return np.exp(log_rate), self._sum(terms)

    def _sum(self, values: Floats) -> Floats:
        return floats(np.bincount(self.index, weights=values, minlength=self.size))
