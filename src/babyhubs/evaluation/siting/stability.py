"""Would the same site win with next year's births, or if prams are slower than thought? How often each choice stays the best.

Births of each area are drawn again (Poisson about what was counted), missed families in proportion, and the pace is varied by a fifth
up and down. A site that wins in half of the draws is a good site among several, not the site.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation.siting.adding import Choices, Places, add
from babyhubs.statistics.interval import Floats, Indices, floats

PACES = (0.8, 1.0, 1.2)


@dataclass(frozen=True)
class Stability:
    """By candidate: share of draws in which it is the best single site for the aim, and in which it is among the best three."""

    first: Floats
    top_three: Floats
    draws: int


def stability(
    places: Places, minutes: ArrayLike, aim: str, *, reach: float = 20.0, draws: int = 100, seed: int = 1
) -> Stability:
    """For one site added. draws: of births, for each of the three paces."""
    rng = np.random.Generator(np.random.PCG64([seed, 77]))
    m = floats(minutes)
    first, three = np.zeros((2, m.shape[1]))
    each = np.where(places.infants > 0, places.missed / np.where(places.infants > 0, places.infants, 1.0), 0.0)
    for _ in range(draws):
        infants = floats(rng.poisson(places.infants))
        if infants.sum() == 0:
            continue
        drawn = replace(places, infants=infants, missed=each * infants)
        for pace in PACES:
            slower = replace(drawn, minutes_now=drawn.minutes_now / pace)
            order = _order(add(slower, m / pace, 1, reach), aim)
            first[order[0]] += 1
            three[order[:3]] += 1
    tries = draws * len(PACES)
    return Stability(first / tries, three / tries, tries)


def _order(choices: Choices, aim: str) -> Indices:
    good = choices.goodness(aim)
    return np.asarray(np.lexsort((np.arange(len(good)), -choices.goodness("missed reached"), -good)), dtype=np.int64)
