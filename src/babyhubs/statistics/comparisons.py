"""Two groups set against each other: ratios and differences of rates and of proportions.

Ratios have limits on the log scale (Katz D et al. Biometrics 1978;34:469-474 for proportions; Rothman KJ, Greenland S,
Lash TL. Modern Epidemiology, 3rd ed. 2008, chapter 14, for rates). Differences put the two groups' own limits together
(Newcombe RG. Stat Med 1998;17:873-890, method 10, for proportions; Zou G, Donner A. Stat Med 2008;27:1693-1702 for
the same step with any limits, here the Poisson score ones).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Interval, floats, reasons, z_value
from babyhubs.statistics.proportions import wilson
from babyhubs.statistics.rates import FEWEST_EVENTS, rate, score_count_limits

FEWEST_FOR_A_RATIO = 8  # events in either group (docs/explanation/coverage.md)


def proportion_ratio(
    numerator: ArrayLike,
    denominator: ArrayLike,
    reference_numerator: ArrayLike,
    reference_denominator: ArrayLike,
    level: float = 0.95,
) -> Interval:
    """Share of a group divided by the share of its reference. Arrays of one shape; NaN where either share is zero."""
    x, n, y, m = _four(numerator, denominator, reference_numerator, reference_denominator)
    wilson(x, n)  # a numerator above its denominator is refused there
    wilson(y, m)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = 1 / x - 1 / n + 1 / y - 1 / m
    return _log_interval((x, n, y, m), variance, level)


def rate_ratio(
    events: ArrayLike,
    exposure: ArrayLike,
    reference_events: ArrayLike,
    reference_exposure: ArrayLike,
    level: float = 0.95,
) -> Interval:
    """Rate of a group divided by the rate of its reference. Arrays of one shape; NaN where either rate is zero."""
    x, t, y, u = _four(events, exposure, reference_events, reference_exposure)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = 1 / x + 1 / y
    return _log_interval((x, t, y, u), variance, level)


def exact_rate_ratio(
    events: ArrayLike,
    exposure: ArrayLike,
    reference_events: ArrayLike,
    reference_exposure: ArrayLike,
    level: float = 0.95,
) -> Interval:
    """The rate ratio with exact limits, finite on one side where one of the two has no events.

    Given the total of events, a group's part is binomial (Rothman, Greenland, Lash 2008, chapter 14): the limits of that
    part by Clopper-Pearson are turned into limits of the ratio.
    """
    x, t, y, u = _four(events, exposure, reference_events, reference_exposure)
    tail = (1 - level) / 2
    empty, none = (t == 0) | (u == 0), (x == 0) & (y == 0)
    usable = ~(empty | none | np.isnan(x + t + y + u))
    low = special.betaincinv(np.where(usable & (x > 0), x, 1.0), np.where(usable, y + 1, 1.0), tail)
    high = special.betainccinv(np.where(usable, x + 1, 1.0), np.where(usable & (y > 0), y, 1.0), tail)
    low, high = np.where(x == 0, 0.0, low), np.where(y == 0, 1.0, high)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (x / t) / (y / u)
        lower, upper = (np.where(usable, part / (1 - part) * u / t, np.nan) for part in (low, high))
    return Interval(
        np.where(usable & (y > 0), ratio, np.nan),
        lower,
        upper,
        "ratio of rates, exact given the total",
        reasons(x.shape, missing_value=np.isnan(x + t + y + u), no_denominator=empty, no_events=y == 0),
        reasons(x.shape, limits_wider_than_stated=usable & (np.minimum(x, y) < FEWEST_EVENTS)),
    )


def proportion_difference(
    numerator: ArrayLike,
    denominator: ArrayLike,
    reference_numerator: ArrayLike,
    reference_denominator: ArrayLike,
    level: float = 0.95,
    multiplier: float = 1.0,
) -> Interval:
    """Share of a group minus the share of its reference, times `multiplier`. Arrays of one shape."""
    x, n, y, m = _four(numerator, denominator, reference_numerator, reference_denominator)
    return _difference(
        wilson(x, n, level, multiplier),
        wilson(y, m, level, multiplier),
        "difference of proportions, Newcombe's method 10 (Wilson limits)",
    )


def rate_difference(
    events: ArrayLike,
    exposure: ArrayLike,
    reference_events: ArrayLike,
    reference_exposure: ArrayLike,
    multiplier: float = 1.0,
    level: float = 0.95,
) -> Interval:
    """Rate of a group minus the rate of its reference, per `multiplier` units of exposure. Arrays of one shape."""
    x, t, y, u = _four(events, exposure, reference_events, reference_exposure)
    return _difference(
        _score(x, t, multiplier, level), _score(y, u, multiplier, level), "difference of rates, from score limits"
    )


def _score(x: Floats, t: Floats, multiplier: float, level: float) -> Interval:
    plain = rate(x, t, multiplier, level)
    scale = multiplier / np.where((t == 0) | np.isnan(x), np.nan, t)
    low, high = score_count_limits(x, level)
    few = reasons(x.shape, limits_may_be_narrower_than_stated=(t > 0) & (x < FEWEST_FOR_A_RATIO))
    return Interval(plain.estimate, low * scale, high * scale, "", plain.reason, few)


def _four(*arrays: ArrayLike) -> tuple[Floats, Floats, Floats, Floats]:
    a, b, c, d = np.broadcast_arrays(*(floats(one) for one in arrays))
    if any(np.any(one < 0) for one in (a, b, c, d)):
        raise ValueError("counts and exposures are not negative")
    return a, b, c, d


def _log_interval(parts: tuple[Floats, Floats, Floats, Floats], variance: Floats, level: float) -> Interval:
    x, n, y, m = parts
    missing, empty, zero = np.isnan(x + n + y + m), (n == 0) | (m == 0), (x == 0) | (y == 0)
    usable = ~(missing | empty | zero)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.where(usable, np.log((x / n) / (y / m)), np.nan)
    width = z_value(level) * np.sqrt(np.where(usable, variance, np.nan))
    return Interval(
        np.exp(log_ratio),
        np.exp(log_ratio - width),
        np.exp(log_ratio + width),
        "ratio, normal on the log scale",
        reasons(x.shape, missing_value=missing, no_denominator=empty, zero_on_a_log_scale=zero),
        reasons(x.shape, limits_wider_than_stated=usable & (np.minimum(x, y) < FEWEST_FOR_A_RATIO)),
    )


def _difference(one: Interval, other: Interval, method: str) -> Interval:
    gap = one.estimate - other.estimate
    below = np.hypot(one.estimate - one.lower, other.upper - other.estimate)
    above = np.hypot(one.upper - one.estimate, other.estimate - other.lower)
    return Interval(
        gap,
        gap - below,
        gap + above,
        method,
        np.where(one.reason == "", other.reason, one.reason),
        np.where(one.warning == "", other.warning, one.warning),
    )
