"""How good the files are, before anything is computed from them: whole counts, and a share for the reader.

By all records, by site (the contact's hub, else the child's team), by month (of the contact; of the birth for children), by
deprivation fifth and by ethnic group. A gap that sits in one hub or one group bends every comparison with it.
Where a check is about values that nobody has placed, these are listed too (`by` is "value").
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import polars as pl

from babyhubs.intake import quality_whole
from babyhubs.intake.clean import Cleaned
from babyhubs.intake.engine import forget, frame, number, stored
from babyhubs.intake.options import Options
from babyhubs.intake.quality_checks import Pair, child_checks, contact_checks, with_reuse
from babyhubs.reference import codes

ALL, UNKNOWN = "all", "unknown"
GROUPINGS = ("site", "month", "deprivation", "ethnic_group")
BY = (ALL, *GROUPINGS, "value")
ON_THE_WAY = (
    "quality_people", "quality_children", "quality_contacts",
)  # fmt: skip
SCHEMA = pl.Schema(
    {
        "dimension": pl.String(),
        "check": pl.String(),
        "label": pl.String(),
        "file": pl.String(),
        "field": pl.String(),
        "by": pl.String(),
        "group": pl.String(),
        "records": pl.Int64(),
        "failing": pl.Int64(),
        "share": pl.Float64(),
    }
)
COUNTS = pl.Schema(
    {"check": pl.String(), "by": pl.String(), "group": pl.String(), "records": pl.Int64(), "failing": pl.Int64()}
)


@dataclass(frozen=True)
class Check:
    """One entry of checks.toml. label: the sentence that is true of a sound record."""

    dimension: str
    file: str
    field: str
    label: str


@cache
def checks() -> dict[str, Check]:
    """Every check, in the report's order."""
    entries = tomllib.loads(Path(__file__).with_name("checks.toml").read_text(encoding="utf-8"))
    return {name: Check(**entry) for name, entry in entries.items()}


def quality(cleaned: Cleaned, options: Options) -> pl.DataFrame:
    """The quality table. Columns: `SCHEMA`."""
    whole = [
        *quality_whole.timely(cleaned.contacts, cleaned.hubs, options),
        *quality_whole.places(cleaned.hubs, frame(cleaned.records.group_sessions), cleaned.outcomes),
        *quality_whole.unplaced_values(cleaned.unplaced),
    ]
    counts = pl.concat([_of_records(cleaned, options), pl.DataFrame(whole, schema=COUNTS, orient="row")])
    forget(cleaned.connection, ON_THE_WAY)
    return table(counts)


def _of_records(cleaned: Cleaned, options: Options) -> pl.DataFrame:
    """Counts of every check on rows of children and contacts, by each grouping. Columns: `COUNTS`."""
    connection, children = cleaned.connection, cleaned.children
    child_rows = cleaned.child_rows
    fifths = options.areas.select("area", fifth=pl.col("deprivation_quintile").cast(pl.String))
    groups = pl.DataFrame(list(codes.ethnic_group("2001").items()), schema=["category", "group"], orient="row")
    venue_table = cleaned.hubs.select("weekdays", "opened", "closed", named="hub", hub_name="name")
    people = _with_groups(children, ibis.memtable(fifths.to_arrow()), ibis.memtable(groups.to_arrow()))
    people = people.select(
        person=people.child, born=people.date_of_birth, start=people.caseload_start, end=people.caseload_end,
        usable=people.reason.isnull(), file_rows=people.file_rows, different_births=people.different_births,
        different_home=people.different_home, different_ethnic=people.different_ethnic, team=people.team,
        ends_early=people.caseload_end < people.caseload_start, person_fifth=people.fifth, person_group=people.group,
    )  # fmt: skip
    people = stored(connection, "quality_people", people)
    by_child = child_rows.left_join(people.drop("team"), child_rows.child == people.person)
    by_child = by_child.mutate(
        site=by_child.team,
        month=_month(by_child.date_of_birth),
        deprivation=by_child.person_fifth,
        ethnic_group=by_child.person_group,
    )
    flags = cleaned.contact_rows
    flags = flags.select("row", *[name for name in flags.columns if name.startswith(("known_", "bad_"))])
    flags = flags.rename(flag_row="row")
    rows = with_reuse(cleaned.contacts)
    rows = rows.inner_join(flags, rows.row == flags.flag_row)
    by_contact = rows.left_join(people, rows.child == people.person)
    venues = ibis.memtable(venue_table.to_arrow())
    by_contact = by_contact.left_join(venues, by_contact.hub == venues.named)
    by_contact = by_contact.mutate(
        site=ibis.coalesce(by_contact.hub_name, by_contact.team),
        month=_month(by_contact.date),
        deprivation=by_contact.person_fifth,
        ethnic_group=by_contact.person_group,
    )
    return pl.concat(
        [
            _counted(stored(connection, "quality_children", by_child), child_checks),
            _counted(stored(connection, "quality_contacts", by_contact), lambda rows: contact_checks(rows, options)),
        ]
    )


def table(counts: pl.DataFrame) -> pl.DataFrame:
    """The quality table: counts with their checks' names, in the report's order. Groups without records are left out."""
    known = checks()
    described = pl.DataFrame(
        [(name, one.dimension, one.label, one.file, one.field, place) for place, (name, one) in enumerate(known.items())],
        schema={"check": pl.String, "dimension": pl.String, "label": pl.String, "file": pl.String, "field": pl.String, "place": pl.Int64},
        orient="row",
    )  # fmt: skip
    strangers = set(counts["check"]) - set(known)
    if strangers:
        raise ValueError(f"checks without an entry in checks.toml: {sorted(strangers)}")
    return (
        counts.filter((pl.col("records") > 0) | (pl.col("by") == ALL))
        .join(described, on="check")
        .with_columns(
            share=pl.when(pl.col("records") > 0).then(pl.col("failing") / pl.col("records")),
            order=pl.col("by").cast(pl.Enum(BY)),
        )
        .sort("place", "order", "group")
        .select(SCHEMA.names())
        .cast(SCHEMA)
    )


def _with_groups(children: ir.Table, fifths: ir.Table, groups: ir.Table) -> ir.Table:
    fifths = fifths.rename(fifth_area="area")
    placed = children.left_join(fifths, children.area == fifths.fifth_area)
    return placed.left_join(groups, placed.ethnic_category == groups.category)


def _month(day: Any) -> Any:
    year, month = day.year().cast("string"), day.month().cast("string")
    return year + "-" + month.lpad(2, "0")


def _counted(rows: ir.Table, make: Callable[[ir.Table], dict[str, Pair]]) -> pl.DataFrame:
    """records and failing of each check, by each grouping: one pass over the rows, then sums of whole numbers."""
    made = make(rows)
    sums = {f"records {name}": number(looked_at) for name, (looked_at, _) in made.items()}
    sums |= {f"failing {name}": number(looked_at & fails) for name, (looked_at, fails) in made.items()}
    keys = {by: ibis.coalesce(rows[by], UNKNOWN) for by in GROUPINGS}
    cells = frame(rows.group_by(**keys).agg(**sums)).with_columns(pl.lit(ALL).alias(ALL))
    parts = []
    for by in (ALL, *GROUPINGS):
        wide = cells.group_by(pl.col(by).alias("group")).agg(pl.col(list(sums)).sum()).sort("group")
        parts += [
            wide.select(
                check=pl.lit(name),
                by=pl.lit(by),
                group="group",
                records=f"records {name}",
                failing=f"failing {name}",
            )
            for name in made
        ]
    return pl.concat(parts).cast(COUNTS)
