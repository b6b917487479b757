"""The quality tables on their way out: rows and failures by group are counts of people too.

Shares are worked out again from the rounded counts, as everywhere. Tables that are not there are empty here.
"""

from dataclasses import dataclass
from typing import Protocol

import polars as pl

from babyhubs.disclosure.profiles import Profile
from babyhubs.disclosure.table import TableSpec, protect
from babyhubs.reports.protected import require_column

FLOW = {"file": pl.String(), "step": pl.String(), "reason": pl.String(), "rows": pl.Int64()}
QUALITY = {
    "dimension": pl.String(), "check": pl.String(), "label": pl.String(), "file": pl.String(), "field": pl.String(),
    "by": pl.String(), "group": pl.String(), "records": pl.Int64(), "failing": pl.Int64(), "share": pl.Float64(),
}  # fmt: skip
RULES = {"rule": pl.String(), "label": pl.String(), "switched_on": pl.Boolean(), "rows_changed": pl.Int64()}


class Cleaned(Protocol):
    """What cleaning counted, exact: an `intake.load.Intake`."""

    @property
    def flow(self) -> pl.DataFrame: ...
    @property
    def quality(self) -> pl.DataFrame: ...
    @property
    def rules(self) -> pl.DataFrame: ...


@dataclass(frozen=True)
class QualityTables:
    """flow, quality and rules of the intake, each with a column `protection`."""

    flow: pl.DataFrame
    quality: pl.DataFrame
    rules: pl.DataFrame

    def __post_init__(self) -> None:
        for name, table in self.tables.items():
            require_column(name, table)

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """By the names that they have in tables.xlsx and the CSV files."""
        return {"rows": self.flow, "quality": self.quality, "cleaning_rules": self.rules}


def protected_quality(cleaned: Cleaned, profile: Profile) -> QualityTables:
    """The tables of the intake under a profile."""
    flow = protect(_shaped(cleaned.flow, FLOW), TableSpec(people=["rows"]), profile)
    counted = protect(
        _shaped(cleaned.quality, QUALITY),
        TableSpec(people=["records", "failing"], within=[("failing", "records")]),
        profile,
    )
    again = pl.when(pl.col("records") > 0).then((pl.col("failing") / pl.col("records")).clip(0, 1).round(4))
    quality = counted.with_columns(share=again.otherwise(None))
    rules = protect(_shaped(cleaned.rules, RULES), TableSpec(people=["rows_changed"]), profile)
    return QualityTables(flow, quality, rules)


def no_quality() -> QualityTables:
    """Empty tables, for a result whose records did not come through intake."""
    empty = (pl.DataFrame(schema=schema | {"protection": pl.String()}) for schema in (FLOW, QUALITY, RULES))
    return QualityTables(*empty)


def _shaped(table: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return table.select(pl.col(name).cast(kind) for name, kind in schema.items())
