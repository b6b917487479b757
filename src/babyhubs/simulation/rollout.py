"""A staggered change of hubs with known truth: contacts and feeding records by hub, month, deprivation fifth and ethnic group.

Shocks of level and of gradient last (first-order autoregression by hub), cells have noise of their own, counts more spread than
Poisson, seasons, and a gradient that drifts everywhere. Both worlds, with the change and without it, are drawn with the same
shocks, so that every truth is a sum over what would have been, not an estimate.
"""

from dataclasses import dataclass

import numpy as np

from babyhubs.simulation.randomness import Floats, Ints, stream
from babyhubs.simulation.rollout_scenarios import Scenario

MONTHS, FIFTHS = 48, 5
ETHNIC = ("white_british", "white_other", "asian", "black", "mixed_other")
WAVES = (14, 19, 25, 31)
RANK = np.array([0.9, 0.7, 0.5, 0.3, 0.1])  # of the fifths, the most deprived first

_INFANTS = 400.0  # a hub and month, give or take a third
_MIX = np.array([0.62, 0.12, 0.12, 0.07, 0.07])
_MIX_TILT = np.array([-0.5, 0.3, 0.6, 1.0, 0.3])  # ln(odds) from the least to the most deprived end
_RATE, _GRADIENT, _DRIFT = 0.70, -0.60, -0.003  # contacts an infant-month; slope of ln(rate) on rank; its drift a month
_ETHNIC_RATE = np.array([0.0, -0.10, -0.20, -0.25, -0.10])
_LEVEL_SD, _GRADIENT_SD, _MEMORY = 0.08, 0.12, 0.6
_HUB_LEVEL_SD, _HUB_GRADIENT_SD, _CELL_SD = 0.25, 0.20, 0.05
_GAMMA = 0.05  # variance of the factor that makes counts more spread than Poisson
_DUE, _RECORDED = 1 / 12, 0.85  # of eligible infants: due their 6 to 8 week review this month; of those: recorded
_FEEDING, _FEEDING_GRADIENT, _FEEDING_EFFECT = (
    0.60,
    -0.20,
    0.15,
)  # share; on rank; of the change of ln(rate) that feeding shares


@dataclass(frozen=True)
class Rollout:
    """Arrays (hubs, months, fifths, ethnic groups). start: (hubs,), -1 never. closed, dose: (hubs, months).

    without, with_it: contacts to be expected in the two worlds; feeding_without, feeding_with: chances of breastfeeding.
    """

    scenario: Scenario
    start: Ints
    closed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    dose: Floats
    infants: Ints
    contacts: Ints
    due: Ints
    recorded: Ints
    breastfed: Ints
    without: Floats
    with_it: Floats
    feeding_without: Floats
    feeding_with: Floats


def rollout(scenario: Scenario, seed: int, hubs: int = 30) -> Rollout:
    """One service under one scenario. Same scenario, seed and size: same arrays."""
    rng = stream(seed, f"rollout {scenario.name}")
    month = np.arange(MONTHS)
    level, gradient = (_lasting(rng, hubs, sd) for sd in (_LEVEL_SD, _GRADIENT_SD))
    start = _starts(rng, hubs, scenario, level)
    changed = (start[:, None] >= 0) & (month[None, :] >= start[:, None])
    infants = _infants(rng, hubs, scenario, changed)
    centred = RANK - 0.5
    hub_level = rng.normal(0, _HUB_LEVEL_SD, hubs)[:, None] + level
    hub_gradient = rng.normal(0, _HUB_GRADIENT_SD, hubs)[:, None] + gradient + _DRIFT * month
    hub_gradient = hub_gradient + scenario.broken_trend * month * (start >= 0)[:, None]
    season = 0.08 * np.cos(2 * np.pi * (month - 2) / 12) + rng.normal(0, 0.03, MONTHS)
    log_rate = np.log(_RATE) + season[None, :, None, None] + hub_level[:, :, None, None]
    log_rate = log_rate + (_GRADIENT + hub_gradient)[:, :, None, None] * centred[:, None] + _ETHNIC_RATE
    log_rate = log_rate + rng.normal(0, _CELL_SD, log_rate.shape)
    effect = _effect(scenario, start, month, changed)
    spilled = _spilled(scenario, effect, changed)
    without, with_it = infants * np.exp(log_rate), infants * np.exp(log_rate + spilled)
    factor = rng.gamma(1 / _GAMMA, _GAMMA, with_it.shape)
    closed = np.zeros((hubs, MONTHS), dtype=np.bool_)
    closed[:, list(scenario.closed_months)] = True
    contacts = np.where(closed[:, :, None, None], 0, rng.poisson(with_it * factor))
    feeding = np.clip(
        _FEEDING + rng.normal(0, 0.04, hubs)[:, None, None, None] + _FEEDING_GRADIENT * centred[:, None], 0.05, 0.9
    ) + np.zeros(log_rate.shape)
    feeding_with = np.clip(feeding + _FEEDING_EFFECT * spilled, 0.02, 0.98)
    due = rng.binomial(infants, _DUE)
    lost = scenario.lost_records * changed[:, :, None, None] * RANK[:, None]
    recorded = rng.binomial(due, _RECORDED * (1 - lost) * np.ones(log_rate.shape))
    reached = np.asarray(changed.any(axis=0))[None, :]
    dose = np.where(changed, 1.0, scenario.spill * reached)
    return Rollout(
        scenario, start, closed, dose, infants, contacts, due, recorded, rng.binomial(recorded, feeding_with), without, with_it,
        feeding, feeding_with,
    )  # fmt: skip


