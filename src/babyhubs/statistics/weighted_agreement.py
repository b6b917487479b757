"""Chance-corrected agreement from tables whose cells may be counts or amounts of time: kappa, AC1, alpha.

With time as weight nothing depends on where a grid begins: the table holds how long one observer said i while the other said j.
All functions take any number of tables at once: the last two axes are the two observers' categories.

Cohen J. Educ Psychol Meas 1960;20:37-46 (kappa). Gwet KL. Br J Math Stat Psychol 2008;61:29-48 (AC1).
Krippendorff K. Content Analysis, 3rd ed. Thousand Oaks: Sage, 2013, section 12.2.3 (alpha for nominal data with gaps).
"""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, floats


def observed(table: ArrayLike) -> Floats:
    """The share on the diagonal; NaN where there is nothing. table: (..., k, k)."""
    cells = floats(table)
    total = cells.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        return floats(np.trace(cells, axis1=-2, axis2=-1) / total)


def kappa(table: ArrayLike) -> Floats:
    """Cohen's kappa. NaN where both said one and the same throughout: chance alone then explains everything."""
    cells = floats(table)
    total = cells.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        by_chance = (cells.sum(axis=-1) * cells.sum(axis=-2)).sum(axis=-1) / total**2
        return floats((observed(cells) - by_chance) / np.where(by_chance < 1 - 1e-12, 1 - by_chance, np.nan))


def ac1(table: ArrayLike) -> Floats:
    """Gwet's AC1, which does not fall with an uneven prevalence as kappa does. The number of categories is the table's."""
    cells = floats(table)
    size = cells.shape[-1]
    total = cells.sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (cells.sum(axis=-1) + cells.sum(axis=-2)) / (2 * total[..., None])
        by_chance = (share * (1 - share)).sum(axis=-1) / max(size - 1, 1)
        return floats((observed(cells) - by_chance) / (1 - by_chance))


def alpha(coincidences: ArrayLike, *, amounts: bool = False) -> float:
    """Krippendorff's nominal alpha from a table of coincidences.

    amounts: the cells are amounts (of time), not counts of units: then the correction for a small number of units has no meaning.
    """
    cells = floats(coincidences)
    margin = cells.sum(axis=0)
    n = float(margin.sum())
    pairs = n * n if amounts else n * (n - 1)
    expected = 1 - float((margin * (margin if amounts else margin - 1)).sum()) / pairs if pairs else 0.0
    return float("nan") if expected <= 0 else 1 - (1 - float(np.trace(cells)) / n) / expected


def coincidences(units: Iterable[tuple[float, Sequence[Hashable | None]]], order: Sequence[Hashable]) -> Floats:
    """Pairs of codings of each unit, weighted. A unit is its weight and what each coder said, None for a gap.

    A unit coded by m coders gives each of its ordered pairs the weight w / (m - 1), so that it counts m times w.
    """
    place = {code: number for number, code in enumerate(order)}
    table = np.zeros((len(order), len(order)))
    for weight, said in units:
        found = [place[code] for code in said if code is not None]
        for here, one in enumerate(found):
            for there, other in enumerate(found):
                if here != there:
                    table[one, other] += weight / (len(found) - 1)
    return table
