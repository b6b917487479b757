"""Small families for the tests."""

from collections.abc import Sequence

import numpy as np

from babyhubs.disclosure.dimension import flat
from babyhubs.disclosure.family import Cell, CountTable, Family, Statement


def two_way(counts: Sequence[Sequence[int]], known: tuple[Statement, ...] = ()) -> Family:
    """A table of rows r1, r2, ... by columns c1, c2, ... with all totals."""
    inner = np.array(counts)
    rows = [f"r{n + 1}" for n in range(inner.shape[0])]
    columns = [f"c{n + 1}" for n in range(inner.shape[1])]
    full = np.vstack([np.column_stack([inner, inner.sum(axis=1)]), np.append(inner.sum(axis=0), inner.sum())])
    figures = {
        (row, column): int(full[i, j])
        for i, row in enumerate([*rows, "Total"])
        for j, column in enumerate([*columns, "Total"])
    }
    return Family(
        (flat("row", rows), flat("column", columns)), (CountTable("table", ("row", "column"), figures),), known
    )


def one_way(**counts: int) -> Family:
    """Groups and their total."""
    figures = {(name,): value for name, value in counts.items()} | {("Total",): sum(counts.values())}
    return Family((flat("group", list(counts)),), (CountTable("table", ("group",), figures),))


def at(row: str, column: str) -> Cell:
    """A cell of `two_way`."""
    return tuple((name, code) for name, code in (("column", column), ("row", row)) if code != "Total")
