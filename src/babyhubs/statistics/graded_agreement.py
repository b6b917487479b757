"""Agreement where categories are near or far from each other: Gwet's AC2, Krippendorff's alpha at any level of measurement, MASI.

Gwet KL. Handbook of Inter-Rater Reliability, 4th ed. Gaithersburg: Advanced Analytics, 2014, chapters 4 and 5 (AC2).
Krippendorff K. Computing Krippendorff's alpha-reliability. Philadelphia: University of Pennsylvania, 2011 (distances).
Passonneau R. Measuring agreement on set-valued items (MASI). Proc LREC 2006:831-836.
"""

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, floats

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def quadratic_weights(values: ArrayLike) -> Floats:
    """How much two categories with these values count as agreement: 1 less the squared share of the whole range. (k, k)."""
    points = floats(values)
    span = float(np.ptp(points)) or 1.0
    return 1 - ((points[:, None] - points[None, :]) / span) ** 2


def ac2(table: ArrayLike, weights: ArrayLike) -> float:
    """Gwet's AC2 of two coders. table: (k, k) counts. weights: (k, k), 1 on the diagonal; with 0 elsewhere it is AC1.

    By chance: sum of all weights / (k (k - 1)) times the sum of p (1 - p) over the categories. NaN with nothing to compare,
    or one category only.
    """
    cells, graded = floats(table), floats(weights)
    total, size = float(cells.sum()), cells.shape[0]
    if total == 0 or size < 2:
        return float("nan")
    share = (cells.sum(axis=0) + cells.sum(axis=1)) / (2 * total)
    by_chance = float(graded.sum()) / (size * (size - 1)) * float((share * (1 - share)).sum())
    if by_chance >= 1 - 1e-12:
        return float("nan")
    return float((float((cells * graded).sum()) / total - by_chance) / (1 - by_chance))


def alpha(coincidences: ArrayLike, distances: ArrayLike) -> float:
    """Krippendorff's alpha from a table of coincidences (k, k) and squared distances (k, k) between the categories.

    alpha = 1 - (n - 1) sum(o d) / sum(n_c n_k d). NaN where all codings are of one category: agreement then cannot be told
    from there being nothing to tell apart.
    """
    cells, apart = floats(coincidences), floats(distances)
    margin = cells.sum(axis=0)
    expected = float((np.outer(margin, margin) * apart).sum())
    return float("nan") if expected <= 0 else 1 - (float(margin.sum()) - 1) * float((cells * apart).sum()) / expected


def distances(values: ArrayLike, level: str, margin: ArrayLike | None = None) -> Floats:
    """Squared distances between categories with these values. margin: how often each was used, needed for ordinal."""
    points = floats(values)
    difference = points[:, None] - points[None, :]
    if level == "nominal":
        return floats(difference != 0)
    if level == "interval":
        return floats(difference**2)
    if level == "ratio":
        total = points[:, None] + points[None, :]
        return (difference / np.where(total == 0, 1.0, total)) ** 2
    if level != "ordinal" or margin is None:
        raise ValueError(f"a level is one of {', '.join(LEVELS)}, ordinal with its margin; not {level}")
    used = floats(margin)
    upto = np.cumsum(used) - used / 2  # sum of all before, and half of one's own
    return (upto[:, None] - upto[None, :]) ** 2


def masi(first: Collection[str], second: Collection[str]) -> float:
    """Distance of two sets of codes, 0 to 1: 1 - Jaccard times 1, 2/3, 1/3 or 0 (same, inside, overlapping, apart)."""
    one, other = set(first), set(second)
    if one == other:
        return 0.0
    common = one & other
    if not common:
        return 1.0
    kind = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - kind * len(common) / len(one | other)


def pairwise(
    categories: Sequence[Collection[str]], distance: Callable[[Collection[str], Collection[str]], float]
) -> Floats:
    """A table of distances between all categories. (k, k)."""
    return floats([[distance(one, other) for other in categories] for one in categories])
