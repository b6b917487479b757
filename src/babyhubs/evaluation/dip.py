"""Hubs picked after a bad spell get better by themselves: is there a dip just before the change, and what is left without it?

A half-year that decided who went first is no part of what a hub would have gone on doing (Ashenfelter O. Rev Econ Stat 1978;60:47-57;
Heckman JJ, Smith JA. Econ J 1999;109:313-348). Where such a dip shows, what is usual for a hub is taken from before it, each wave by
itself, for changed hubs and those compared with alike: the same months for all. Leaving the months out of a common fit would keep
as yardsticks only hubs passed over for doing well; and a hub compared with that is picked later has its own dip in the common fit.
Conditioning on the dip instead makes the bias worse: Chabé-Ferret S. J Econometrics 2015;185:110-123.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation import two_way
from babyhubs.evaluation.estimands import Sums
from babyhubs.evaluation.expected import Compared, by_threes, compare, few
from babyhubs.evaluation.leave_one_out import Spread, spread
from babyhubs.evaluation.outcomes import Outcome
from babyhubs.evaluation.panel import Panel
from babyhubs.evaluation.scope import FEWEST_MONTHS_BEFORE, Scope, dates
from babyhubs.evaluation.two_way import Scale
from babyhubs.statistics.interval import Floats, floats

# how it was decided which hubs change first; "" where nobody has said
Picked = Literal["", "by lot", "for recent figures", "otherwise"]
LOOKED_AT = 6  # months before a change that tell who goes first
SEEN_FROM = 30  # hubs from which the dip of hubs that were picked shows nearly always (docs/explanation/evaluation.md)
FLAGGED_LEVEL, FLAGGED_GAP = (
    0.05,
    0.02,
)  # two-sided p values, of which only the bad side counts; hubs are picked for their level


@dataclass(frozen=True)
class Dip:
    """How the half-year before the change differed from the months before it, changed hubs against the others: ln(rate), or the rate.

    found: of level, of gap: a bad spell, not a good one. A good one makes the change look smaller than it is.
    """

    level: Spread
    gap: Spread
    found: tuple[bool, bool]


def set_aside(picked: Picked, spell: Dip, used: Scope) -> str:
    """Why the last months before the change are no part of a hub's usual state; "" where they are.

    Where nobody says how hubs were picked, and they are too few for a dip to show, a bad spell is taken for possible.
    """
    if any(spell.found):
        return "a dip shows there"
    if picked == "for recent figures":
        return "hubs were picked for recent figures"
    if not picked and int(used.used.sum()) < SEEN_FROM:
        return "it is not said how hubs were picked, and with so few a bad spell would not show"
    return ""


def dip(panel: Panel, used: Scope, outcome: Outcome, rank: ArrayLike) -> Dip:
    """Of all hubs that change within the study, in their last half-year before. Where neither direction is good, either is a dip."""
    scale = outcome.scale
    ahead = panel.start[:, None] - panel.months[None, :]
    flag = panel.changes[:, None] & (ahead > 0) & (ahead <= LOOKED_AT)
    found = compare(panel, used, scale, floats(flag)[None], carried_on=False)
    slopes = found.slopes[:, :, 0].T  # (1 + hubs, groups)
    weight, x = found.whole.exposure, floats(rank)
    level = (slopes * weight).sum(axis=1) / weight.sum()
    centred = weight * (x - (weight * x).sum() / weight.sum())
    gap = (slopes * centred).sum(axis=1) / (centred * x).sum()
    spell = [spread(one[0], one[1:], found.degrees, found.dates) for one in (level, gap)]
    bad = {"higher": -1.0, "lower": 1.0, "neither": 0.0}[
        outcome.good
    ]  # fewer, and fewer among the most deprived; or more
    dipped = [
        bool(one.p_value < flagged and bad * one.estimate >= 0)
        for one, flagged in zip(spell, (FLAGGED_LEVEL, FLAGGED_GAP), strict=True)
    ]
    return Dip(spell[0], spell[1], (dipped[0], dipped[1]))


def compare_from_before(panel: Panel, used: Scope, scale: Scale) -> Compared:
    """As `expected.compare`, each wave by itself, with the months looked at set aside as far as six others are left."""
    hubs = np.flatnonzero(used.used)
    start = np.where(panel.changes, panel.start, panel.months[-1] + 1)[hubs]
    before, after = used.before[hubs], used.after[hubs]
    y, n = panel.events[:, hubs], panel.exposure[:, hubs]
    sums: Floats = np.zeros((len(panel.groups), 3, 1 + hubs.size))
    pooled = np.zeros(len(panel.groups), dtype=bool)
    for wave in np.unique(start[after.any(axis=1)]):
        mine = (start == wave)[:, None]
        past = int(before[mine[:, 0] & after.any(axis=1)].sum(axis=1).min())
        aside = min(LOOKED_AT, max(past - FEWEST_MONTHS_BEFORE, 0))
        base = before & (start >= wave)[:, None] & (panel.months < wave - aside)
        later = before & (start > wave)[:, None] & (panel.months >= wave)
        for group in range(len(panel.groups)):
            parts = [np.where(where, one, 0.0) for one in (y[group], n[group]) for where in (base, later, after & mine)]
            small = few(parts[0], base)
            pooled[group] |= small
            sums[group] += _wave(scale, *(by_threes(part) if small else part for part in parts))
    whole, without = sums[:, :, 0], sums[:, :, 1:]
    return Compared(
        Sums(whole[:, 0], whole[:, 1], whole[:, 2]),
        Sums(without[:, 0].T, without[:, 1].T, without[:, 2].T),
        np.zeros((len(panel.groups), 1 + hubs.size, 0)),
        tuple(pooled.tolist()),
        used.degrees,
        used.degrees_together,
        dates(panel, used),
    )


def _wave(
    scale: Scale, y_base: Floats, y_later: Floats, y_after: Floats, n_base: Floats, n_later: Floats, n_after: Floats
) -> Floats:
    """Of one wave and group, all (C, T): observed, expected and exposure after (3, 1 + C), first with all hubs, then without each.

    Levels of hubs come from the months of `base` alone; months after the change from the hubs compared with, given their levels.
    """
    hubs = y_base.shape[0]
    keep = np.ones((1 + hubs, hubs))
    keep[np.arange(1, 1 + hubs), np.arange(hubs)] = 0.0
    first = two_way.fit(y_base[None], n_base[None], scale)
    fitted = two_way.fit(keep[:, :, None] * y_base, keep[:, :, None] * n_base, scale, start=first)
    keep = keep * (n_base.sum(axis=1) > 0)  # a hub without this group's past says nothing of what to expect
    level = keep * fitted.hub
    exposure = keep @ n_after
    if scale == "ratio":
        usual = level @ n_later
        known = usual > 0
        expected = (level @ n_after) * (keep @ y_later) / np.where(known, usual, 1.0)
    else:
        compared = keep @ n_later
        known = compared > 0
        expected = level @ n_after + exposure * (keep @ y_later - level @ n_later) / np.where(known, compared, 1.0)
    return floats([(known * one).sum(axis=1) for one in (keep @ y_after, expected, exposure)])
