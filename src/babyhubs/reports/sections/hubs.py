"""What each hub recorded, beside what somebody counted in the room. Hubs in order of name: this is no league table."""

from dataclasses import dataclass

import polars as pl

from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells
from babyhubs.reports.cells import NONE, Row
from babyhubs.reports.tables import Table, number, text

# Columns that are shown only when some hub has something in them, and what is said when none has.
ONLY_IF_ANY = {
    "counted": "Nobody counted heads, so it is not known how many visits were never entered.",
    "group_participants": "No hub recorded group sessions without people.",
    "unknown_attendance": "Every contact at a hub has an attendance code.",
}


@dataclass(frozen=True)
class Hubs:
    """The table, and a sentence for each column that has nothing to say."""

    table: Table
    sentences: list[str]


def hubs(released: AuditResult) -> Hubs:
    """One row a hub of the venue table."""
    any_in = {
        name: bool(((released.hubs[name].fill_null(0) > 0) | released.hubs[name].is_null()).any())
        for name in ONLY_IF_ANY
    }
    rows = released.hubs.sort("name", "hub").to_dicts()
    columns = [
        (text("Hub"), [row["name"] for row in rows]),
        (text("Model"), [row["model"] or NONE for row in rows]),
        (number("Session days"), [NONE if row["session_days"] is None else f"{row['session_days']:,}" for row in rows]),
        (number("Visits recorded"), [cells.count(row, "attendances") for row in rows]),
        (number("Babies"), [cells.count(row, "children") for row in rows]),
    ]
    if any_in["counted"]:
        columns += [
            (number("Heads counted"), [cells.count(row, "counted") for row in rows]),
            (number("Recorded, of 100 counted"), [_capture(row) for row in rows]),
        ]
    if any_in["group_participants"]:
        columns.append((number("In group sessions"), [cells.count(row, "group_participants") for row in rows]))
    if any_in["unknown_attendance"]:
        columns.append((number("No attendance code"), [cells.count(row, "unknown_attendance") for row in rows]))
    columns.append((text("Note"), [row["reason"] or "" for row in rows]))
    table = Table(
        "hubs",
        "Hubs: what is recorded and what was counted",
        tuple(heading for heading, _ in columns),
        [tuple(row) for row in zip(*(values for _, values in columns), strict=True)],
        groups=tuple(row["hub"] for row in rows),
    )
    return Hubs(table, [sentence for name, sentence in ONLY_IF_ANY.items() if not any_in[name]])


def incomplete(hubs_table: pl.DataFrame) -> list[str]:
    """Names of the hubs with a note."""
    return sorted(hubs_table.filter(pl.col("reason").fill_null("") != "")["name"].to_list())


def _capture(row: Row) -> str:
    value = row["capture_rate"]
    return cells.missing(row) if value is None else str(cells.rounded(value * 100))
