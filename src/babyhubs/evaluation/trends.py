"""Was something under way before the change? Trends of level and gap among the hubs that change, and dates that are made up.

A trend before is looked for in unchanged hub-months alone, against the hubs that never change. Nothing found is no proof that
nothing was there: the limits say how steep a trend the records could hide.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation import estimands
from babyhubs.evaluation.expected import Compared, compare
from babyhubs.evaluation.leave_one_out import Spread, spread
from babyhubs.evaluation.panel import NEVER, Panel
from babyhubs.evaluation.scope import FEWEST_CHANGED, FEWEST_COMPARED, FEWEST_MONTHS_BEFORE, Scope, scope
from babyhubs.evaluation.two_way import Scale
from babyhubs.statistics.interval import Floats, floats

PLACEBO_MONTHS = (6, 12)


@dataclass(frozen=True)
class Trend:
    """level, gap: change a month before any change, hubs that will change against the others: of ln(rate), or of the rate.

    carried_on: the sums if the earlier trend had gone on after the change, for the sensitivity of the result to it.
    """

    level: Spread
    gap: Spread
    carried_on: Compared


@dataclass(frozen=True)
class Placebo:
    """The same estimates at dates so many months too early, with the months from the real change on left out."""

    months_early: int
    level: Spread
    gap: Spread


def trend(panel: Panel, used: Scope, scale: Scale, rank: ArrayLike) -> Trend | None:
    """None where hubs that never change are too few: a trend of all is a season, and cannot be told."""
    never = used.used & ~panel.changes
    if never.sum() < FEWEST_COMPARED:
        return None
    month = (panel.months - panel.months.mean()) * 1.0
    covariate = np.where(panel.changes[:, None], month[None, :], 0.0)[None]
    found = compare(panel, used, scale, covariate)
    slopes = found.slopes[:, :, 0].T  # (1 + hubs, groups)
    weight, x = found.whole.exposure, floats(rank)
    level = (slopes * weight).sum(axis=1) / weight.sum()
    centred = weight * (x - (weight * x).sum() / weight.sum())
    gap = (slopes * centred).sum(axis=1) / (centred * x).sum()
    return Trend(
        spread(level[0], level[1:], found.degrees, found.dates),
        spread(gap[0], gap[1:], found.degrees, found.dates),
        found,
    )


def placebos(
    panel: Panel, scale: Scale, rank: ArrayLike, months_early: tuple[int, ...] = PLACEBO_MONTHS
) -> list[Placebo]:
    """Those dates for which enough of the past is left."""
    found = []
    real = panel.before
    for early in months_early:
        moved = np.where(panel.start != NEVER, np.maximum(panel.start - early, 0), NEVER)
        tried = panel.with_start(moved, keep=real)
        used = scope(tried)
        past = (tried.before.sum(axis=1) >= FEWEST_MONTHS_BEFORE) & tried.after.any(axis=1)
        if past.sum() < FEWEST_CHANGED or used.changed < FEWEST_CHANGED or used.compared < FEWEST_COMPARED:
            continue
        level, gap = both(compare(tried, used, scale), scale, rank)
        found.append(Placebo(early, level, gap))
    return found


def both(found: Compared, scale: Scale, rank: ArrayLike, level: float = 0.95) -> tuple[Spread, Spread]:
    """The level and the gap on the scale that the outcome is fitted on: ratios, or differences."""
    whole, without = found.whole, found.without
    if scale == "ratio":
        levels = estimands.log_level(whole), estimands.log_level(without)
        gaps = estimands.log_relative_gap(whole, rank), estimands.log_relative_gap(without, rank)
    else:
        levels = estimands.level_difference(whole), estimands.level_difference(without)
        gaps = estimands.absolute_gap(whole, rank), estimands.absolute_gap(without, rank)
    return spread(*levels, found.degrees, found.dates, level), spread(*gaps, found.degrees, found.dates, level)


def months_since(panel: Panel, used: Scope) -> Floats:
    """Months since the change, 1 in the first, over the hub-months that are judged (flat)."""
    since = panel.months[None, :] - panel.start[:, None] + 1
    return floats(since[used.after])
