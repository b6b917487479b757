"""How often would dates of change dealt out by chance have done as much? A p value that needs no model of the hubs' bad months.

The dates stay as they are, which hub has which is dealt again; the share of deals whose estimate is at least as far from no
effect is the p value. Exact where the order of the hubs was drawn by lot, a description otherwise. Fisher RA. The Design of
Experiments. 1935, chapter 2; for roll-outs: Wang R, De Gruttola V. Stat Med 2017;36:2831-2843.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation import estimands, two_way
from babyhubs.evaluation.panel import Panel
from babyhubs.evaluation.scope import scope
from babyhubs.evaluation.two_way import Scale
from babyhubs.statistics.interval import Floats, floats

DRAWS = 199


def p_values(
    panel: Panel, scale: Scale, rank: ArrayLike, observed: ArrayLike, draws: int = DRAWS, seed: int = 1
) -> Floats:
    """observed: level, relative gap, absolute gap as estimated. One p value for each; NaN where there are too few deals, or none wanted."""
    if draws == 0 or deals(panel) < draws:
        return np.full(3, np.nan)
    rng = np.random.Generator(np.random.PCG64(seed))
    found = []
    for starts in np.array_split(np.array([rng.permutation(panel.start) for _ in range(draws)]), -(-draws // 50)):
        found.append(_estimates(panel, starts, scale, floats(rank)))
    dealt, real = np.abs(np.concatenate(found, axis=1)), np.abs(floats(observed))[:, None]
    usable = np.isfinite(dealt)
    as_far = (usable & (dealt >= real - 1e-12)).sum(axis=1)
    return floats(np.where(np.isfinite(real[:, 0]), (1 + as_far) / (1 + usable.sum(axis=1)), np.nan))


def deals(panel: Panel) -> float:
    """In how many ways the dates can be dealt to the hubs."""
    _, sizes = np.unique(panel.start, return_counts=True)
    ways = math.lgamma(len(panel.hubs) + 1) - sum(math.lgamma(size + 1) for size in sizes.tolist())
    return math.inf if ways > 50 else round(math.exp(ways))


def _estimates(
    panel: Panel, starts: np.ndarray[tuple[int, ...], np.dtype[np.int64]], scale: Scale, rank: Floats
) -> Floats:
    scopes = [scope(panel.with_start(start)) for start in starts]
    before, after = (np.array([getattr(one, name) for one in scopes]) for name in ("before", "after"))
    sums = []
    for y, n in zip(panel.events, panel.exposure, strict=True):
        fitted = two_way.fit(before * y, before * n, scale)
        known = ((before * n).sum(axis=2) > 0)[:, :, None] & ((before * n).sum(axis=1) > 0)[:, None, :]
        expected = fitted.expected(known * after * n)
        sums.append(
            [(known * after * y).sum(axis=(1, 2)), expected.sum(axis=(1, 2)), (known * after * n).sum(axis=(1, 2))]
        )
    observed, expected_sum, exposure = np.moveaxis(np.array(sums), 0, -1)
    dealt = estimands.Sums(observed, expected_sum, exposure)
    return np.array([of(dealt) for of in estimands.of_all(scale == "ratio", rank).values()])
