"""Control charts: is this month's figure news, or the usual coming and going?

Limits of individual values from moving ranges, of proportions (p), of rates (u) and of counts (c). Montgomery DC.
Introduction to Statistical Quality Control, 6th ed. Hoboken: Wiley, 2009, chapters 6 and 7. Screening of moving ranges and re-basing as in
NHS England's Making Data Count. Large denominators make binomial and Poisson limits so narrow that half of all months are news: the charts of
Laney DB (Qual Eng 2002;14:531-537; p' and u') widen them by how much more the points vary from one to the next than chance alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Flags, Floats, Indices, floats, group_index

PER_RANGE = 2.66  # three standard deviations from a mean moving range: 3 / 1.128
SCREEN = 3.267  # ranges above this many mean ranges are left out of the mean, once
SIGMAS = 3.0
RANGE_OF_NORMAL = 1.128  # mean moving range of a standard normal


@dataclass(frozen=True)
class Chart:
    """Per point: value, centre line and limits; `segment` numbers the stretch whose limits it shares."""

    value: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    segment: Indices
    method: str


def segments(chart: ArrayLike, rebase: ArrayLike | None = None) -> Indices:
    """Numbers of the stretches of one or many charts laid end to end: a new chart or a rebase flag starts a new one.

    chart: one entry a point, equal within a chart, points of a chart side by side. rebase: True on the first point of a new stretch.
    """
    names = np.asarray(chart)
    starts = np.ones(names.size, dtype=bool)
    starts[1:] = names[1:] != names[:-1]
    if rebase is not None:
        starts |= np.asarray(rebase, dtype=bool)
    return np.asarray(np.cumsum(starts) - 1, dtype=np.int64)


def individuals(
    value: ArrayLike, segment: ArrayLike | None = None, *, screen: bool = True, baseline: int | None = None
) -> Chart:
    """XmR: mean plus and minus 2.66 mean moving ranges, in each segment by itself.

    value: one entry a point in order of time; NaN points keep their place, have no range and take no part in the mean.
    screen: ranges of 3.267 times the mean range and more are left out of it, once; where that would leave none (a constant
    series has a mean range of 0) all are kept. baseline: centre and limits from the first so many points of each segment.
    """
    x, index, size = _start(value, segment)
    fixed = _in_baseline(index, size, baseline)
    known = np.isfinite(x) & fixed
    centre = _mean(x, known, index, size)
    same = np.zeros(x.size, dtype=bool)
    same[1:] = index[1:] == index[:-1]
    ranges = np.full(x.size, np.nan)
    ranges[1:] = np.abs(np.diff(x))
    usable = same & np.isfinite(ranges) & fixed
    mean_range = _mean(ranges, usable, index, size)
    if screen:
        with np.errstate(invalid="ignore"):
            kept = usable & (ranges < SCREEN * mean_range[index])
        left = np.bincount(index[kept], minlength=size)
        screened = _mean(ranges, kept, index, size)
        mean_range = np.where(left > 0, screened, mean_range)
    half = PER_RANGE * mean_range[index]
    name = "XmR, moving ranges screened" if screen else "XmR"
    return Chart(x, centre[index], centre[index] - half, centre[index] + half, index, name)


def proportions(
    numerator: ArrayLike,
    denominator: ArrayLike,
    segment: ArrayLike | None = None,
    *,
    baseline: int | None = None,
    prime: bool = False,
) -> Chart:
    """p chart: shares 0 to 1 about their pooled share, binomial limits by each point's own denominator, cut at 0 and 1.

    prime: Laney's p' chart; never narrower than the p chart.
    """
    x, index, size = _start(numerator, segment)
    n = np.where(floats(denominator) > 0, floats(denominator), np.nan)
    centre = _pooled(x, n, index, size, baseline)[index]
    half = SIGMAS * np.sqrt(centre * (1 - centre) / n)
    if prime:
        half = half * _more_than_chance(x / n, centre, half / SIGMAS, index, size, baseline)
    name = "p' chart (Laney)" if prime else "p chart"
    return Chart(x / n, centre, np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0), index, name)


def rates(
    events: ArrayLike,
    exposure: ArrayLike,
    segment: ArrayLike | None = None,
    *,
    baseline: int | None = None,
    prime: bool = False,
) -> Chart:
    """u chart: events per unit of exposure about their pooled rate, Poisson limits by each point's own exposure, cut at 0.

    prime: Laney's u' chart; never narrower than the u chart.
    """
    x, index, size = _start(events, segment)
    t = np.where(floats(exposure) > 0, floats(exposure), np.nan)
    centre = _pooled(x, t, index, size, baseline)[index]
    half = SIGMAS * np.sqrt(centre / t)
    if prime:
        half = half * _more_than_chance(x / t, centre, half / SIGMAS, index, size, baseline)
    name = "u' chart (Laney)" if prime else "u chart"
    return Chart(x / t, centre, np.maximum(centre - half, 0.0), centre + half, index, name)


def counts(events: ArrayLike, segment: ArrayLike | None = None, *, baseline: int | None = None) -> Chart:
    """c chart: counts over equal stretches of exposure about their mean, Poisson limits, cut at 0."""
    x = floats(events)
    chart = rates(x, np.ones(x.shape), segment, baseline=baseline)
    return Chart(x, chart.centre, chart.lower, chart.upper, chart.segment, "c chart")


def _more_than_chance(
    value: Floats, centre: Floats, sigma: Floats, index: Indices, size: int, baseline: int | None
) -> Floats:
    """By point: mean moving range of the standardised points of its segment over that of a standard normal, and at least 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (value - centre) / sigma
    ranges = np.full(value.size, np.nan)
    ranges[1:] = np.abs(np.diff(z))
    same = np.zeros(value.size, dtype=bool)
    same[1:] = index[1:] == index[:-1]
    usable = same & np.isfinite(ranges) & _in_baseline(index, size, baseline)
    return np.fmax(_mean(ranges, usable, index, size) / RANGE_OF_NORMAL, 1.0)[index]


def _start(value: ArrayLike, segment: ArrayLike | None) -> tuple[Floats, Indices, int]:
    x = floats(value)
    if x.ndim != 1:
        raise ValueError("points stand in one row in order of time")
    index, size = group_index(np.zeros(x.size, dtype=np.int64) if segment is None else segment, None)
    if np.any(np.diff(index) < 0):
        raise ValueError("points of one segment stand together, segments in order")
    return x, index, size


def _in_baseline(index: Indices, size: int, baseline: int | None) -> Flags:
    if baseline is None:
        return np.ones(index.size, dtype=bool)
    n = np.bincount(index, minlength=size)
    place = np.arange(index.size) - (np.cumsum(n) - n)[index]
    return np.asarray(place < baseline)


def _mean(values: Floats, used: Flags, index: Indices, size: int) -> Floats:
    n = np.bincount(index[used], minlength=size)
    return floats(np.bincount(index[used], weights=values[used], minlength=size) / np.where(n > 0, n, np.nan))


def _pooled(x: Floats, n: Floats, index: Indices, size: int, baseline: int | None) -> Floats:
    used = np.isfinite(x) & np.isfinite(n) & _in_baseline(index, size, baseline)
    total = np.bincount(index[used], weights=n[used], minlength=size)
    return floats(np.bincount(index[used], weights=x[used], minlength=size) / np.where(total > 0, total, np.nan))
