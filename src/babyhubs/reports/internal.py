"""The unrounded tables, in a folder that says that it must not leave the service."""

from pathlib import Path

import polars as pl

from babyhubs.audit.result import AuditResult
from babyhubs.intake.load import Intake
from babyhubs.reports.cells import safe_text

README = """INTERNAL: NOT TO LEAVE THE SERVICE

The tables in this folder are exact. They have not been through disclosure control. A count of one to seven babies in
them can point to a family.

Keep this folder where the records themselves are kept, and delete it when it is no longer needed. For anything that
leaves the service, use the report, the workbook and the tables that an audit writes outside its folder `internal`.
"""


def write(result: AuditResult, taken: Intake, folder: Path) -> None:
    """One CSV a table of the audit, and what the check of the files found."""
    folder.mkdir()
    _tables(result.tables | _checked(taken), folder)


def write_checked(taken: Intake, folder: Path) -> None:
    """The rows that were set aside with their reasons, and the quality tables."""
    _tables(_checked(taken), folder)


def _checked(taken: Intake) -> dict[str, pl.DataFrame]:
    return {
        "quality": taken.quality,
        "rows": taken.flow,
        "rows_set_aside": taken.rejected,
        "cleaning_rules": taken.rules,
    }


def _tables(tables: dict[str, pl.DataFrame], folder: Path) -> None:
    (folder / "README.txt").write_text(README, encoding="utf-8")
    for name, table in tables.items():
        texts = pl.selectors.string().map_elements(safe_text, return_dtype=pl.String)
        table.with_columns(texts).write_csv(folder / f"{name}.csv", line_terminator="\n")
