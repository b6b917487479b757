"""Anybody's table of counts, one row a group, as text: what its columns are, and which group every row is.

A row of a total says "Total" (or nothing) in the column that is added up.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from babyhubs.disclosure.dimension import TOTAL
from babyhubs.errors import InputError

MEASURE = "count of"  # the dimension of several count columns
MARK = "*"

_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*\s*%?")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """counts: columns of counts. by: columns of groups.

    nested: a column of `by` and the column that names its wholes (hub: authority). within: a count column and the one that
    it is a part of (reached: eligible). percents: a column of percentages, worked out again from the counts as they are shown:
    (part, whole). groups: for a column of `by`, more wholes and their parts (rolling periods). total: what a row of a
    total says.
    """

    counts: tuple[str, ...]
    by: tuple[str, ...]
    nested: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    percents: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    total: str = TOTAL

    def code(self, row: Mapping[str, str | None], column: str) -> str:
        """The code of a row in a dimension: the group, else the whole that it stands for, else the total."""
        if not self.is_total(row[column]):
            return (row[column] or "").strip()
        outer = self.nested.get(column)
        return self.whole(outer, row.get(outer)) if outer else TOTAL

    def is_total(self, text: str | None) -> bool:
        """Whether a cell of a group column stands for all groups."""
        return text is None or text.strip().casefold() in {"", self.total.casefold()}

    def whole(self, outer: str, text: str | None) -> str:
        """The code of a whole that is named in a column of its own."""
        return TOTAL if self.is_total(text) else f"({outer} {(text or '').strip()})"

    def with_count(self, key: Key, column: str) -> Key:
        """The key of one figure of a row."""
        return (*key, column) if len(self.counts) > 1 else key


@dataclass(frozen=True)
class LongTable:
    """frame: text, with the rows and columns that will be published. keys: the codes of its rows. counts: by column."""

    name: str
    frame: pl.DataFrame
    by: tuple[str, ...]
    keys: tuple[Key, ...]
    counts: Mapping[str, tuple[int, ...]]


def long_table(name: str, frame: pl.DataFrame, columns: Columns) -> LongTable:
    """The table, checked: columns there, counts whole numbers, every group once."""
    by = tuple(one for one in columns.by if one in frame.columns)
    missing = [
        one
        for one in (*columns.counts, *[columns.nested[one] for one in by if one in columns.nested])
        if one not in frame.columns
    ]
    if missing or not by:
        raise InputError(
            f"There is no column {missing[0]!r}." if missing else "None of the columns of groups is there.",
            where=f"{name}: its columns are {', '.join(frame.columns)}",
            remedy="Name the columns with --count and --by, spelled as in the file.",
        )
    _refuse_other_numbers(name, frame, columns)
    rows = list(frame.iter_rows(named=True))
    keys = tuple(tuple(columns.code(row, one) for one in by) for row in rows)
    first: dict[Key, int] = {}
    for number, key in enumerate(keys, 2):
        if first.setdefault(key, number) != number:
            raise InputError(
                f"Rows {first[key]} and {number} are the same group.",
                where=name,
                remedy="Name every column of groups with --by, or put the rows together.",
            )
    counts = {
        column: tuple(
            whole_number(row[column], f"{name}, row {number}, column {column}") for number, row in enumerate(rows, 2)
        )
        for column in columns.counts
    }
    return LongTable(name, frame, by, keys, counts)


def whole_number(text: str | None, where: str) -> int:
    """A count from its text."""
    plain = (text or "").strip().replace(",", "").removesuffix(".0")
    if not (plain.isascii() and plain.isdigit()):
        raise InputError(
            f"{text!r} is not a count.", where=where, remedy="Give exact whole numbers. The program does the hiding."
        )
    return int(plain)


def _refuse_other_numbers(name: str, frame: pl.DataFrame, columns: Columns) -> None:
    """A rate or an average that goes out as it came gives away what is hidden beside it."""
    named = {*columns.counts, *columns.by, *columns.nested.values(), *columns.percents}
    for column in frame.columns:
        if column not in named and any(_NUMBER.fullmatch((one or "").strip()) for one in frame[column]):
            raise InputError(
                f"The column {column!r} holds numbers that would go out as they are.",
                where=name,
                remedy="Name it with --count, --by or --percent, or take it out of the table.",
            )
