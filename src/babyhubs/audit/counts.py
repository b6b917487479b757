"""Counts, the only thing that the engine is asked for: whole numbers by attribute and group, always in one order.

Rates, limits and comparisons are NumPy's work on these small tables, so that every engine gives the same figures.
"""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import polars as pl

from babyhubs.audit.attributes import NAMES
from babyhubs.audit.engine import held, to_memory
from babyhubs.intake.engine import flag

ALL = "all"  # the attribute and the group of everybody together
WARD = "ward"  # counted like an attribute for the map, compared with nothing
COUNTED = (ALL, *NAMES, WARD)
RETURN_WINDOWS = (28, 56)  # days within which a first attender comes again
KEYS = ["attribute", "group"]


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


def count(children: ir.Table, names: tuple[str, ...], groups: dict[str, tuple[str, ...]]) -> dict[str, Counts]:
    """Counts of each view (or scenario) of `names`, from one row a child (`visits.per_child`).

    groups: attribute -> groups by number (`attributes.numbered_groups`).
    """
    families = _families(children, names)
    cohort = children.filter(children.in_cohort)
    entered = to_memory(
        _long(cohort, age=cohort.entry_age).group_by(*KEYS, "age").agg(lambda t: t.count().name("entered")),
        [*KEYS, "age"],
    )
    ended = {name: _ended(cohort, name) for name in names}
    return {
        name: Counts(
            _named(_steps(ended[name], entered), groups),
            _named(families[name], groups),
            _named(_returns(ended[name]), groups),
        )
        for name in names
    }


def _long(children: ir.Table, **columns: ir.Column) -> ir.Table:
    """The children once for each attribute, with the group's number."""
    return ibis.union(
        *[
            children.select(
                attribute=ibis.literal(place, "int16"),
                group=ibis.literal(0, "int16") if attribute == ALL else children[attribute].cast("int16"),
                **columns,
            )
            for place, attribute in enumerate(COUNTED)
        ]
    )


def _ended(cohort: ir.Table, name: str) -> pl.DataFrame:
    """attribute, group, age: how many children ended there, by a first visit or without one, and how many of those with
    a first visit came again."""
    first, second = cohort[f"{name}_first"], cohort[f"{name}_second"]
    columns = {"first_visits": flag(first.notnull())}
    for days in RETURN_WINDOWS:
        followed = cohort.exit_age - first > days
        columns[f"followed_{days}"] = flag(followed)
        columns[f"returned_{days}"] = flag(followed & (second - first <= days))
    ends = _long(cohort, age=ibis.coalesce(first, cohort.exit_age), **columns)
    sums = {column: ends[column].sum() for column in columns}
    return to_memory(ends.group_by(*KEYS, "age").agg(ended=ends.count(), **sums), [*KEYS, "age"])


def _steps(ended: pl.DataFrame, entered: pl.DataFrame) -> pl.DataFrame:
    ends = ended.select(*KEYS, "age", "first_visits", "ended")
    both = entered.join(ends, on=[*KEYS, "age"], how="full", coalesce=True).fill_null(0)
    return both.select(*KEYS, "age", "entered", "first_visits", left=pl.col("ended") - pl.col("first_visits"))


def _returns(ended: pl.DataFrame) -> pl.DataFrame:
    """Sums over the ages at the first visit, of groups in which anybody came."""
    came = ended.filter(pl.col("first_visits") > 0).drop("age", "first_visits", "ended")
    return came.group_by(KEYS).sum().sort(KEYS)


def _families(children: ir.Table, names: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    """Sums over families. Most families have one child, whose sums the engine adds up directly.

    For the others the children's own sums are taken out and those of the whole families put in their place.
    """
    sizes = children.group_by(many_family="family").agg(lambda t: t.count().name("size"))
    many = sizes.filter(sizes.size > 1)
    several = held(children.inner_join(many, children.family == many.many_family).drop("many_family", "size"))
    by_child = _family_sums(_members(children, names), names)
    as_children = _family_sums(_members(several, names), names)
    together = _members(several, names)
    as_families = _family_sums(
        together.group_by(*KEYS, "family").agg(
            lambda f: f.t.sum().name("t"),
            lambda f: f.m.sum().name("m"),
            *(lambda f, name=name: f[f"y_{name}"].sum().name(f"y_{name}") for name in names),
        ),
        names,
    )
    signed = pl.concat([by_child, as_children.with_columns(-pl.exclude(KEYS)), as_families])
    sums = signed.group_by(KEYS).agg(pl.exclude(KEYS).sum()).sort(KEYS)
    return {
        name: sums.select(
            *KEYS, "families", y=f"y_{name}", t="t", yy=f"yy_{name}", yt=f"yt_{name}", tt="tt",
            cohort_families="cohort_families", m="m", mm="mm",
        )
        for name in names
    }  # fmt: skip


def _members(children: ir.Table, names: tuple[str, ...]) -> ir.Table:
    return _long(
        children,
        family=children.family,
        t=(children.exit_age - children.entry_age).cast("int64"),
        m=flag(children.in_cohort).cast("int64"),
        **{f"y_{name}": children[f"{name}_count"].cast("int64") for name in names},
    )


def _family_sums(members: ir.Table, names: tuple[str, ...]) -> pl.DataFrame:
    sums = {
        "families": members.count(),
        "t": members.t.sum(),
        "tt": (members.t * members.t).sum(),
        "cohort_families": flag(members.m > 0).sum(),
        "m": members.m.sum(),
        "mm": (members.m * members.m).sum(),
    }
    for name in names:
        y = members[f"y_{name}"]
        sums |= {f"y_{name}": y.sum(), f"yy_{name}": (y * y).sum(), f"yt_{name}": (y * members.t).sum()}
    return to_memory(members.group_by(*KEYS).agg(**sums), KEYS)


def _named(frame: pl.DataFrame, groups: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    """Attributes and groups by name."""
    names = pl.DataFrame(
        [
            {"attribute": place, "group": number, "attribute_name": attribute, "group_name": group}
            for place, attribute in enumerate(COUNTED)
            for number, group in enumerate((ALL,) if attribute == ALL else groups[attribute])
        ]
    )
    joined = frame.join(names, on=KEYS, how="left").select(
        attribute="attribute_name", group="group_name", **{name: name for name in frame.columns if name not in KEYS}
    )
    return joined.sort([name for name in ("attribute", "group", "age") if name in joined.columns])
