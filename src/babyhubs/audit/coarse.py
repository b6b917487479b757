"""Figures worked out again from rounded counts, so that a released row says no more than the counts in it.

An estimate beside a denominator gives the numerator away, and so do the width of an interval, a ratio, a p-value. What leaves
therefore rests on three whole numbers, each rounded as the profile rounds people: the babies, those of them reached
(estimate times babies), and the effective size of the sample, which is what a standard error says once the estimate is known.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from babyhubs.audit.measures import PER_100_MONTHS
from babyhubs.audit.window import DAYS_PER_MONTH
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile
from babyhubs.statistics import proportions, survival
from babyhubs.statistics.interval import Floats
from babyhubs.statistics.rates import exact_count_limits

Flags = NDArray[np.bool_]
Limits = Literal["log-log", "wilson", "none"]
PER_MONTH = PER_100_MONTHS / DAYS_PER_MONTH


@dataclass(frozen=True)
class Coarse:
    """Released figures, NaN where hidden. size: the rounded effective size of the sample."""

    estimate: Floats
    se: Floats
    lower: Floats
    upper: Floats
    size: Floats

    @property
    def limits(self) -> tuple[Floats, Floats, Floats]:
        """The estimate with its limits."""
        return self.estimate, self.lower, self.upper

    def where(self, shown: Flags) -> "Coarse":
        """Hidden where it is not to be shown."""
        return Coarse(
            *(np.where(shown, values, np.nan) for values in (*self.limits[:1], self.se, *self.limits[1:], self.size))
        )


def small_part(part: Floats, whole: Floats, profile: Profile) -> Flags:
    """Whether a count, its whole, or those of the whole who are not in it are too few to show.

    97 of 100 shows three who did not come. None at all says nothing that a suppressed complement would protect.
    """
    rest = is_small(whole - part, profile) & (part > 0)
    return is_small(part, profile) | is_small(whole, profile) | rest


def reach(babies: Floats, estimate: Floats, se: Floats, hidden: Flags, profile: Profile) -> Coarse:
    """A reach from rounded counts, with log(-log) limits."""
    return _share(babies, estimate, se, hidden, profile, wilson=False)


def share(people: Floats, estimate: Floats, se: Floats, hidden: Flags, profile: Profile) -> Coarse:
    """A plain share from rounded counts, with Wilson limits."""
    return _share(people, estimate, se, hidden, profile, wilson=True)


def _share(whole: Floats, estimate: Floats, se: Floats, hidden: Flags, profile: Profile, *, wilson: bool) -> Coarse:
    if profile.base == 0:
        return _exact_share(whole, np.where(hidden, np.nan, estimate), se, wilson=wilson)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.where(se > 0, estimate * (1 - estimate) / se**2, whole)
        shown = np.where(hidden, np.nan, rounded(whole, profile))
        again = np.clip(rounded(estimate * whole, profile) / np.where(shown > 0, shown, np.nan), 0, 1)
    size = np.maximum(rounded(size, profile), profile.base)
    again_se = np.sqrt(again * (1 - again) / size)
    return _exact_share(size, again, again_se, wilson=wilson)


def others(own: Coarse, weights: Floats, known: Flags, limits: Limits) -> Coarse:
    """The figure of all other known groups of each row, put together from the released rows.

    A figure of its own for the others would be one more thing to subtract from. weights: released babies, or child-months.
    Groups that are hidden are not in it. The variance is that of a weighted mean of independent groups.
    """
    counted = known & np.isfinite(own.estimate)
    w, p, s = (np.where(counted, np.nan_to_num(values), 0.0) for values in (weights, own.estimate, own.se))
    total = w.sum() - w
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = np.where(total > 0, ((w * p).sum() - w * p) / total, np.nan)
        variance = np.where(total > 0, (((w * s) ** 2).sum() - (w * s) ** 2) / total**2, np.nan)
    se = np.sqrt(np.maximum(variance, 0.0))
    if limits == "none":
        return Coarse(estimate, se, np.full_like(se, np.nan), np.full_like(se, np.nan), total)
    return _exact_share(total, np.clip(estimate, 0.0, 1.0), se, wilson=limits == "wilson")


def _exact_share(size: Floats, estimate: Floats, se: Floats, *, wilson: bool) -> Coarse:
    filled, safe = np.nan_to_num(estimate, nan=0.5), np.where(size > 0, size, 1.0)
    if wilson:
        # the standard error says how large the sample was in effect
        with np.errstate(divide="ignore", invalid="ignore"):
            effective = np.where(se > 0, filled * (1 - filled) / se**2, safe)
        interval = proportions.wilson(filled * effective, effective)
        lower, upper = interval.lower, interval.upper
    else:
        lower, upper = survival.log_log_limits(filled, np.nan_to_num(se), safe)
    blank = np.where(np.isfinite(estimate), 1.0, np.nan)
    return Coarse(estimate, se * blank, lower * blank, upper * blank, size * blank)


def intensity(
    events: Floats, months: Floats, families: Floats, relative_se: Floats, hidden: Flags, profile: Profile
) -> Coarse:
    """Visits per 100 child-months from rounded visits and months; limits robust by family, on the log scale.

    relative_se: standard error of the rate's logarithm. Its inverse square is the number of independent visits that
    would say as much.
    """
    shown_months = np.where(hidden, np.nan, rounded(months, profile))
    scale = PER_MONTH / np.where(shown_months > 0, shown_months, np.nan)
    shown = np.where(hidden, np.nan, rounded(events, profile))
    estimate = shown * scale
    with np.errstate(divide="ignore"):
        size = 1 / relative_se**2
    if profile.base:
        size = np.maximum(rounded(size, profile), profile.base)
    spread = 1 / np.sqrt(size)
    freedom = np.maximum(np.nan_to_num(rounded(families, profile), nan=2.0) - 1, 1)
    width = np.exp(special.stdtrit(freedom, 0.975) * spread)
    robust = np.isfinite(spread) & (estimate > 0)
    low, high = exact_count_limits(np.nan_to_num(shown))
    return Coarse(
        estimate,
        estimate * spread,
        np.where(robust, estimate / width, low * scale),
        np.where(robust, estimate * width, high * scale),
        size,
    )
