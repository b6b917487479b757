"""Group-time effects: each wave of changes against hubs not yet changed, month by month, from the last month before its change.

Callaway B, Sant'Anna PHC. Difference-in-differences with multiple time periods. J Econometrics 2021;225:200-230, without
covariates, with their aggregations (weights by the size of a wave, their sampling error included). A cross-check of the headline:
it looks back to a single month and is therefore about twice as wide. Standard errors are analytic, from influence functions.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from babyhubs.evaluation.panel import NEVER
from babyhubs.statistics.interval import Floats, floats

Against = Literal["never", "not yet"]


@dataclass(frozen=True)
class GroupTime:
    """One entry an effect: its wave, its period, estimate and standard error. influence: (units, effects).

    cohort: the wave of each unit, -1 never. Effects of periods before the change look back one period and should be nothing.
    """

    wave: NDArray[np.int64]
    period: NDArray[np.int64]
    estimate: Floats
    se: Floats
    influence: Floats
    cohort: NDArray[np.int64]


@dataclass(frozen=True)
class Aggregate:
    """kind: simple, group, dynamic or calendar; by: the waves, months since the change or periods of the parts; overall."""

    kind: str
    by: NDArray[np.int64]
    estimate: Floats
    se: Floats
    overall: float
    overall_se: float


def effects(outcome: ArrayLike, periods: ArrayLike, cohort: ArrayLike, against: Against = "not yet") -> GroupTime:
    """outcome: (units, periods), NaN where unknown: such a unit is left out of the comparisons that need it."""
    y = floats(outcome)
    time, wave_of = np.asarray(periods, dtype=np.int64), np.asarray(cohort, dtype=np.int64)
    units = y.shape[0]
    found = []
    for wave in np.unique(wave_of[(wave_of != NEVER) & (wave_of > time[0]) & (wave_of <= time[-1])]):
        last_before = int(np.flatnonzero(time < wave)[-1])
        for place in range(1, time.size):
            base = last_before if time[place] >= wave else place - 1
            later = max(time[place], time[base])
            control = wave_of == NEVER
            if against == "not yet":
                control |= (wave_of > later) & (wave_of != wave)
            change = y[:, place] - y[:, base]
            mine = (wave_of == wave) & np.isfinite(change)
            control &= np.isfinite(change)
            if not mine.any() or not control.any():
                continue
            centre = change[control].mean()
            estimate = change[mine].mean() - centre
            influence = np.zeros(units)
            influence[mine] = (change[mine] - centre - estimate) * units / mine.sum()
            influence[control] = -(change[control] - centre) * units / control.sum()
            found.append((int(wave), int(time[place]), estimate, influence))
    influences = np.array([one[3] for one in found]).T.reshape(units, len(found))
    return GroupTime(
        np.array([one[0] for one in found], dtype=np.int64),
        np.array([one[1] for one in found], dtype=np.int64),
        floats([one[2] for one in found]),
        _errors(influences),
        floats(influences),
        wave_of,
    )


def aggregate(found: GroupTime, kind: Literal["simple", "group", "dynamic", "calendar"]) -> Aggregate:
    """Effects put together: over all, by wave, by time since the change, or by period."""
    size = np.array([(found.cohort == wave).mean() for wave in found.wave])
    after = found.period >= found.wave
    if kind == "simple":
        estimate, influence = _mean(found, after, size)
        se = float(_errors(influence[:, None])[0])
        return Aggregate(kind, np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0), estimate, se)
    label = {"group": found.wave, "dynamic": found.period - found.wave, "calendar": found.period}[kind]
    parts = np.unique(label if kind == "dynamic" else label[after])
    rows = []
    for part in parts:
        chosen = label == part if kind == "dynamic" else after & (label == part)
        rows.append(_mean(found, chosen, np.ones(size.shape) if kind == "group" else size, known=kind == "group"))
    estimates, influences = floats([one for one, _ in rows]), np.array([one for _, one in rows]).T
    if kind == "group":
        share = np.array([(found.cohort == wave).mean() for wave in parts])
        weight = share / share.sum()
        overall = float(weight @ estimates)
        influence = influences @ weight + _weights_influence(found.cohort, parts, share) @ estimates
    else:
        kept = parts >= 0 if kind == "dynamic" else np.ones(parts.size, dtype=bool)
        overall, influence = float(estimates[kept].mean()), influences[:, kept].mean(axis=1)
    return Aggregate(kind, parts, estimates, _errors(influences), overall, float(_errors(influence[:, None])[0]))


def no_effect_before(found: GroupTime) -> tuple[float, float]:
    """A Wald test that all effects before the change are nothing: the statistic and its p value (chi squared)."""
    before = found.period < found.wave
    if not before.any():
        return float("nan"), float("nan")
    units = found.cohort.size
    variance = found.influence[:, before].T @ found.influence[:, before] / units
    value = float(units * found.estimate[before] @ np.linalg.pinv(variance) @ found.estimate[before])
    return value, float(stats.chi2.sf(value, int(before.sum())))


def _mean(found: GroupTime, chosen: NDArray[np.bool_], size: Floats, known: bool = False) -> tuple[float, Floats]:
    """A mean weighted by the size of the waves, and its influence, that of the sizes included unless they are known."""
    weight = size[chosen] / size[chosen].sum()
    estimate = float(weight @ found.estimate[chosen])
    influence = found.influence[:, chosen] @ weight
    if not known:
        influence = (
            influence + _weights_influence(found.cohort, found.wave[chosen], size[chosen]) @ found.estimate[chosen]
        )
    return estimate, floats(influence)


def _weights_influence(cohort: NDArray[np.int64], waves: NDArray[np.int64], size: Floats) -> Floats:
    member = (cohort[:, None] == waves[None, :]) - size
    return floats(member / size.sum() - member.sum(axis=1, keepdims=True) * size / size.sum() ** 2)


def _errors(influence: Floats) -> Floats:
    units = influence.shape[0]
    return floats(np.sqrt((influence**2).mean(axis=0) / units))
