"""Rows that a long table gets before it is protected: its totals, and its empty groups where an absent row would show a zero."""

from collections.abc import Mapping
from itertools import product
from math import prod

import numpy as np
import polars as pl

from babyhubs.disclosure.dimension import TOTAL, Dimension
from babyhubs.disclosure.family import CountTable, Family, cell
from babyhubs.disclosure.long_table import MEASURE, Columns, Key, LongTable
from babyhubs.disclosure.structure import LARGEST, structure
from babyhubs.errors import InputError

Dimensions = Mapping[str, Dimension]


def counts_of(table: LongTable, dimensions: Dimensions, columns: Columns, *, absent_is_zero: bool) -> CountTable:
    """The counts of a table; a group without a row has nobody in it, if so said."""
    counts: dict[Key, int | None] = {}
    for column, values in table.counts.items():
        counts |= {columns.with_count(key, column): value for key, value in zip(table.keys, values, strict=True)}
    if absent_is_zero:
        for key in _smallest(table, dimensions):
            for column in table.counts:
                counts.setdefault(columns.with_count(key, column), 0)
    return CountTable(table.name, (*table.by, MEASURE) if len(columns.counts) > 1 else table.by, counts)


def with_rows(table: LongTable, dimensions: Dimensions, columns: Columns, *, margins: bool, empty: bool) -> LongTable:
    """The table with the rows of its totals, and of its empty groups."""
    wanted: dict[Key, None] = {}
    if empty:
        wanted |= dict.fromkeys(_smallest(table, dimensions))
    if margins:
        codes = [dict.fromkeys(key[at] for key in table.keys) for at in range(len(table.by))]
        wide = [
            tuple(one | dict.fromkeys(whole for whole in dimensions[name].parts))
            for one, name in zip(codes, table.by, strict=True)
        ]
        smallest = set(_smallest(table, dimensions))
        wanted |= dict.fromkeys(key for key in _product(table.name, wide) if key not in smallest)
    added = [key for key in wanted if key not in set(table.keys)]
    if not added:
        return table
    counted = counts_of(table, dimensions, columns, absent_is_zero=True)
    found = structure(Family(tuple(dimensions.values()), (counted,)))
    used = [dimensions[name] for name in counted.by]
    sums = {
        column: tuple(
            _sum(found.values[found.place(cell(used, columns.with_count(key, column)))], table) for key in added
        )
        for column in table.counts
    }
    texts = _texts(table, columns)
    rows = []
    for index, key in enumerate(added):
        row: dict[str, str | None] = dict.fromkeys(table.frame.columns)
        for name, code in zip(table.by, key, strict=True):
            row.update(texts[name].get(code) or {name: code})
        rows.append(row | {column: str(values[index]) for column, values in sums.items()})
    return LongTable(
        table.name,
        pl.concat([table.frame, pl.DataFrame(rows, schema=table.frame.schema)]),
        table.by,
        (*table.keys, *added),
        {column: (*values, *sums[column]) for column, values in table.counts.items()},
    )


def _smallest(table: LongTable, dimensions: Dimensions) -> list[Key]:
    """Every combination of the smallest groups that the table names."""
    codes = [
        tuple(code for code in dict.fromkeys(key[at] for key in table.keys) if code not in dimensions[name].parts)
        for at, name in enumerate(table.by)
    ]
    return _product(table.name, codes)


def _product(name: str, codes: list[tuple[str, ...]]) -> list[Key]:
    if prod(len(one) for one in codes) > LARGEST:
        raise InputError(
            f"All combinations of its groups are more than {LARGEST:,}.",
            where=name,
            remedy="Publish coarser groups, or fewer columns of groups in one table.",
        )
    return list(product(*codes))


def _sum(value: float, table: LongTable) -> int:
    if np.isnan(value):
        raise InputError(
            "A total cannot be worked out, because its parts are not all there.",
            where=table.name,
            remedy="Give the rows of the smallest groups, or leave out --margins.",
        )
    return int(value)


def _texts(table: LongTable, columns: Columns) -> dict[str, dict[str, dict[str, str | None]]]:
    """For each column of groups and each code what a row says there."""
    found: dict[str, dict[str, dict[str, str | None]]] = {}
    for at, name in enumerate(table.by):
        outer = columns.nested.get(name)
        everybody: dict[str, str | None] = {name: columns.total}
        if outer:
            everybody[outer] = columns.total
        texts: dict[str, dict[str, str | None]] = {TOTAL: everybody}
        for row, key in zip(table.frame.iter_rows(named=True), table.keys, strict=True):
            if outer:
                texts.setdefault(columns.whole(outer, row[outer]), {name: columns.total, outer: row[outer]})
                texts.setdefault(key[at], {name: row[name], outer: row[outer]})
        found[name] = texts
    return found
