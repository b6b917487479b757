"""One stream of random numbers for each thing drawn, so that a change in one part leaves the others as they were."""

from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Names = npt.NDArray[np.str_]


def stream(seed: int, name: str) -> np.random.Generator:
    """The random numbers of one part of the service; PCG64 by name, because NumPy's default may change."""
    return np.random.Generator(np.random.PCG64([seed, crc32(name.encode())]))


def draw(rng: np.random.Generator, probabilities: Floats) -> Ints:
    """One category for each row of a table of probabilities (rows sum to one)."""
    cumulative = np.cumsum(probabilities, axis=1)
    places = rng.random(len(probabilities))[:, None] * cumulative[:, -1:]
    chosen: Ints = (places >= cumulative[:, :-1]).sum(axis=1, dtype=np.int64)
    return chosen


def fit_odds(mix: Floats, prior: Floats, target: Floats) -> Floats:
    """Probabilities by area and category that keep the prior's odds ratios and meet each area's share.

    mix:    areas x categories, shares of the categories in each area (rows sum to one).
    prior:  categories, probability before fitting.
    target: areas, the share that the census counts there.

    One factor on the odds for each area, found by bisection (raking of a two-way table with one margin).
    """
    odds = prior / (1 - prior)
    low, high = np.full(len(mix), -12.0), np.full(len(mix), 12.0)
    for _ in range(60):
        middle = (low + high) / 2
        fitted = _probability(odds, middle)
        too_many = (mix * fitted).sum(axis=1) > target
        high = np.where(too_many, middle, high)
        low = np.where(too_many, low, middle)
    return _probability(odds, (low + high) / 2)


def _probability(odds: Floats, log_factor: Floats) -> Floats:
    scaled = np.exp(log_factor)[:, None] * odds
    result: Floats = scaled / (1 + scaled)
    return result
