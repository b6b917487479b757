"""Counts, the only thing that the engine is asked for: whole numbers by attribute and group, always in one order.

Rates, limits and comparisons are NumPy's work on these small tables, so that every engine gives the same figures.
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import polars as pl

from babyhubs.audit.attributes import NAMES

ALL = "all"  # the attribute and the group of everybody together
WARD = "ward"  # counted like an attribute for the map, compared with nothing
RETURN_WINDOWS = (28, 56)  # days within which a first attender comes again


@dataclass(frozen=True)
class Counts:
    """Counts of one view.

    steps:    attribute, group, age, entered, first_visits, left: the reach cohort by day of age. A child leaves on the
              first day on which it is no longer followed, unless it had its first visit before.
    families: attribute, group, and over families with eligible time: families, y, t, yy, yt, tt (visits and child-days),
              and over families of the cohort: cohort_families, m (children), mm (sum of squares of m).
    returns:  attribute, group, and for each return window: followed_28, returned_28, followed_56, returned_56.
    """

    steps: pl.DataFrame
    families: pl.DataFrame
    returns: pl.DataFrame


def count(children: ir.Table) -> Counts:
    """Counts from one row a child (`visits.per_child` with groups from `attributes.grouped`)."""
    # Both are held by the engine, so that what follows is worked out, and put into SQL, once.
    children = children.cache()
    long = ibis.union(*[_one(children, name) for name in (ALL, *NAMES, WARD)]).cache()
    return Counts(_steps(long), _families(long), _returns(long))


def _one(children: ir.Table, attribute: str) -> ir.Table:
    group = ibis.literal(ALL) if attribute == ALL else children[attribute]
    return children.select(
        "family", "entry_age", "exit_age", "in_cohort", "visit_count", "first_age", "second_age",
        attribute=ibis.literal(attribute), group=group,
    )  # fmt: skip


def _steps(long: ir.Table) -> pl.DataFrame:
    cohort = long.filter(long.in_cohort)
    none = ibis.literal(0, "int64")
    reached = cohort.first_age.notnull()
    entered = cohort.select(
        "attribute", "group", age=cohort.entry_age, entered=ibis.literal(1, "int64"), first_visits=none, left=none
    )
    ended = cohort.select(
        "attribute", "group",
        age=ibis.coalesce(cohort.first_age, cohort.exit_age),
        entered=none,
        first_visits=reached.cast("int64"),
        left=(~reached).cast("int64"),
    )  # fmt: skip
    return _ordered(
        ibis.union(entered, ended)
        .group_by("attribute", "group", "age")
        .agg(lambda t: t.entered.sum().name("entered"), lambda t: t.first_visits.sum().name("first_visits"), lambda t: t.left.sum().name("left")),
        ["attribute", "group", "age"],
    )  # fmt: skip


def _families(long: ir.Table) -> pl.DataFrame:
    per_family = long.group_by("attribute", "group", "family").agg(
        lambda t: t.visit_count.cast("int64").sum().name("y"),
        lambda t: (t.exit_age - t.entry_age).sum().name("t"),
        lambda t: t.in_cohort.cast("int64").sum().name("m"),
    )
    sums = per_family.group_by("attribute", "group").agg(
        lambda f: f.count().name("families"),
        lambda f: f.y.sum().name("y"),
        lambda f: f.t.sum().name("t"),
        lambda f: (f.y * f.y).sum().name("yy"),
        lambda f: (f.y * f.t).sum().name("yt"),
        lambda f: (f.t * f.t).sum().name("tt"),
        lambda f: (f.m > 0).cast("int64").sum().name("cohort_families"),
        lambda f: f.m.sum().name("m"),
        lambda f: (f.m * f.m).sum().name("mm"),
    )
    return _ordered(sums, ["attribute", "group"])


def _returns(long: ir.Table) -> pl.DataFrame:
    came = long.filter(long.in_cohort & long.first_age.notnull())
    columns = {}
    for days in RETURN_WINDOWS:
        followed = came.exit_age - came.first_age > days
        again = ibis.coalesce(came.second_age - came.first_age <= days, False)
        columns[f"followed_{days}"] = followed.cast("int64")
        columns[f"returned_{days}"] = (followed & again).cast("int64")
    flagged = came.select("attribute", "group", **columns)
    return _ordered(
        flagged.group_by("attribute", "group").agg(**{name: flagged[name].sum() for name in columns}),
        ["attribute", "group"],
    )


def _ordered(table: ir.Table, keys: list[str]) -> pl.DataFrame:
    """To memory: 64-bit whole numbers in one order, whatever type the engine sums in."""
    frame = pl.DataFrame(table.to_polars())
    numbers = [name for name in frame.columns if frame.schema[name] != pl.String()]
    return frame.with_columns(pl.col(numbers).cast(pl.Int64)).sort(keys)
