"""Raw tables and a mapping in, clean records out, with what became of every row and how good the files are."""

from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import polars as pl

from babyhubs.errors import InputError
from babyhubs.intake import children, contacts, door, flow, hubs, records, rules, sessions
from babyhubs.intake.cells import Cells, cells
from babyhubs.intake.engine import connect, frame, number, size, stored, typed
from babyhubs.intake.mapping import Mapping
from babyhubs.intake.options import Options
from babyhubs.intake.raw import RawTable
from babyhubs.intake.records import Records
from babyhubs.intake.venue_meaning import Venues, venues

__all__ = ["Intake", "Options", "load"]


@dataclass(frozen=True)
class Intake:
    """records: the clean tables. flow: rows in, set aside by reason, used. rejected: every row set aside.

    quality: checks by site, month, deprivation and ethnic group. rules: how many rows each cleaning rule changed.
    """

    records: Records
    flow: pl.DataFrame
    quality: pl.DataFrame
    rejected: pl.DataFrame
    rules: pl.DataFrame


def load(tables: dict[str, RawTable], mapping: Mapping, options: Options) -> Intake:
    """Clean an export. Files: children and contacts; hubs, head_counts and group_sessions where there are any."""
    _require_files(tables)
    on = options.on  # a wrong rule name is told before any work
    read = {file: cells(file, tables, mapping) for file in tables}
    connection = connect()
    changed: dict[str, int] = {}

    venue_table, names = _venue_table(read, options, changed)
    meaning = venues(mapping.venues, venue_table, str(tables["hubs"].path) if "hubs" in tables else "no hubs file")

    at_door, counts = door.children(read["children"], mapping.area_vintage, options)
    changed |= counts
    child_rows = stored(connection, "child_rows", at_door)
    in_order = stored(connection, "children_in_order", children.in_order(child_rows, options))
    joined = stored(connection, "children_joined", children.joined(in_order, options))

    at_door, counts = door.contacts(read["contacts"], meaning, options)
    changed |= counts
    contact_rows = stored(connection, "contact_rows", at_door)
    listed = joined.select("child", child_born="date_of_birth", child_reason="reason")
    judged = stored(connection, "contacts_judged", contacts.judged(contact_rows, listed, options))

    changed |= _changed(joined) | _changed(judged)
    changed["implausible_date_of_birth"] = int(
        in_order.aggregate(n=number(in_order.implausible_birth)).to_polars().item()
    )
    outcomes = [_children_outcome(child_rows, in_order, joined), _contacts_outcome(judged)]
    clean, counted = _clean(connection, joined, judged, venue_table, read, names, meaning, options, changed)
    outcomes += counted
    rejected = flow.rejected(tables, outcomes)
    balance = flow.flow(tables, outcomes, rejected)
    _require_children(clean, balance, tables)
    return Intake(clean, balance, pl.DataFrame(), rejected, rules.counted(on, changed))


def _require_files(tables: dict[str, RawTable]) -> None:
    for file in ("children", "contacts"):
        if file not in tables:
            raise InputError(f"There is no {file} file.", remedy="Name one: both are needed.")
        if tables[file].frame.is_empty():
            raise InputError(
                f"The {file} file has no rows.",
                where=str(tables[file].path),
                remedy="Export it again, or check the name.",
            )


def _require_children(clean: Records, balance: pl.DataFrame, tables: dict[str, RawTable]) -> None:
    if size(clean.children) == 0:
        main = balance.filter((pl.col("file") == "children") & (pl.col("step") == flow.SET_ASIDE)).sort(
            "rows", "reason", descending=[True, False]
        )
        raise InputError(
            f"No row of the children file can be used: {main['reason'][0]} ({main['rows'][0]} rows).",
            where=str(tables["children"].path),
            remedy="Check the columns and date formats in the mapping file.",
        )


def _venue_table(
    read: dict[str, Cells], options: Options, changed: dict[str, int]
) -> tuple[pl.DataFrame, dict[str, str]]:
    if "hubs" not in read:
        return hubs.SCHEMA.to_frame(), {}
    table, counts = hubs.hubs(read["hubs"], options)
    changed |= counts
    return table, hubs.names(read["hubs"])


def _changed(table: ir.Table) -> dict[str, int]:
    flags = [name for name in table.columns if name.startswith("rule_")]
    counts = frame(table.aggregate(**{name: number(table[name]) for name in flags})).row(0, named=True)
    return {name.removeprefix("rule_"): int(count) for name, count in counts.items()}


def _children_outcome(rows: ir.Table, in_order: ir.Table, joined: ir.Table) -> flow.Outcome:
    """The row of a child that came last stands for it; the others are joined to it."""
    known = in_order.select("row", "child", "place_in_order")
    of_child = joined.select(joined_child=joined.child, reason=joined.reason, last_place=joined.last_place)
    both = known.inner_join(of_child, known.child == of_child.joined_child)
    aside = both.filter(both.reason.notnull() | (both.place_in_order != both.last_place)).select(
        "row", reason=ibis.coalesce(both.reason, "merged")
    )
    nobody = rows.filter(rows.child.isnull()).select("row", reason=ibis.literal("no_child"))
    set_aside = frame(aside.union(nobody)).sort("row")
    used = size(joined.filter(joined.reason.isnull()))
    return flow.Outcome("children", used, set_aside)


def _contacts_outcome(judged: ir.Table) -> flow.Outcome:
    aside = frame(judged.filter(judged.reason.notnull() & ~judged.is_group).select("row", "reason")).sort("row")
    used = size(judged.filter(judged.reason.isnull() | judged.is_group.fill_null(False)))
    return flow.Outcome("contacts", used, aside)


def _clean(
    connection: Any,
    joined: ir.Table,
    judged: ir.Table,
    venue_table: pl.DataFrame,
    read: dict[str, Cells],
    names: dict[str, str],
    meaning: Venues,
    options: Options,
    changed: dict[str, int],
) -> tuple[Records, list[flow.Outcome]]:
    outcomes: list[flow.Outcome] = []
    people = joined.filter(joined.reason.isnull()).mutate(area_vintage=ibis.literal(options.area_vintage, "int16"))
    used = judged.filter(judged.reason.isnull()).mutate(duration_minutes=judged.duration)
    heads, groups = sessions.HEAD_COUNTS.to_frame(), sessions.GROUP_SESSIONS.to_frame()
    if "head_counts" in read:
        heads, outcome, counts = sessions.head_counts(read["head_counts"], names, meaning, options)
        changed |= counts
        outcomes.append(outcome)
    if "group_sessions" in read:
        groups, outcome = sessions.group_sessions(read["group_sessions"], names, meaning, options)
        outcomes.append(outcome)
    hidden = frame(judged.filter(judged.is_group).select("hub", "date", "participants"))
    groups = pl.concat([groups, hidden.cast(sessions.GROUP_SESSIONS)]).sort("hub", "date", "participants")
    if "hubs" in read:
        outcomes.append(
            flow.Outcome("hubs", venue_table.height, pl.DataFrame(schema={"row": pl.Int64, "reason": pl.String}))
        )
    return (
        Records(
            children=typed(connection, "children", people.order_by("child"), records.CHILDREN),
            contacts=typed(connection, "contacts", used.order_by("child", "date", "contact", "row"), records.CONTACTS),
            hubs=typed(connection, "hubs", venue_table, records.HUBS),
            head_counts=typed(connection, "head_counts", heads, records.HEAD_COUNTS),
            group_sessions=typed(connection, "group_sessions", groups, records.GROUP_SESSIONS),
        ),
        outcomes,
    )
