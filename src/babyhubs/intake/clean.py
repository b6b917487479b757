"""The cleaning itself: every file through the door, the rules in the engine, the clean tables out."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import polars as pl

from babyhubs.errors import InputError
from babyhubs.intake import children, contacts, door, hubs, records, sessions
from babyhubs.intake.cells import Cells, cells
from babyhubs.intake.engine import connect, forget, frame, number, size, stored, typed
from babyhubs.intake.flow import Outcome, reasons
from babyhubs.intake.mapping import Mapping
from babyhubs.intake.options import Options
from babyhubs.intake.raw import RawTable
from babyhubs.intake.records import Records
from babyhubs.intake.venue_meaning import venues

ON_THE_WAY = ("child_rows", "children_in_order", "children_joined", "contact_rows", "contacts_judged")


@dataclass(frozen=True)
class Cleaned:
    """The clean tables and, until `forget`, those on the way to them.

    child_rows: rows of the children file behind the door. children: one row a child, usable or not. contacts: every row
    of the contacts file with its reason. unplaced: for each code field the values without a meaning, with their rows.
    """

    connection: Any
    records: Records
    outcomes: tuple[Outcome, ...]
    changed: MappingType[str, int]
    child_rows: ir.Table
    children: ir.Table
    contacts: ir.Table
    contact_rows: ir.Table
    hubs: pl.DataFrame
    unplaced: MappingType[str, MappingType[str, pl.Series]]

    def forget(self) -> None:
        """Drop the tables on the way: they hold more than the clean records do."""
        forget(self.connection, ON_THE_WAY)


def clean(tables: dict[str, RawTable], mapping: Mapping, options: Options) -> Cleaned:
    """Clean an export."""
    _require_files(tables)
    read = {file: cells(file, tables, mapping) for file in tables}
    connection = connect()
    venue_table, names, venues_changed = _venue_table(read, options)
    meaning = venues(mapping.venues, venue_table, str(tables["hubs"].path) if "hubs" in tables else "no hubs file")

    behind, children_changed = door.children(read["children"], mapping.area_vintage, options)
    unplaced = {"children": door.unplaced(read["children"], behind)}
    child_rows = stored(connection, "child_rows", behind)
    in_order = stored(connection, "children_in_order", children.in_order(child_rows, options))
    joined = stored(connection, "children_joined", children.joined(in_order, options))

    behind, contacts_changed = door.contacts(read["contacts"], meaning, options)
    unplaced["contacts"] = door.unplaced(read["contacts"], behind)
    contact_rows = stored(connection, "contact_rows", behind)
    listed = joined.select("child", child_born="date_of_birth", child_reason="reason")
    judged = stored(connection, "contacts_judged", contacts.judged(contact_rows, listed, options))

    outcomes = [_children_outcome(in_order, joined), _contacts_outcome(judged)]
    heads, groups = sessions.HEAD_COUNTS.to_frame(), sessions.GROUP_SESSIONS.to_frame()
    heads_changed: dict[str, int] = {}
    if "hubs" in read:
        outcomes.append(
            Outcome("hubs", venue_table.height, pl.DataFrame(schema={"row": pl.Int64, "reason": pl.String}))
        )
    if "head_counts" in read:
        heads, outcome, heads_changed = sessions.head_counts(read["head_counts"], names, meaning, options)
        outcomes.append(outcome)
    if "group_sessions" in read:
        groups, outcome = sessions.group_sessions(read["group_sessions"], names, meaning, options)
        outcomes.append(outcome)
    told = judged.filter(judged.reason.notnull())
    by_reason = dict(frame(told.group_by("reason").agg(n=told.count())).iter_rows())
    hidden = frame(judged.filter(judged.is_group).select("hub", "date", "participants")).cast(sessions.GROUP_SESSIONS)
    groups = pl.concat([groups, hidden]).sort("hub", "date", "participants")

    people = joined.filter(joined.reason.isnull()).mutate(area_vintage=ibis.literal(options.area_vintage, "int16"))
    used = judged.filter(judged.reason.isnull())
    _require_children(outcomes[0], tables)
    _require_common_children(judged, read)
    return Cleaned(
        connection=connection,
        records=Records(
            children=typed(connection, "children", people.order_by("child"), records.CHILDREN),
            contacts=typed(connection, "contacts", used.order_by("child", "date", "contact", "row"), records.CONTACTS),
            hubs=typed(connection, "hubs", venue_table, records.HUBS),
            head_counts=typed(connection, "head_counts", heads, records.HEAD_COUNTS),
            group_sessions=typed(connection, "group_sessions", groups, records.GROUP_SESSIONS),
        ),
        outcomes=tuple(outcomes),
        changed={
            **venues_changed, **children_changed, **contacts_changed, **heads_changed,
            **_changed(joined), **_changed(judged), **_changed(in_order), **contacts.changed(by_reason),
        },
        child_rows=in_order,
        children=joined,
        contacts=judged,
        contact_rows=contact_rows,
        hubs=venue_table,
        unplaced=unplaced,
    )  # fmt: skip


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


def _require_children(outcome: Outcome, tables: dict[str, RawTable]) -> None:
    if outcome.used:
        return
    counts = outcome.set_aside.group_by("reason").agg(rows=pl.len()).sort("rows", "reason", descending=[True, False])
    main = reasons("children")[counts["reason"][0]]
    raise InputError(
        f"No row of the children file can be used. The main reason: {main.text} ({counts['rows'][0]} rows).",
        where=str(tables["children"].path),
        remedy=main.remedy,
    )


def _require_common_children(judged: ir.Table, read: dict[str, Cells]) -> None:
    """Not one child of the contacts file in the children file: the two columns are no names of the same thing."""
    named = judged.filter(judged.child.notnull())
    if size(named) and not size(named.filter(named.is_listed)):
        raise InputError(
            "No contact belongs to a child of the children file.",
            where=f"{read['contacts'].raw.path}: column {read['contacts'].heading('child')!r}; "
            f"{read['children'].raw.path}: column {read['children'].heading('child')!r}",
            remedy="Name columns that hold the same identifier in the same form: a spreadsheet may have taken zeros off the front.",
        )


def _venue_table(read: dict[str, Cells], options: Options) -> tuple[pl.DataFrame, dict[str, str], dict[str, int]]:
    if "hubs" not in read:
        return hubs.SCHEMA.to_frame(), {}, {}
    table, changed = hubs.hubs(read["hubs"], options)
    return table, hubs.names(read["hubs"]), changed


def _changed(table: ir.Table) -> dict[str, int]:
    flags = [name for name in table.columns if name.startswith("rule_")]
    counts = frame(table.aggregate(**{name: number(table[name]) for name in flags})).row(0, named=True)
    return {name.removeprefix("rule_"): int(count) for name, count in counts.items()}


def _children_outcome(in_order: ir.Table, joined: ir.Table) -> Outcome:
    """The row of a child that came last stands for it; the others are joined to it."""
    of_child = joined.select(joined_child=joined.child, reason=joined.reason, last_place=joined.last_place)
    both = in_order.left_join(of_child, in_order.child == of_child.joined_child)
    reason = ibis.cases(
        (both.child.isnull(), "no_child"),
        (both.reason.notnull(), both.reason),
        (both.place_in_order != both.last_place, "merged"),
    )
    every = both.select("row", reason=reason)
    aside = frame(every.filter(every.reason.notnull())).sort("row")
    return Outcome("children", size(joined.filter(joined.reason.isnull())), aside)


def _contacts_outcome(judged: ir.Table) -> Outcome:
    aside = frame(judged.filter(judged.reason.notnull() & ~judged.is_group).select("row", "reason")).sort("row")
    return Outcome("contacts", size(judged.filter(judged.reason.isnull() | judged.is_group)), aside)
