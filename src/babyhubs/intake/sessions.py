"""Counts without people: heads counted in the room, and group sessions with a number of participants."""

import polars as pl

from babyhubs.intake.cells import Cells
from babyhubs.intake.flow import Outcome
from babyhubs.intake.options import Options
from babyhubs.intake.shown import shown
from babyhubs.intake.venue_meaning import Venues

HEAD_COUNTS = pl.Schema({"hub": pl.String(), "date": pl.Date(), "head_count": pl.Int32()})
GROUP_SESSIONS = pl.Schema({"hub": pl.String(), "date": pl.Date(), "participants": pl.Int32()})
MOST = 10_000  # more people than any hall holds: a typing error


def head_counts(
    cells: Cells, names: dict[str, str], venues: Venues, options: Options
) -> tuple[pl.DataFrame, Outcome, dict[str, int]]:
    """Heads by hub and day; the hub is given by identifier, name, site code or a spelling that the mapping knows."""
    frame = _read(cells, "hub", "head_count", names, venues)
    frame = frame.with_columns(
        reason=pl.when(pl.col("written").is_null())
        .then(pl.lit("no_hub"))
        .when(pl.col("hub").is_null())
        .then(pl.lit("hub_not_listed"))
        .otherwise(_reason(options))
    )
    added = "head_counts_added" in options.on
    if added:
        kept = pl.col("reason").is_null()
        same = ["hub", "date", "number"]
        copies = kept & (pl.int_range(pl.len()).over([*same, "reason"]) > 0)
        frame = frame.with_columns(reason=pl.when(copies).then(pl.lit("exact_duplicate")).otherwise("reason"))
        others = pl.col("reason").is_null() & (pl.int_range(pl.len()).over(["hub", "date", "reason"]) > 0)
        total = pl.col("number").filter(pl.col("reason").is_null()).sum().over(["hub", "date"])
        frame = frame.with_columns(number=total, reason=pl.when(others).then(pl.lit("merged")).otherwise("reason"))
    used = frame.filter(pl.col("reason").is_null()).select("hub", "date", head_count="number")
    changed = frame["reason"].is_in(["exact_duplicate", "merged"]).sum() if added else 0
    listed = frame.with_columns(value=shown(frame["written"].set(frame["reason"] != "hub_not_listed", None)))
    return (
        used.sort("hub", "date", "head_count").cast(HEAD_COUNTS),
        _outcome("head_counts", listed),
        {"head_counts_added": int(changed)},
    )


def group_sessions(
    cells: Cells, names: dict[str, str], venues: Venues, options: Options
) -> tuple[pl.DataFrame, Outcome]:
    """Group sessions; the hub is null where the venue is none, or nobody has said."""
    frame = _read(cells, "venue", "participants", names, venues).with_columns(reason=_reason(options))
    used = frame.filter(pl.col("reason").is_null()).select("hub", "date", participants="number")
    return (
        used.sort("hub", "date", "participants").cast(GROUP_SESSIONS),
        _outcome("group_sessions", frame.with_columns(value=pl.lit(None, pl.String))),
    )


def _read(cells: Cells, place: str, number: str, names: dict[str, str], venues: Venues) -> pl.DataFrame:
    written = cells.text(place)
    day, count = cells.day("date"), cells.number(number)
    by_name = written.str.to_lowercase().replace_strict(names, default=None, return_dtype=pl.String)
    whole = (count.value >= 0) & (count.value <= MOST) & (count.value == count.value.floor())
    return pl.DataFrame(
        {
            "row": cells.rows,
            "written": written,
            "hub": pl.select(pl.coalesce(venues.read(written).struct.field("hub"), by_name)).to_series(),
            "date": day.value,
            "bad_date": day.bad,
            "number": count.value.set(~whole.fill_null(value=False), None).cast(pl.Int64),
        }
    )


def _reason(options: Options) -> pl.Expr:
    return (
        pl.when("bad_date")
        .then(pl.lit("unreadable_date"))
        .when(pl.col("date").is_null())
        .then(pl.lit("no_date"))
        .when(pl.lit("future_dates" in options.on) & (pl.col("date") > options.as_of))
        .then(pl.lit("future_date"))
        .when(pl.col("number").is_null())
        .then(pl.lit("no_number"))
        .otherwise(pl.lit(None, pl.String))
    )


def _outcome(file: str, frame: pl.DataFrame) -> Outcome:
    set_aside = frame.filter(pl.col("reason").is_not_null()).select("row", "reason", "value")
    return Outcome(file, frame.height - set_aside.height, set_aside)
