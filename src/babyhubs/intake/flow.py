"""Where every row went: rows in = rows used + rows set aside by reason, and the list of those set aside.

No date of birth, NHS number or postcode stands here: the row's place in its file and the heading are enough to find it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from babyhubs.intake.raw import ROW, RawTable

ROWS_IN, SET_ASIDE, USED = "rows in", "set aside", "used"
FLOW = pl.Schema({"file": pl.String(), "step": pl.String(), "reason": pl.String(), "rows": pl.Int64()})
REJECTED = pl.Schema(
    {
        "file": pl.String(),
        "row": pl.Int64(),
        "reason": pl.String(),
        "remedy": pl.String(),
        "field": pl.String(),
        "value": pl.String(),
    }
)
NOT_DATA_REMEDY = "Nothing to do where it is a title, a total or a blank line; otherwise correct the line."


@dataclass(frozen=True)
class Reason:
    """Why a row is set aside: the text that the user reads, what to do, and the field that is to blame."""

    text: str
    remedy: str
    field: str


@cache
def reasons(file: str) -> dict[str, Reason]:
    """The reasons of one file, by name."""
    entries = tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))
    return {name: Reason(**entry) for name, entry in entries.get(file, {}).items()}


@dataclass(frozen=True)
class Outcome:
    """One file after cleaning. set_aside: `row`, `reason` (a name of reasons.toml) and, where it may be shown, `value`."""

    file: str
    used: int
    set_aside: pl.DataFrame


def rejected(tables: Mapping[str, RawTable], outcomes: list[Outcome]) -> pl.DataFrame:
    """Every row set aside, with its reason, in the order of files and rows."""
    parts = [REJECTED.to_frame()]
    for outcome in outcomes:
        known = reasons(outcome.file)
        names = list(known)
        value = pl.col("value") if "value" in outcome.set_aside.columns else pl.lit(None, pl.String)
        parts.append(
            outcome.set_aside.select(
                file=pl.lit(outcome.file),
                row=pl.col("row"),
                reason=pl.col("reason").replace_strict(names, [known[name].text for name in names]),
                remedy=pl.col("reason").replace_strict(names, [known[name].remedy for name in names]),
                field=pl.col("reason").replace_strict(names, [known[name].field for name in names]),
                value=value,
            )
            if outcome.set_aside.height
            else REJECTED.to_frame()
        )
        parts.append(
            tables[outcome.file].not_data.select(
                file=pl.lit(outcome.file),
                row=pl.col(ROW),
                reason=pl.col("reason"),
                remedy=pl.lit(NOT_DATA_REMEDY),
                field=pl.lit(""),
                value=pl.lit(None, pl.String),  # a broken line may hold anything
            )
        )
    order = pl.Enum([outcome.file for outcome in outcomes])
    return pl.concat(parts).sort(pl.col("file").cast(order), "row", "reason")


def flow(tables: Mapping[str, RawTable], outcomes: list[Outcome], set_aside: pl.DataFrame) -> pl.DataFrame:
    """The balance of every file. One that does not balance is a fault of the program."""
    rows: list[tuple[str, str, str, int]] = []
    for outcome in outcomes:
        raw = tables[outcome.file]
        rows_in = raw.frame.height + raw.not_data.height
        by_reason = (
            set_aside.filter(pl.col("file") == outcome.file).group_by("reason").agg(rows=pl.len()).sort("reason")
        )
        aside = [(str(reason), int(count)) for reason, count in by_reason.iter_rows()]
        if rows_in != outcome.used + sum(count for _, count in aside):
            raise AssertionError(f"{outcome.file}: {rows_in} rows in, {outcome.used} used, set aside {aside}")
        rows.append((outcome.file, ROWS_IN, "", rows_in))
        rows.extend((outcome.file, SET_ASIDE, reason, count) for reason, count in aside)
        rows.append((outcome.file, USED, "", outcome.used))
    return pl.DataFrame(rows, schema=FLOW, orient="row")