def _lasting(rng: np.random.Generator, hubs: int, sd: float) -> Floats:
    """Shocks by hub and month that fade by the same share each month."""
    noise = rng.normal(0, sd * np.sqrt(1 - _MEMORY**2), (hubs, MONTHS))
    shocks = np.empty((hubs, MONTHS))
    shocks[:, 0] = rng.normal(0, sd, hubs)
    for month in range(1, MONTHS):
        shocks[:, month] = _MEMORY * shocks[:, month - 1] + noise[:, month]
    return shocks


def _starts(rng: np.random.Generator, hubs: int, scenario: Scenario, level: Floats) -> Ints:
    """Waves of about equal size; by chance, or those first whose half-year before the wave was worst."""
    never = round(scenario.never * hubs)
    start = np.full(hubs, -1, dtype=np.int64)
    waiting = list(range(hubs))
    for number, (wave, size) in enumerate(zip(WAVES, np.array_split(np.arange(hubs - never), len(WAVES)), strict=True)):
        recent = level[waiting, max(wave - 6, 0) : wave].mean(axis=1) / _LEVEL_SD
        order = np.argsort(
            scenario.worst_first * recent + rng.normal(0, 1 if scenario.worst_first == 0 else 0.3, len(waiting))
        )
        chosen = [waiting[place] for place in order[: len(size)]]
        start[chosen] = WAVES[number]
        waiting = [hub for hub in waiting if hub not in chosen]
    return start


def _infants(
    rng: np.random.Generator, hubs: int, scenario: Scenario, changed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> Ints:
    size = _INFANTS * np.exp(rng.normal(0, 0.33, hubs))
    fifths = rng.dirichlet(np.full(FIFTHS, 2.0), hubs)
    odds = _MIX * np.exp(_MIX_TILT * (RANK[:, None] - 0.5))
    mix = odds / odds.sum(axis=1, keepdims=True)
    mean = size[:, None, None, None] * fifths[:, None, :, None] * mix[None, None]
    grown = np.ones((hubs, MONTHS, FIFTHS))
    grown[:, :, 0] = np.where(changed, scenario.shift, 1.0)
    return np.asarray(rng.poisson(mean * grown[..., None] * np.ones((1, MONTHS, 1, 1))), dtype=np.int64)


def _effect(
    scenario: Scenario, start: Ints, month: Ints, changed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> Floats:
    """The change of ln(rate) where a family has it whole: (hubs, months, fifths, ethnic groups)."""
    since = np.where(changed, month[None, :] - start[:, None], 0)
    grown = np.minimum((since + 1) / scenario.ramp, 1.0)
    worn = 0.5 ** (since / scenario.half_life) if scenario.half_life else np.ones(since.shape)
    strength = np.array([scenario.waves[WAVES.index(int(one))] if one >= 0 else 0.0 for one in start])
    size = strength[:, None] * grown * worn * changed
    by_group = np.where(np.arange(len(ETHNIC)) > 0, scenario.by_ethnic_group, 0.0)
    shape = scenario.level + scenario.gap * (RANK - 0.5)[:, None] + by_group
    return np.asarray(size[:, :, None, None] * shape, dtype=np.float64)


def _spilled(scenario: Scenario, effect: Floats, changed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
    """Families of unchanged catchments who visit changed hubs have the effect too, in proportion; others have it whole or not."""
    if not scenario.spill:
        return effect
    reached = changed.sum(axis=0)
    mean = effect.sum(axis=0) / np.where(reached > 0, reached, 1)[:, None, None]
    share = np.where(changed, 0.0, scenario.spill * (reached > 0)[None, :])
    return np.asarray(effect + share[:, :, None, None] * mean[None], dtype=np.float64)
