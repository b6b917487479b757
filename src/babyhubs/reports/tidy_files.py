"""The released tables as tidy CSV files: UTF-8, one a table, one row an observation.

A hidden number is "*" and the column `protection` says so; where there is no number the cell is empty. Text that a
spreadsheet could take for a formula has an apostrophe in front.
"""

import csv
from pathlib import Path

from babyhubs.audit.result import AuditResult
from babyhubs.reports import explained
from babyhubs.reports.cells import SUPPRESSED, safe_text
from babyhubs.reports.quality_tables import QualityTables
from babyhubs.reports.written_tables import values, written


def write(released: AuditResult, folder: Path, quality_tables: QualityTables | None = None) -> None:
    """Write every table into `folder`, which is made, and a README.md that explains the columns."""
    folder.mkdir()
    tables = written(released, quality_tables)
    for name, table in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table.columns)
            writer.writerows([_cell(value) for value in row] for row in values(table))
    columns = sorted({column for table in tables.values() for column in table.columns})
    lines = [
        "# The released tables",
        "",
        "UTF-8, comma separated. `*` is a hidden figure; an empty cell is a figure that there is not. Text that begins like a",
        "formula has an apostrophe in front.",
        "",
        "| file | what it holds |",
        "| --- | --- |",
        *(f"| {name}.csv | {explained.table(name)} |" for name in tables),
        "",
        "| column | what it says |",
        "| --- | --- |",
        *(f"| {name} | {explained.column(name)} |" for name in columns),
        "",
    ]
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # a lone carriage return is not quoted by the csv module and would end the row in some readers
        return value if value == SUPPRESSED else safe_text(value).replace("\r", " ")
    return repr(value)
