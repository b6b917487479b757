"""The tables that leave beside the page: which they are, and how a hidden figure is written in them."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from babyhubs.audit.result import AuditResult
from babyhubs.reports.cells import SUPPRESSED
from babyhubs.reports.protected import PROTECTION, require_protected
from babyhubs.reports.quality_tables import QualityTables
from babyhubs.reports.refused import left_out


def written(released: AuditResult, quality_tables: QualityTables | None) -> dict[str, pl.DataFrame]:
    """Protected tables by name. Those that a refusal withdraws are left out; so are quality tables that are not there."""
    require_protected(released)
    gone = left_out(released)
    found = {name: table for name, table in released.tables.items() if name not in gone}
    if quality_tables is not None:
        found |= {name: table for name, table in quality_tables.tables.items() if not table.is_empty()}
    return found


def values(table: pl.DataFrame) -> Iterator[list[Any]]:
    """Rows with "*" for a number that is hidden and None where there is none.

    A column that a measure does not have (person-time of a share) is empty in its hidden rows, as in all others.
    """
    numeric = [name for name, kind in table.schema.items() if kind.is_numeric()]
    has = _columns_of_each_measure(table, numeric)
    for row in table.iter_rows(named=True):
        hidden = has[row.get("measure")] if row[PROTECTION] else set()
        yield [SUPPRESSED if cell is None and name in hidden else cell for name, cell in row.items()]


def _columns_of_each_measure(table: pl.DataFrame, numeric: list[str]) -> dict[str | None, set[str]]:
    if "measure" not in table.columns:
        return {None: set(numeric)}
    present = table.group_by("measure").agg(pl.col(numeric).is_not_null().any())
    return {row["measure"]: {name for name in numeric if row[name]} for row in present.to_dicts()}
