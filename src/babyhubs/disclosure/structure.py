"""The cells of a family and the sums that tie them: what a reader knows before looking at a single figure.

Tables that share cells are tied through them. Where three or more tables close a ring (hub by month, month by ethnicity,
ethnicity by hub), the shared totals do not say all: there must also be one table of all their dimensions that adds up to each of
them. That table joins the cells. Where the tables form a tree it would add nothing (Vorob'ev 1962, Theory of Probability and
Its Applications 7:147; Dobra and Fienberg 2000, PNAS 97:11885), so it is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from scipy.sparse import csr_array

from babyhubs.disclosure.counts import Flags, Floats
from babyhubs.disclosure.dimension import Dimension
from babyhubs.disclosure.family import Cell, CountTable, Family, cell, title
from babyhubs.errors import InputError

LARGEST = 200_000  # cells of one table with all its totals: beyond, one run would take hours
LARGEST_RING = 20_000  # cells of a table that nobody publishes


@dataclass(frozen=True)
class Structure:
    """cells: in one order. sums: one row a sum, whole minus parts, equal to 0.

    values: exact counts, nan where the tables do not settle them. published: cells of a table. watched: cells of a table's
    grid, published or not (the hub that is left out, those who did not come). complete: whether all sums are in.
    """

    cells: tuple[Cell, ...]
    sums: csr_array
    values: Floats
    published: Flags
    watched: Flags
    complete: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {one: place for place, one in enumerate(self.cells)})

    def place(self, of: Cell) -> int:
        """Where a cell stands, or an error that names it."""
        places: dict[Cell, int] = self._places  # type: ignore[attr-defined]
        if of not in places:
            raise InputError("No table of the family has this cell.", where=title(of))
        return places[of]


def structure(family: Family) -> Structure:
    """Cells, sums and exact values of a family, checked: the same cell has one value and totals add up."""
    places: dict[Cell, int] = {}
    rows: dict[tuple[int, tuple[int, ...]], None] = {}
    for table in family.tables:
        _grid(family, table.by, _codes(family, table), places, rows, where=f"table {table.name}")
    watched = len(places)
    complete = _ring(family, places, rows)
    values, published = _values(family, places)
    sums = list(rows)
    _derive(sums, values, tuple(places))
    entries = [
        (row, place, factor) for row, (whole, parts) in enumerate(sums) for place, factor in _terms(whole, parts)
    ]
    row, column, factor = zip(*entries, strict=True) if entries else ((), (), ())
    return Structure(
        cells=tuple(places),
        sums=csr_array(
            (np.array(factor, float), (np.array(row, int), np.array(column, int))), (len(sums), len(places))
        ),
        values=values,
        published=published,
        watched=np.arange(len(places)) < watched,
        complete=complete,
    )


def _terms(whole: int, parts: tuple[int, ...]) -> list[tuple[int, float]]:
    return [(whole, 1.0), *((part, -1.0) for part in parts)]


def _codes(family: Family, table: CountTable) -> list[tuple[str, ...]]:
    """For each dimension of a table the codes that it says something about."""
    found = []
    for position, name in enumerate(table.by):
        dimension = family.dimension(name)
        used = tuple(dict.fromkeys(key[position] for key in table.counts))
        unknown = sorted(set(used) - set(dimension.codes))
        if unknown:
            raise InputError(f"{unknown[0]!r} is not a code of {name!r}.", where=f"table {table.name}")
        found.append(dimension.needed(used))
    return found


def _grid(
    family: Family,
    by: Sequence[str],
    codes: Sequence[tuple[str, ...]],
    places: dict[Cell, int],
    rows: dict[tuple[int, tuple[int, ...]], None],
    *,
    where: str,
) -> None:
    """Adds the cells of a table with all its totals, and their sums."""
    if prod(len(one) for one in codes) > LARGEST:
        raise InputError(
            f"With all its totals this table has more than {LARGEST:,} cells.",
            where=where,
            remedy="Publish coarser groups, or fewer dimensions in one table.",
        )
    dimensions = [family.dimension(name) for name in by]
    for key in product(*codes):
        places.setdefault(cell(dimensions, key), len(places))
    for position, dimension in enumerate(dimensions):
        here = set(codes[position])
        others: list[tuple[str, ...]] = [("",) if index == position else one for index, one in enumerate(codes)]
        for whole, parts in dimension.parts.items():
            if whole not in here or not here.issuperset(parts):
                continue
            for key in product(*others):
                at = [places[_at(dimensions, key, position, code)] for code in (whole, *parts)]
                rows.setdefault((at[0], tuple(sorted(at[1:]))))


def _at(dimensions: Sequence[Dimension], key: Sequence[str], position: int, code: str) -> Cell:
    return cell(dimensions, [code if index == position else one for index, one in enumerate(key)])


def _ring(family: Family, places: dict[Cell, int], rows: dict[tuple[int, tuple[int, ...]], None]) -> bool:
    """Adds the table of all dimensions where the tables close a ring; False where it would be too large."""
    levels = [frozenset(_levels(family, table)) for table in family.tables]
    left = _irreducible(levels)
    if not left:
        return True
    tables = [table for table, level in zip(family.tables, levels, strict=True) if level & left]
    by = tuple(dict.fromkeys(name for table in tables for name in table.by))
    codes = []
    for name in by:
        used = [code for table in tables if name in table.by for code in _codes(family, table)[table.by.index(name)]]
        codes.append(family.dimension(name).needed(used))
    if prod(len(one) for one in codes) > LARGEST_RING:
        return False
    _grid(family, by, codes, places, rows, where="the table of all dimensions")
    return True


def _levels(family: Family, table: CountTable) -> set[tuple[str, int]]:
    """A table's attributes: each dimension with every depth down to its finest code."""
    found: set[tuple[str, int]] = set()
    for name, codes in zip(table.by, _codes(family, table), strict=True):
        dimension = family.dimension(name)
        found |= {(name, dimension.depth(code)) for code in codes if code != dimension.total}
    return found


