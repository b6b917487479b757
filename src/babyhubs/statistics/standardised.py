"""Rates made comparable over groups whose strata (ages, say) differ.

Direct: each group's own stratum rates on one standard population. Limits: Dobson AJ, Kuulasmaa K, Eberle E, Scherer J.
Confidence intervals for weighted sums of Poisson parameters. Stat Med 1991;10:457-462, with Byar's limits of the total.
Indirect: a group's events against those that a reference's stratum rates lead one to expect. Breslow NE, Day NE.
Statistical Methods in Cancer Research, volume II. Lyon: IARC, 1987, chapter 2.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, Interval, floats, group_index, reasons
from babyhubs.statistics.rates import COUNT_LIMITS, FEWEST_EVENTS, Limits

FEWEST_TRUSTED = 16  # events: below, groups that reach ten by luck stand out too often (docs/explanation/coverage.md)
FEWEST_FOR_DIRECT = 10  # events; with fewer the limits are not to be trusted and English tools give none


def direct(
    group: ArrayLike,
    count: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    *,
    frequency: ArrayLike = 1.0,
    groups: int | None = None,
    multiplier: float = 100_000,
    level: float = 0.95,
    limits: Limits = "byar",
    fewest: float = FEWEST_FOR_DIRECT,
) -> Interval:
    """Directly standardised rate per `multiplier`, one for each group.

    group, population, standard: one row a stratum of a group (rows,), groups numbered from 0.
    count: events (rows,); or, where one person may have several, the PERSONS who had exactly `frequency[j]` of them,
    (rows, frequencies). One person's events are not independent: the variance is then the sum over f of f squared times
    the variance of the persons with f events; the rate uses the total of events.
    A group with a stratum without people or with a missing value, or with fewer than `fewest` events, is NaN with a reason.
    """
    index, size = group_index(group, groups)
    x, n, w = floats(count), floats(population), floats(standard)
    times = np.atleast_1d(floats(frequency))
    if np.any(x < 0) or np.any(n < 0) or np.any(w < 0):
        raise ValueError("counts, populations and standard weights are not negative")
    events, squares = (x, x) if x.ndim == 1 and times.size == 1 and times[0] == 1 else _repeats(x, times)

    def total(rows: Floats) -> Floats:
        return floats(np.bincount(index, weights=rows, minlength=size))

    empty = n == 0
    scaled = w / np.where(empty, 1.0, n)
    observed, weight = total(events), total(w)
    with np.errstate(divide="ignore", invalid="ignore"):
        per_person = total(scaled * events) / weight
        variance = total(scaled**2 * squares) / weight**2
        stretch = np.sqrt(variance / observed)
    name, count_limits = COUNT_LIMITS[limits]
    low, high = count_limits(observed, level)
    missing = np.isnan(observed) | np.isnan(per_person) & (weight > 0)
    hole = np.bincount(index, weights=empty, minlength=size) > 0
    few = observed < fewest
    blank = np.where(missing | hole | few | (weight == 0), np.nan, 1.0)
    return Interval(
        multiplier * per_person * blank,
        multiplier * (per_person + stretch * (low - observed)) * blank,
        multiplier * (per_person + stretch * (high - observed)) * blank,
        f"directly standardised, Dobson with {name} limits" + ("" if events is squares else ", repeated events"),
        reasons(
            (size,), missing_value=missing, no_denominator=weight == 0, empty_stratum=hole, fewer_than_10_events=few
        ),
        reasons((size,), limits_may_be_narrower_than_stated=np.isfinite(blank) & (observed < FEWEST_TRUSTED)),
    )


def _repeats(persons: Floats, times: Floats) -> tuple[Floats, Floats]:
    by_frequency = persons[:, None] if persons.ndim == 1 else persons
    if by_frequency.shape[1] != times.size:
        raise ValueError("one column of persons for each frequency")
    return by_frequency @ times, by_frequency @ times**2


@dataclass(frozen=True)
class Indirect:
    """Per group: observed and expected events; their ratio, and the ratio times the reference's crude rate."""

    observed: Floats
    expected: Floats
    ratio: Interval
    rate: Interval


def indirect(
    group: ArrayLike,
    observed: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    *,
    groups: int | None = None,
    ratio_multiplier: float = 1.0,
    rate_multiplier: float = 100_000,
    level: float = 0.95,
    limits: Limits = "exact",
) -> Indirect:
    """Indirectly standardised ratio and rate, one row a stratum of a group, groups numbered from 0.

    Expected events of a stratum = its population x the reference's rate in it. Ratios of two groups must not be set
    against each other: each has its own weights. A group without expected events, or with a missing value, is NaN.
    """
    index, size = group_index(group, groups)
    x, n, y, m = (floats(one) for one in (observed, population, reference_count, reference_population))
    if any(np.any(one < 0) for one in (x, n, y, m)):
        raise ValueError("counts and populations are not negative")
    own, expected, reference_events, reference_people = (
        floats(np.bincount(index, weights=rows, minlength=size))
        for rows in (x, np.where(m == 0, 0.0, n * y / np.where(m == 0, 1.0, m)), y, m)
    )
    hole = np.bincount(index, weights=(m == 0) & (n > 0), minlength=size) > 0
    missing = np.isnan(own + expected)
    none = expected == 0
    name, count_limits = COUNT_LIMITS[limits]
    low, high = count_limits(own, level)
    scale = 1 / np.where(missing | none | hole, np.nan, expected)
    blank = np.where(missing, np.nan, 1.0)
    why = reasons((size,), missing_value=missing, empty_stratum=hole, no_expected_events=none)
    few = reasons((size,), limits_wider_than_stated=~np.isnan(scale) & (own < FEWEST_EVENTS))
    crude = reference_events / np.where(reference_people > 0, reference_people, np.nan)
    ratio, rate = (
        Interval(
            own * scale * factor,
            low * scale * factor * blank,
            high * scale * factor * blank,
            f"indirectly standardised {what}, {name} limits",
            why,
            few,
        )
        for what, factor in (("ratio", np.full(size, ratio_multiplier)), ("rate", rate_multiplier * crude))
    )
    return Indirect(own, expected, ratio, rate)
