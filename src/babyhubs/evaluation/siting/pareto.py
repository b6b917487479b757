"""Choices that no other choice beats on every aim at once: the list to argue about."""

import numpy as np

from babyhubs.evaluation.siting.adding import AIMS, Choices
from babyhubs.statistics.interval import Floats, Indices, floats


def pareto(choices: Choices, most: int = 2_000) -> Indices:
    """Row numbers, best for the first aim first. most: rows kept of each aim's best before they are compared, to stay quick.

    A choice that is not beaten but is far from the best of every aim may be missing where there are more than `most` choices.
    """
    good = floats(np.column_stack([choices.goodness(aim) for aim in AIMS]))
    rows = np.arange(len(good))
    if len(rows) > most:
        top = [np.argsort(-good[:, place], kind="stable")[:most] for place in range(good.shape[1])]
        rows = np.unique(np.concatenate(top))
    rows = rows[np.lexsort(tuple(-good[rows, place] for place in reversed(range(good.shape[1]))))]
    kept: list[int] = []
    front = np.zeros((0, good.shape[1]))
    for row in rows.tolist():
        if not _beaten(good[row], front):
            kept.append(row)
            front = np.vstack([front, good[row]])
    return np.array(kept, dtype=np.int64)


def _beaten(one: Floats, by: Floats) -> bool:
    """Sorted by the first aim, a later row can never beat an earlier one; equals are kept once."""
    return bool((by >= one - 1e-12).all(axis=1).any())
