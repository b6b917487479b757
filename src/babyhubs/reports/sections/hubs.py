"""What each hub recorded, beside what somebody counted in the room. Hubs in order of name: this is no league table."""

from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells
from babyhubs.reports.cells import NONE, Row
from babyhubs.reports.tables import Table, number, text


def hubs(released: AuditResult) -> Table:
    """One row a hub of the venue table."""
    return Table(
        "hubs",
        "Hubs: what is recorded and what was counted",
        (
            text("Hub"), text("Model"), number("Session days"), number("Visits recorded"), number("Babies"),
            number("Heads counted"), number("Recorded, of 100 counted"), number("In group sessions"), number("No attendance code"), text("Note"),
        ),
        [
            (
                row["name"], row["model"] or NONE, f"{row['session_days']:,}" if row["session_days"] is not None else NONE,
                cells.count(row, "attendances"), cells.count(row, "children"), cells.count(row, "counted"), _capture(row),
                cells.count(row, "group_participants"), cells.count(row, "unknown_attendance"), row["reason"] or "",
            )
            for row in released.hubs.sort("name", "hub").to_dicts()
        ],
    )  # fmt: skip


def _capture(row: Row) -> str:
    value = row["capture_rate"]
    return cells.missing(row) if value is None else str(cells.rounded(value * 100))
