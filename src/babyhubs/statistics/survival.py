"""Reach by age: cumulative incidence with late entry and censoring.

A baby of three months has not "failed to come by six months", and one who moved in at four months could not come
before. Kaplan-Meier with delayed entry counts each for the days on which it could come.

Kaplan EL, Meier P. J Am Stat Assoc 1958;53:457-481. Delayed entry, variance and the log(-log) limits: Klein JP,
Moeschberger ML. Survival Analysis, 2nd ed. New York: Springer, 2003, sections 4.2, 4.3 and 4.6.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Texts, floats, reasons, z_value

NEARLY_ALL_REACHED = 0.05
ROUNDING = 1e-12  # five of ten, as a product of floats, may fall short of one half by this much
FEWEST_EVENTS = 5
METHOD = "Kaplan-Meier with late entry, log(-log) limits"


@dataclass(frozen=True)
class Incidence:
    """Curves, shape (groups, days). `se` is that of the incidence itself; `at_risk` the children followed on that day."""

    incidence: Floats
    se: Floats
    lower: Floats
    upper: Floats
    at_risk: Floats
    warning: Texts = field(default_factory=lambda: np.asarray("", dtype=np.str_))


def cumulative_incidence(
    at_risk: ArrayLike, events: ArrayLike, design_effect: ArrayLike = 1.0, level: float = 0.95
) -> Incidence:
    """Cumulative incidence at the end of each day.

    at_risk, events: (groups, days): children followed and not yet reached at the start of the day; first visits on it.
    design_effect: (groups,): by how much families with several babies widen the variance (1: every baby on its own).

    Limits are on the log(-log) scale. Where nobody has been reached yet the lower limit is 0 and the upper the exact
    binomial one for the children still followed; where everybody has, the other way round. A day on which nobody is
    followed ends the curve: NaN from there on. Only where all but one in twenty have been reached by then does it stay
    level (Gill 1980, in Klein and Moeschberger, section 4.2), with 1 as its upper limit.
    """
    n, d = np.broadcast_arrays(floats(at_risk), floats(events))
    if np.any(d > n) or np.any(d < 0):
        raise ValueError("first visits on a day lie between 0 and the children at risk")
    effect = np.broadcast_to(floats(design_effect), n.shape[:-1])[..., None]
    safe = np.where(n == 0, 1.0, n)
    surviving = np.cumprod(1 - d / safe, axis=-1)
    nobody_left = np.maximum.accumulate(n == 0, axis=-1)
    ended = np.maximum.accumulate((n == 0) & (surviving > NEARLY_ALL_REACHED), axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        hazard_variance = np.cumsum(np.where(n > d, d / (safe * np.where(n > d, n - d, 1.0)), 0.0), axis=-1) * effect
    se = surviving * np.sqrt(hazard_variance)
    last = np.maximum.accumulate(np.where(n > 0, np.arange(n.shape[-1]), 0), axis=-1)
    size = np.take_along_axis(safe, last, axis=-1)  # the children of the last day on which there were any
    lower, upper = log_log_limits(1 - surviving, se, size / effect, level)
    upper = np.where(nobody_left & ~ended, 1.0, upper)
    blank = np.where(ended, np.nan, 1.0)
    incidence, error, low, high = (floats(one * blank) for one in (1 - surviving, se, lower, upper))
    return Incidence(incidence, error, low, high, n, few_events(np.cumsum(d, axis=-1)))


def log_log_limits(
    incidence: ArrayLike, se: ArrayLike, followed: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Limits of incidences on the log(-log) scale of survival (Klein and Moeschberger, section 4.3).

    followed: how many babies the figure rests on, for the exact binomial (Clopper-Pearson) limits of none and of all.
    """
    p, s, size = np.broadcast_arrays(floats(incidence), floats(se), floats(followed))
    surviving = 1 - p
    none, everybody = surviving == 1, surviving == 0
    inner = np.where(none | everybody, 0.5, surviving)
    with np.errstate(over="ignore"):
        spread = np.exp(z_value(level) * s / (inner * -np.log(inner)))
        lower, upper = 1 - inner ** (1 / spread), 1 - inner**spread
    # Clopper-Pearson at 0 of n and at n of n: closed forms
    edge = 1 - ((1 - level) / 2) ** (1 / size)
    lower = np.where(none, 0.0, np.where(everybody, 1 - edge, lower))
    upper = np.where(none, edge, np.where(everybody, 1.0, upper))
    return floats(lower), floats(upper)


def few_events(events_so_far: Floats) -> Texts:
    """The warning of a curve: few events so far (docs/explanation/coverage.md)."""
    return reasons(events_so_far.shape, limits_may_be_narrower_than_stated=events_so_far < FEWEST_EVENTS)


def age_at_share(curve: Incidence, days: ArrayLike, share: float) -> tuple[Floats, Floats, Floats]:
    """The first day on which the incidence is at least `share`, with limits; NaN where a curve does not get there.

    The limits invert the curve's own limits (Brookmeyer R, Crowley J. Biometrics 1982;38:29-41).
    """
    grid = floats(days)

    def first(values: Floats) -> Floats:
        there = np.nan_to_num(values, nan=-1.0) >= share - ROUNDING
        return np.where(there.any(axis=-1), grid[there.argmax(axis=-1)], np.nan)

    return first(curve.incidence), first(curve.upper), first(curve.lower)


def ratio(
    estimate: ArrayLike, se: ArrayLike, reference: ArrayLike, reference_se: ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats, Floats, Floats]:
    """Ratio of two independent incidences with log-scale limits and a two-sided p-value (delta method).

    NaN where either is zero: a ratio of nothing is not a figure.
    """
    a, sa, b, sb = np.broadcast_arrays(floats(estimate), floats(se), floats(reference), floats(reference_se))
    usable = (a > 0) & (b > 0)
    a, b = np.where(usable, a, np.nan), np.where(usable, b, np.nan)
    log_ratio = np.log(a / b)
    spread = np.sqrt((sa / a) ** 2 + (sb / b) ** 2)
    width = z_value(level) * spread
    with np.errstate(divide="ignore", invalid="ignore"):
        p = special.erfc(np.abs(log_ratio) / spread / np.sqrt(2))
    return np.exp(log_ratio), np.exp(log_ratio - width), np.exp(log_ratio + width), p
