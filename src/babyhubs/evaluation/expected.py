"""The headline: what was observed after the change over what the hubs not yet changed say was to be expected, by group.

Hub and month effects are fitted in each group by itself, on hub-months that no change has reached. A hub that has changed is
never the yardstick of another: that is how the usual two-way regression goes wrong where effects grow or differ between waves.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.evaluation import two_way
from babyhubs.evaluation.estimands import Sums
from babyhubs.evaluation.panel import Panel
from babyhubs.evaluation.scope import Scope, dates
from babyhubs.evaluation.two_way import Scale
from babyhubs.statistics.interval import Flags, Floats, floats

_SMALL = 12.0  # events a month below which three months share one effect: a single month would be guesswork
_BLOCK = 3


@dataclass(frozen=True)
class Compared:
    """The sums with every hub (groups), and without each of the hubs in turn (hubs, groups).

    slopes: of the covariates by group, with all hubs and then without each (groups, 1 + hubs, K). months_pooled: groups whose
    months share effects by threes. degrees: of freedom, for limits; degrees_together: for limits of several groups at once. dates: of
    change of the hubs, centred.
    """

    whole: Sums
    without: Sums
    slopes: Floats
    months_pooled: tuple[bool, ...]
    degrees: int
    degrees_together: float
    dates: Floats


def compare(
    panel: Panel, scope: Scope, scale: Scale, covariates: Floats | None = None, carried_on: bool = True
) -> Compared:
    """Observed and expected after the change, whole and leave-one-hub-out.

    covariates: (K, C, T), fitted to the unchanged hub-months; what is expected after the change goes on along them, or stands where
    they are 0 (`carried_on` False).
    """
    used = np.flatnonzero(scope.used)
    before, after = scope.before[used], scope.after[used]
    y, n = panel.events[:, used], panel.exposure[:, used]
    z = None if covariates is None else covariates[:, used]
    whole, without, pooled, slopes = [], [], [], []
    for group in range(len(panel.groups)):
        parts = [np.where(where, one, 0.0) for one in (y[group], n[group]) for where in (before, after)]
        small = z is None and few(parts[0], before)
        y_before, y_after, n_before, n_after = (by_threes(part) if small else part for part in parts)
        pooled.append(small)
        one, slope = _one_group(y_before, y_after, n_before, n_after, scale, z, carried_on)
        slopes.append(slope)
        whole.append([part[0] for part in one])
        without.append([part[1:] for part in one])
    full, rest = np.array(whole), np.array(without)
    return Compared(
        Sums(full[:, 0], full[:, 1], full[:, 2]),
        Sums(rest[:, 0].T, rest[:, 1].T, rest[:, 2].T),
        np.array(slopes),
        tuple(pooled),
        scope.degrees,
        scope.degrees_together,
        dates(panel, scope),
    )


def _one_group(
    y_before: Floats,
    y_after: Floats,
    n_before: Floats,
    n_after: Floats,
    scale: Scale,
    z: Floats | None,
    carried_on: bool,
) -> tuple[tuple[Floats, Floats, Floats], Floats]:
    """Observed, expected, exposure: (1 + hubs,), first with all hubs, then without each."""
    hubs = y_before.shape[0]
    keep = np.ones((1 + hubs, hubs))
    keep[np.arange(1, 1 + hubs), np.arange(hubs)] = 0.0
    first = two_way.fit(y_before[None], n_before[None], scale, z)
    fitted = two_way.fit(keep[:, :, None] * y_before, keep[:, :, None] * n_before, scale, z, start=first)
    # a hub without this group's past, and a month without this group elsewhere, say nothing of what to expect
    known = (keep * (n_before.sum(axis=1) > 0))[:, :, None] * (np.einsum("rc,ct->rt", keep, n_before) > 0)[:, None, :]
    expected = fitted.expected(known * n_after, z if carried_on else None)
    sums = (
        floats((known * y_after).sum(axis=(1, 2))),
        floats(expected.sum(axis=(1, 2))),
        floats((known * n_after).sum(axis=(1, 2))),
    )
    return sums, fitted.slopes


def few(events: Floats, where: Flags) -> bool:
    """Too few events a month for months to have effects of their own. events: (C, T), counted in the hub-months `where`."""
    return bool(events.sum() < _SMALL * where.any(axis=0).sum())


def by_threes(values: Floats) -> Floats:
    """Months added up by threes."""
    starts = np.arange(0, values.shape[1], _BLOCK)
    return floats(np.add.reduceat(values, starts, axis=1))