def _irreducible(edges: Sequence[frozenset[tuple[str, int]]]) -> frozenset[tuple[str, int]]:
    """The attributes left by Graham's reduction: none when the tables form a tree (Beeri et al. 1983, JACM 30:479)."""
    open_ = sorted({tuple(sorted(edge)) for edge in edges})
    while True:
        everywhere = [attribute for edge in open_ for attribute in edge]
        once = [tuple(a for a in edge if everywhere.count(a) > 1) for edge in open_]
        kept = sorted({edge for edge in once if edge and not any(set(edge) < set(other) for other in once)})
        if kept == open_:
            return frozenset(attribute for edge in open_ for attribute in edge)
        open_ = kept


def _values(family: Family, places: dict[Cell, int]) -> tuple[Floats, Flags]:
    values = np.full(len(places), np.nan)
    published = np.zeros(len(places), dtype=np.bool_)
    for table in family.tables:
        dimensions = [family.dimension(name) for name in table.by]
        for key, count in table.counts.items():
            at = places[cell(dimensions, key)]
            if count is None:
                continue
            if count < 0 or count != int(count):
                raise InputError(
                    f"{count} is not a count.", where=f"table {table.name}: {title(cell(dimensions, key))}"
                )
            if np.isfinite(values[at]) and values[at] != count:
                raise InputError(
                    f"Two tables count the same people and differ: {values[at]:.0f} and {count}.",
                    where=f"table {table.name}: {title(cell(dimensions, key))}",
                    remedy="Make both tables from the same rows, or give the groups different names.",
                )
            values[at] = count
            published[at] |= table.published
    return values, published


def _derive(sums: Sequence[tuple[int, tuple[int, ...]]], values: Floats, cells: Sequence[Cell]) -> None:
    """Fills what follows from the tables (one unknown in a sum), and checks that every sum adds up."""
    for whole, parts in sums:  # first what is given, so that an error names a figure that somebody typed
        if np.isfinite(values[[whole, *parts]]).all():
            _check(values[whole] - values[list(parts)].sum(), False, cells[whole])
    waiting = list(range(len(sums)))
    while True:
        still = []
        for row in waiting:
            whole, parts = sums[row]
            unknown = [part for part in parts if np.isnan(values[part])]
            known = float(np.nansum(values[list(parts)]))
            if not unknown and np.isnan(values[whole]):
                values[whole] = known
            elif np.isnan(values[whole]) or (len(unknown) > 1 and values[whole] > known):
                still.append(row)
                continue
            _check(values[whole] - known, bool(unknown), cells[whole])
            if unknown:
                values[unknown] = values[whole] - known  # all of them 0 where there are several
        if len(still) == len(waiting):
            return
        waiting = still


def _check(difference: float, open_: bool, whole: Cell) -> None:
    if difference < 0 or (difference > 0 and not open_):
        more = "more" if difference < 0 else "less"
        raise InputError(
            f"The parts add up to {abs(difference):.0f} {more} than their total.",
            where=title(whole),
            remedy="Correct the total, or count every person in one part only.",
        )
