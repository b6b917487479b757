"""Floating catchments: how much supply each place can count on, when others share it.

Two steps: each site's supply over the demand that can reach it; for each place, the sum of these ratios over the sites it can reach. Luo W,
Wang F. Environ Plan B 2003;30:865-884. With weights by distance (enhanced): Luo W, Qi Y. Health Place 2009;15:1100-1107. Three steps,
with a choice among sites: Wan N, Zou B, Sternberg T. Int J Geogr Inf Sci 2012;26:1073-1089. Spatial availability, which shares each site out so
that the parts add up to the supply: Soukhov A, Paez A, Higgins CD, Mohamed M. PLoS One 2023;18:e0278468.

All take dense arrays: supply (sites,), demand (places,), weight (places, sites), 1 for near and 0 for out of reach.
"""

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, floats


def within(cost: ArrayLike, threshold: float) -> Floats:
    """1 up to the threshold, 0 beyond it."""
    return floats(floats(cost) <= threshold)


def steps(cost: ArrayLike, weights: dict[float, float]) -> Floats:
    """Weights by band: {4000: 1, 8000: 0.68} is 1 up to 4,000, 0.68 from there to 8,000, 0 beyond."""
    d = floats(cost)
    found = np.zeros(d.shape)
    for edge in sorted(weights, reverse=True):
        found[d <= edge] = weights[edge]
    return found


def gaussian(cost: ArrayLike, scale: float, most: float) -> Floats:
    """exp(-cost^2 / (2 scale^2)), 0 beyond `most`."""
    d = floats(cost)
    return floats(np.where(d <= most, np.exp(-(d**2) / (2 * scale**2)), 0.0))


def two_step(supply: ArrayLike, demand: ArrayLike, weight: ArrayLike) -> Floats:
    """Supply for each unit of demand at each place; 0 where nothing can be reached."""
    w = floats(weight)
    return floats(w @ _ratio(floats(supply), floats(demand) @ w))


def three_step(supply: ArrayLike, demand: ArrayLike, weight: ArrayLike) -> Floats:
    """The same when families share themselves out over the sites they can reach, in proportion to the weights."""
    w = floats(weight)
    total = w.sum(axis=1, keepdims=True)
    shared = w * w / np.where(total > 0, total, 1.0)
    return floats(shared @ _ratio(floats(supply), floats(demand) @ shared))


def spatial_availability(supply: ArrayLike, demand: ArrayLike, weight: ArrayLike) -> Floats:
    """Supply shared out to places by their demand and their nearness together; the parts of all places add up to the reachable supply."""
    w, people = floats(weight), floats(demand)
    by_demand = people[:, None] * (w > 0)
    by_demand = by_demand / np.where(by_demand.sum(axis=0) > 0, by_demand.sum(axis=0), 1.0)
    by_nearness = w / np.where(w.sum(axis=0) > 0, w.sum(axis=0), 1.0)
    both = by_demand * by_nearness
    share = both / np.where(both.sum(axis=0) > 0, both.sum(axis=0), 1.0)
    return floats(share @ floats(supply))


def _ratio(supply: Floats, demand: Floats) -> Floats:
    """0 where nobody can reach a site: its supply is of use to no one."""
    return floats(np.where(demand > 0, supply / np.where(demand > 0, demand, 1.0), 0.0))
