"""Which column of the children file and which of the contacts file name the same children: seen from their values."""

from dataclasses import dataclass

import polars as pl

from babyhubs.intake.column_names import strength
from babyhubs.intake.contents import Column, check_digits

NUMBERS_ALONE = 0.4
LEAST_SHARE = 0.5  # of the contacts' children that must stand in the children file for the link to be believed


@dataclass(frozen=True)
class Link:
    """Headings of the two files, and the share of the contacts' children found in the children file."""

    children: str
    contacts: str
    share: float


def find(children: list[Column], contacts: list[Column]) -> Link | None:
    """The best pair of columns by their headings and by how many values they share; None where none do."""
    scored = []
    ours = [(named, left) for left in children if left.filled and (named := _named("children", left))]
    theirs = [(named, right) for right in contacts if right.filled and (named := _named("contacts", right))]
    for left_named, left in ours:
        known = _values(left).implode()
        for right_named, right in theirs:
            values = _values(right)
            share = float(values.is_in(known).sum()) / len(values)
            if share >= LEAST_SHARE:
                scored.append((left_named * right_named * share, Link(left.heading, right.heading, share)))
    return max(scored, key=lambda pair: (pair[0], pair[1].share), default=(0.0, None))[1]


def _named(file: str, column: Column) -> float:
    """How well the heading names a child; check digits that are right speak for a column whose heading says nothing."""
    return strength(file, "child", column.heading) or (NUMBERS_ALONE if check_digits(column) > 0.9 else 0.0)


def _values(column: Column) -> pl.Series:
    """Distinct values; 943 476 5919 and 9434765919 are one."""
    return column.counts["text"].str.replace_all(r"[\s-]", "").str.to_uppercase().unique()
