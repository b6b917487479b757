"""Anybody's tables of counts become a family, and go out again with the same rows and columns."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from babyhubs.disclosure.dimension import Dimension
from babyhubs.disclosure.family import Cell, Family, Statement, cell
from babyhubs.disclosure.long_dimensions import dimension, measures
from babyhubs.disclosure.long_margins import counts_of, with_rows
from babyhubs.disclosure.long_table import MARK, MEASURE, Columns, LongTable, long_table, whole_number
from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.protection import Protected
from babyhubs.disclosure.shown import earlier
from babyhubs.disclosure.structure import structure


@dataclass(frozen=True)
class LongFamily:
    """A family, the tables that it was made of, and what a user should know."""

    family: Family
    tables: tuple[LongTable, ...]
    columns: Columns
    notes: tuple[str, ...]


def long_family(
    frames: Mapping[str, pl.DataFrame],
    columns: Columns,
    profile: Profile,
    *,
    margins: bool = False,
    absent_is_zero: bool = True,
    before: Mapping[str, pl.DataFrame] | None = None,
    before_is_plain: bool = True,
) -> LongFamily:
    """Tables of exact counts (columns of text) as a family.

    margins: adds the rows of all totals. absent_is_zero: a group without a row has nobody in it. before: earlier releases,
    as printed; before_is_plain: they hid small counts and nothing else.
    """
    tables = [long_table(name, frame, columns) for name, frame in frames.items()]
    dimensions: dict[str, Dimension] = {
        name: dimension(name, tables, columns) for name in columns.by if any(name in table.by for table in tables)
    }
    side_by_side = measures(columns)
    if side_by_side is not None:
        dimensions[MEASURE] = side_by_side
    # Where zeros are hidden, a row that is not there would show one.
    empty = absent_is_zero and not profile.zero_shown
    tables = [with_rows(one, dimensions, columns, margins=margins, empty=empty) for one in tables]
    counted = tuple(counts_of(one, dimensions, columns, absent_is_zero=absent_is_zero) for one in tables)
    family = Family(tuple(dimensions.values()), counted)
    notes: list[str] = []
    known: tuple[Statement, ...] = ()
    if before:
        there = set(structure(family).cells)
        for name, frame in before.items():
            printed = _printed(name, frame, family, columns, there, notes)
            known += earlier(printed, profile, name, plain=before_is_plain)
    return LongFamily(Family(family.dimensions, counted, known), tuple(tables), columns, tuple(notes))


def released(protected: Protected, long: LongFamily) -> dict[str, pl.DataFrame]:
    """The tables as they may leave: the same columns, counts as text, "*" where hidden."""
    out = {}
    for table in long.tables:
        shown = protected.table(table.name)
        figures = dict(zip(shown.select(pl.exclude("count", "mark")).iter_rows(), shown["count"], strict=True))
        values = {
            name: [figures[long.columns.with_count(key, name)] for key in table.keys] for name in long.columns.counts
        }
        text = {name: [MARK if one is None else str(one) for one in column] for name, column in values.items()}
        for name, (part, whole) in long.columns.percents.items():
            if name in table.frame.columns:
                text[name] = [_percent(a, b) for a, b in zip(values[part], values[whole], strict=True)]
        out[table.name] = table.frame.with_columns(
            [pl.Series(name, one, dtype=pl.String) for name, one in text.items()]
        )
    return out


def _percent(part: int | None, whole: int | None) -> str:
    """From the counts as they are shown, so that it says nothing new; rounding may put the part above the whole."""
    if part is None or whole is None:
        return MARK
    return f"{min(100.0, 100 * part / whole):.1f}" if whole else ""


def _printed(
    name: str, frame: pl.DataFrame, family: Family, columns: Columns, there: set[Cell], notes: list[str]
) -> dict[Cell, float | None]:
    """What an earlier release says about cells of this family; figures about other groups are left out and counted."""
    by = [one.name for one in family.dimensions if one.name in frame.columns]
    measured = [MEASURE] if len(columns.counts) > 1 else []
    dimensions = [family.dimension(one) for one in (*by, *measured)]
    printed: dict[Cell, float | None] = {}
    others = 0
    for number, row in enumerate(frame.iter_rows(named=True), 2):
        key = tuple(columns.code(row, one) for one in by)
        for column in columns.counts:
            at = cell(dimensions, columns.with_count(key, column))
            if column not in frame.columns or at not in there:
                others += 1
                continue
            text = (row[column] or "").strip()
            printed[at] = None if text == MARK else whole_number(text, f"{name}, row {number}, column {column}")
    if others:
        notes.append(f"{name}: {others} figures are about groups that these tables do not have. They were not used.")
    return printed
