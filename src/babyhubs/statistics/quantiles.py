"""Fifths and tenths of areas, and the order of their labels.

An order that a computer guesses from text is the order of a dictionary: 1, 10, 2. Every measure that needs an order asks
for one: numbers have theirs, text that reads as whole numbers is read as such, any other text needs a declared order.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.errors import InputError
from babyhubs.statistics.interval import FEWER_AREAS_THAN_QUANTILES, Floats, Texts, floats, group_index


def assign(
    value: ArrayLike,
    quantiles: int,
    group: ArrayLike | None = None,
    *,
    groups: int | None = None,
    highest_first: bool = True,
) -> tuple[Floats, Texts]:
    """The quantile (1 to `quantiles`) of each area within its group, NaN with a reason where there is none.

    value: one entry an area. Equal values share a quantile: they all take the lowest of their ranks. Quantile 1 has the HIGHEST values
    unless `highest_first` is false. The n areas of a group at rank R get Q + 1 - ceil((n + 1 - R) Q / n), in whole
    numbers, so that no rounding moves an area over a border; this is the rule of the English public health tools.
    """
    if quantiles < 1:
        raise ValueError("at least one quantile")
    x = floats(value)
    index, size = group_index(np.zeros(x.size, dtype=np.int64) if group is None else group, groups)
    known = np.flatnonzero(np.isfinite(x))
    key = -x[known] if highest_first else x[known]
    order = known[np.lexsort((key, index[known]))]
    n = np.bincount(index[known], minlength=size)
    start = np.cumsum(n) - n
    place = np.arange(order.size)
    same = np.zeros(order.size, dtype=bool)
    same[1:] = (x[order][1:] == x[order][:-1]) & (index[order][1:] == index[order][:-1])
    first = np.maximum.accumulate(np.where(same, 0, place))
    rank = first - start[index[order]] + 1
    areas = n[index[order]]
    above = -(-(areas + 1 - rank) * quantiles // np.maximum(areas, 1))
    result = np.full(x.size, np.nan)
    result[order] = np.maximum(quantiles + 1 - above, 1)
    few = n[index] < quantiles
    result[few] = np.nan
    why = np.where(~np.isfinite(x), "missing value", np.where(few, FEWER_AREAS_THAN_QUANTILES, ""))
    return result, why


def order_of(labels: Sequence[object], declared: Sequence[object] | None = None) -> list[object]:
    """The distinct labels of a quantile column in their order; refused where the order is not known.

    declared: the order, from the most disadvantaged to the least. It must hold every label that occurs.
    Without it numbers sort as numbers, text that reads as whole numbers sorts as whole numbers ("10" after "9").
    """
    distinct = list(dict.fromkeys(label for label in labels if label is not None))
    if declared is not None:
        places = {str(label): place for place, label in enumerate(declared)}
        if len(places) != len(declared):
            raise InputError("The declared order names a group twice.", where=", ".join(map(str, declared)))
        unknown = [str(label) for label in distinct if str(label) not in places]
        if unknown:
            raise InputError(
                "Groups occur that the declared order does not name.",
                where=", ".join(unknown),
                remedy="Name every group, from the most disadvantaged to the least.",
            )
        return sorted(distinct, key=lambda label: places[str(label)])
    numbers = [_number(label) for label in distinct]
    if any(number is None for number in numbers):
        raise InputError(
            "The order of these groups is not known, and their names do not say it.",
            where=", ".join(sorted(str(label) for label in distinct)),
            remedy="Give the order, from the most disadvantaged to the least, or use numbers.",
        )
    if len(set(numbers)) != len(numbers):
        raise InputError("Two names stand for the same number.", where=", ".join(sorted(map(str, distinct))))
    return [label for _, label in sorted(zip(numbers, distinct, strict=True), key=lambda pair: pair[0] or 0.0)]


def _number(label: object) -> float | None:
    if isinstance(label, bool):
        return None
    if isinstance(label, int | float | np.integer | np.floating):
        return float(label)
    text = str(label).strip()
    return float(int(text)) if text.lstrip("+-").isdecimal() and text.isascii() else None
