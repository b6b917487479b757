"""The gate of this floor: only tables that have been through disclosure control are shown.

`audit.release.release` puts a column `protection` on every table. A table without it is internal, and nothing here
takes it.
"""

import polars as pl

from babyhubs.audit.result import AuditResult

PROTECTION = "protection"


def require_protected(released: AuditResult) -> AuditResult:
    """The same result, or an error when a table of it has not been released. It is our fault, not the user's."""
    for name, table in released.tables.items():
        require_column(name, table)
    return released


def require_column(name: str, table: pl.DataFrame) -> None:
    """An error when the table carries no mark of protection."""
    if PROTECTION not in table.columns:
        raise ValueError(f"table {name} has not been through disclosure control and is not shown")
