"""Random families of linked tables from people who never lived: hubs in authorities, months in quarters, ethnicity, deprivation.

Used by the tests (a few) and by `benchmarks/disclosure.py` (a thousand). Each has margins; some tables share totals, some
close a ring, some come with percentages, rolling periods or an earlier release.
"""

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.dimension import Dimension, flat, nested
from babyhubs.disclosure.family import CountTable, Family, Statement, cell
from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.protection import protect
from babyhubs.disclosure.shown import earlier, share
from babyhubs.disclosure.structure import structure


@dataclass(frozen=True)
class Made:
    """A family, with the people behind it: one row a person, one column a dimension (its finest codes)."""

    family: Family
    leaves: tuple[tuple[str, ...], ...]
    people: NDArray[np.int64]


def members(dimension: Dimension, code: str) -> set[str]:
    """The finest codes inside a code."""
    inside = dimension.parts.get(code)
    return {code} if inside is None else set().union(*(members(dimension, part) for part in inside))


def leaves(dimension: Dimension) -> tuple[str, ...]:
    """The finest codes of a dimension."""
    return tuple(code for code in dimension.codes if code not in dimension.parts)


def made(seed: int, profile: Profile) -> Made:
    """The random family of this number."""
    rng = np.random.default_rng(seed)
    dimensions = _dimensions(rng)
    finest = tuple(leaves(one) for one in dimensions)
    people = _people(rng, finest, int(rng.integers(40, 400)))
    names = [one.name for one in dimensions]
    pairs = list(combinations(names, 2))
    shape = rng.integers(4)
    if shape == 0:
        chosen: list[tuple[str, ...]] = [pairs[rng.integers(len(pairs))]]
    elif shape == 1:
        chosen = [pairs[0], pairs[1]]  # two tables with one total in common
    elif shape == 2:
        chosen = [pairs[0], pairs[1], (names[1], names[2])]  # a ring
    else:
        chosen = [tuple(names[:3])] if rng.random() < 0.5 else [pairs[0], (names[1], names[2])]
    tables = tuple(_table(dimensions, by, finest, people) for by in chosen)
    family = Family(dimensions, tables)
    known: tuple[Statement, ...] = ()
    if rng.random() < 0.3:
        known += _earlier(rng, family, profile)
    if rng.random() < 0.3:
        known += _shares(rng, family)
    return Made(Family(dimensions, tables, known), finest, people)


def _dimensions(rng: np.random.Generator) -> tuple[Dimension, ...]:
    hubs = [f"hub {n}" for n in range(rng.integers(2, 6))]
    half = (len(hubs) + 1) // 2
    hub = (
        nested("hub", {name: "north" if n < half else "south" for n, name in enumerate(hubs)})
        if len(hubs) > 3
        else flat("hub", hubs)
    )
    months = [f"month {n}" for n in range(rng.integers(2, 6))]
    parts = {"Total": tuple(months)}
    if len(months) > 3 and rng.random() < 0.5:
        parts |= {"first three": tuple(months[:3]), "last three": tuple(months[-3:])}  # rolling periods
    ethnicity = flat("ethnicity", [f"group {n}" for n in range(rng.integers(2, 5))])
    return hub, Dimension("month", parts), ethnicity


def _people(rng: np.random.Generator, finest: tuple[tuple[str, ...], ...], size: int) -> NDArray[np.int64]:
    columns = []
    for codes in finest:
        weight = rng.gamma(0.8, size=len(codes)) + 0.02
        columns.append(rng.choice(len(codes), size=size, p=weight / weight.sum()))
    return np.column_stack(columns)


def _table(
    dimensions: tuple[Dimension, ...],
    by: tuple[str, ...],
    finest: tuple[tuple[str, ...], ...],
    people: NDArray[np.int64],
) -> CountTable:
    used = [index for index, one in enumerate(dimensions) if one.name in by]
    inside = [
        {code: np.isin(people[:, index], [finest[index].index(leaf) for leaf in members(dimensions[index], code)])
         for code in dimensions[index].codes}
        for index in used
    ]  # fmt: skip
    counts = {
        key: int(np.logical_and.reduce([flags[code] for flags, code in zip(inside, key, strict=True)]).sum())
        for key in product(*[dimensions[index].codes for index in used])
    }
    return CountTable(" by ".join(by), tuple(dimensions[index].name for index in used), counts)


def _earlier(rng: np.random.Generator, family: Family, profile: Profile) -> tuple[Statement, ...]:
    """An earlier release: the first table, protected alone; or a few figures by the plain rule, hardly ever safe."""
    if rng.random() < 0.7:
        before = protect(Family(family.dimensions, family.tables[:1]), profile, exact=False)
        table = family.tables[0]
        dimensions = [family.dimension(name) for name in table.by]
        counts = before.table(table.name)["count"].to_list()
        figures = {cell(dimensions, key): figure for key, figure in zip(table.counts, counts, strict=True)}
        return earlier(figures, profile, "last year's release", plain=False)
    found = structure(family)
    picked = {}
    for place in np.flatnonzero(found.published & (rng.random(len(found.cells)) < 0.1)):
        count = found.values[place]
        picked[found.cells[place]] = None if is_small(count, profile) else float(rounded(count, profile))
    return earlier(picked, profile, "last year's release")


def _shares(rng: np.random.Generator, family: Family) -> tuple[Statement, ...]:
    """Percentages of the total, worked out from the exact counts and printed to one decimal."""
    found = structure(family)
    whole = found.values[found.place(())]
    known: tuple[Statement, ...] = ()
    for place in np.flatnonzero(found.published & (rng.random(len(found.cells)) < 0.1)):
        of = found.cells[place]
        if of:
            printed = float(np.round(found.values[place] / whole, 3))
            known += share(of, (), printed, 3, source="percentages", goes_with=(of,))
    return known
