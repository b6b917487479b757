"""What could a roll-out of the remaining hubs detect? From a service's own records, by simulation of its own roll-out.

Each simulated roll-out takes real months of the records as they are: hubs drawn with their months in order, so that correlation, seasons
and spread are the service's own, not assumptions. A change of a stated size is planted into the months after each hub's start, and
the headline method judges it. Beside it stands the closed form for a stepped wedge, for a bid that must quote one: Hussey MA,
Hughes JP. Contemp Clin Trials 2007;28:182-191, with the correlation of hubs estimated from the same records.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from babyhubs.errors import Refused
from babyhubs.evaluation import estimands
from babyhubs.evaluation.expected import compare
from babyhubs.evaluation.leave_one_out import spread
from babyhubs.evaluation.panel import NEVER, Panel, national_rank
from babyhubs.evaluation.scope import scope
from babyhubs.statistics.interval import Floats, floats

FEWEST_MONTHS = 12


@dataclass(frozen=True)
class Plan:
    """starts: months of the waves in the new study; hubs: how many in each; never: hubs kept unchanged; months: length of it."""

    starts: tuple[int, ...]
    hubs: tuple[int, ...]
    never: int
    months: int


@dataclass(frozen=True)
class Power:
    """For one size of the change: how often level and relative gap were shown, of how many tries; the median half-width (log scale)."""

    level: float
    gap: float
    power_level: float
    power_gap: float
    false_alarm: bool
    tries: int
    half_width_level: float
    half_width_gap: float


def simulate_power(
    records: Panel, plan: Plan, effects: tuple[tuple[float, float], ...], tries: int = 200, seed: int = 1
) -> list[Power]:
    """effects: pairs of rate ratio and ratio of relative indices. records: unchanged hub-months only count."""
    before = records.before
    if int(records.open.any(axis=0).sum()) < FEWEST_MONTHS or before.sum() == 0:
        raise Refused(
            f"There are fewer than {FEWEST_MONTHS} months of records. Seasons and the way that hubs drift cannot be seen in them.",
            remedy="Bring at least a year, better two.",
        )
    long_enough = np.flatnonzero(before.sum(axis=1) >= FEWEST_MONTHS)
    if long_enough.size < 3:
        raise Refused(
            "Fewer than three hubs have a year of unchanged months. What hubs have in common cannot be told from what sets them apart.",
            remedy="Bring the records of more hubs.",
        )
    rank = national_rank(len(records.groups))
    return [_one(records, plan, level, gap, rank, long_enough, tries, seed) for level, gap in effects]


def _one(
    records: Panel, plan: Plan, level: float, gap: float, rank: Floats, hubs: NDArray[np.int64], tries: int, seed: int
) -> Power:
    rng = np.random.Generator(
        np.random.PCG64([seed, 8])
    )  # the same draws for every size: their order is then no chance
    found = [judged for _ in range(tries) if (judged := _try(records, plan, level, gap, rank, hubs, rng)) is not None]
    figures = np.array(found) if found else np.zeros((0, 2, 2))
    low, high = figures[:, :, 0], figures[:, :, 1]
    shown = (low > 0) | (high < 0)
    half = (high - low) / 2
    return Power(
        level, gap, float(shown[:, 0].mean()), float(shown[:, 1].mean()), level == 1.0 and gap == 1.0, len(found),
        float(np.median(half[:, 0])), float(np.median(half[:, 1])),
    )  # fmt: skip


def _try(
    records: Panel,
    plan: Plan,
    level: float,
    gap: float,
    rank: Floats,
    hubs: NDArray[np.int64],
    rng: np.random.Generator,
) -> list[tuple[float, float]] | None:
    size = sum(plan.hubs) + plan.never
    # the service's own hubs while they last, in an order of chance; only a larger plan draws a hub a second time
    drawn = rng.permutation(hubs)[:size] if size <= hubs.size else rng.choice(hubs, size)
    start = np.repeat([*plan.starts, NEVER], [*plan.hubs, plan.never])
    month = np.arange(plan.months)
    events, exposure = np.zeros((2, len(records.groups), size, plan.months))
    for number, hub in enumerate(drawn):
        usable = np.flatnonzero(records.before[hub])
        # seasons stay in step between hubs: the new month takes a record of the same month of the year
        at = usable[0] + (month + (-usable[0]) % 12) % max(usable.size - usable.size % 12, 12)
        at = np.minimum(at, usable[-1])
        exposure[:, number] = records.exposure[:, hub, at]
        events[:, number] = records.events[:, hub, at]
    after = (start[:, None] != NEVER) & (month[None, :] >= start[:, None])
    factor = level * gap ** (rank - 0.5)
    more = events * after * (np.maximum(factor, 1e-9)[:, None, None] - 1)
    # what a change adds comes with its own chance; what it takes away is thinned
    events = np.where(
        more >= 0,
        events + rng.poisson(np.maximum(more, 0)),
        rng.binomial(events.astype(np.int64), np.clip(factor, 0, 1)[:, None, None]),
    )
    panel = Panel(
        tuple(str(number) for number in range(size)), records.groups, month, start, floats(events), exposure,
        np.asarray(exposure.sum(axis=0) > 0), floats(after),
    )  # fmt: skip
    used = scope(panel)
    if used.changed < 2 or used.compared < 2:
        return None
    compared = compare(panel, used, "ratio")
    limits = []
    for of in (estimands.log_level, lambda sums: estimands.log_relative_gap(sums, rank)):
        one = spread(of(compared.whole), of(compared.without), compared.degrees, compared.dates)
        limits.append((float(one.lower), float(one.upper)))
    return limits


def intra_hub_correlation(events: ArrayLike, exposure: ArrayLike) -> tuple[float, float, float]:
    """From rates by hub and month (C, T): between-hub share of the variance, variance between hubs, variance within (one-way, moments).

    Rates are taken relative to their month, so that seasons are no part of either.
    """
    y, n = floats(events), floats(exposure)
    known = n > 0
    rate = np.where(known, y / np.where(known, n, 1.0), np.nan)
    rate = rate - np.nanmean(rate, axis=0, keepdims=True)
    each = known.sum(axis=1)
    rate, each = rate[each > 1], each[each > 1]
    means = np.nanmean(rate, axis=1)
    within = float(np.nansum((rate - means[:, None]) ** 2) / (each.sum() - each.size))
    size = float((each.sum() - (each**2).sum() / each.sum()) / (each.size - 1))
    between = max(
        float(((each * (means - (each * means).sum() / each.sum()) ** 2).sum() / (each.size - 1) - within) / size), 0.0
    )
    return between / (between + within), between, within


def stepped_wedge_power(plan: Plan, difference: float, between: float, within: float, level: float = 0.95) -> float:
    """Hussey and Hughes' closed form for one rate a hub and month: the power to show a difference of that size.

    between, within: variances of the hubs' rates and of a month about its hub. It takes months of one hub as alike however far apart,
    and knows nothing of gaps: the simulation is the one to trust.
    """
    start = np.repeat([*plan.starts, plan.months + 1], [*plan.hubs, plan.never])
    x = (np.arange(plan.months)[None, :] >= start[:, None]).astype(np.float64)
    hubs, months = x.shape
    u, w, v = x.sum(), (x.sum(axis=0) ** 2).sum(), (x.sum(axis=1) ** 2).sum()
    below = (hubs * u - w) * within + (u**2 + hubs * months * u - months * w - hubs * v) * between
    if below <= 0:
        return 0.0
    variance = hubs * within * (within + months * between) / below
    return float(stats.norm.cdf(abs(difference) / np.sqrt(variance) - stats.norm.ppf(0.5 + level / 2)))
