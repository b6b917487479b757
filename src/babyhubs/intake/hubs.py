"""The venue table: a file that a service keeps by hand, so a mistake in it is named and not worked around."""

import polars as pl

from babyhubs.errors import InputError
from babyhubs.intake import weekdays
from babyhubs.intake.cells import Cells
from babyhubs.intake.options import Options
from babyhubs.reference import postcodes

SCHEMA = pl.Schema(
    {
        "hub": pl.String(),
        "name": pl.String(),
        "latitude": pl.Float64(),
        "longitude": pl.Float64(),
        "weekdays": pl.String(),
        "opened": pl.Date(),
        "closed": pl.Date(),
        "model": pl.String(),
        "model_changed": pl.Date(),
    }
)
MODELS = ("traditional", "transitional", "social")


def hubs(cells: Cells, options: Options) -> tuple[pl.DataFrame, dict[str, int]]:
    """The hubs, sorted, and how many rows each rule changed."""
    _require(cells, "hub", cells.text("hub").is_null(), "A hub has no identifier.", "Give it one.")
    _require(cells, "name", cells.text("name").is_null(), "A hub has no name.", "Give it one.")
    for field, what in (("hub", "identifier"), ("name", "name")):
        twice = cells.text(field).str.to_lowercase().is_duplicated()
        _require(cells, field, twice, f"Two hubs have one {what}.", "Keep one row a hub, and give each its own.")
    latitude, longitude = _coordinate(cells, "latitude", 90), _coordinate(cells, "longitude", 180)
    frame = pl.DataFrame(
        [
            cells.text("hub"), cells.text("name"), latitude, longitude, _weekdays(cells),
            *(_day(cells, field) for field in ("opened", "closed", "model_changed")),
            cells.text("model").str.to_lowercase(),
        ]
    )  # fmt: skip
    strange = (~frame["model"].is_in(MODELS)).fill_null(value=False)
    _require(
        cells,
        "model",
        strange,
        "A hub's model is not known.",
        "Write traditional, transitional or social, or leave it empty.",
    )
    before = (frame["closed"] < frame["opened"]).fill_null(value=False)
    _require(cells, "closed", before, "A hub closed before it opened.", "Correct one of the two days.")
    changed: dict[str, int] = {}
    if "hub_place_from_postcode" in options.on:
        frame, changed["hub_place_from_postcode"] = _placed(frame, cells)
    return frame.select(SCHEMA.names()).sort("hub"), changed


def names(cells: Cells) -> dict[str, str]:
    """Every way in which the hubs file names a hub (lower case) -> its identifier; one that could mean two is left out."""
    found: dict[str, set[str]] = {}
    for field in ("hub", "name", "site_code", "spellings"):
        for hub, written in zip(cells.text("hub"), cells.text(field), strict=True):
            for spelling in (written or "").split("|"):
                found.setdefault(" ".join(spelling.lower().split()), set()).add(hub)
    return {name: next(iter(meant)) for name, meant in sorted(found.items()) if name and len(meant) == 1}


def _placed(frame: pl.DataFrame, cells: Cells) -> tuple[pl.DataFrame, int]:
    centres = postcodes.lookup().select("postcode", at_latitude="latitude", at_longitude="longitude")
    code = cells.text("postcode").to_frame().select(postcodes.normalised(pl.col("postcode")))["postcode"]
    joined = frame.with_columns(code).join(centres, on="postcode", how="left", maintain_order="left")
    empty = pl.col("latitude").is_null() | pl.col("longitude").is_null()
    placed = int(joined.select((empty & pl.col("at_latitude").is_not_null()).sum()).item())
    centre = {
        name: pl.when(empty).then(pl.col(f"at_{name}").cast(pl.Float64)).otherwise(name)
        for name in ("latitude", "longitude")
    }
    return joined.with_columns(**centre), placed


def _weekdays(cells: Cells) -> pl.Series:
    written = cells.text("weekdays")
    read = [None if value is None else weekdays.normalised(value) for value in written]
    found = pl.Series("weekdays", read, dtype=pl.String)
    _require(
        cells,
        "weekdays",
        written.is_not_null() & found.is_null(),
        "A hub's weekdays cannot be read.",
        "Write names of days, such as Tue Thu.",
    )
    return found


def _day(cells: Cells, field: str) -> pl.Series:
    read = cells.day(field)
    _require(
        cells, field, read.bad, "A day cannot be read.", "Correct the cell, or the date format in the mapping file."
    )
    return read.value


def _coordinate(cells: Cells, field: str, furthest: float) -> pl.Series:
    read = cells.number(field)
    bad = read.bad | (read.value.abs() > furthest).fill_null(value=False)
    _require(cells, field, bad, f"A hub's {field} cannot be used.", "Write degrees as a decimal number, such as 51.45.")
    return read.value


def _require(cells: Cells, field: str, bad: pl.Series, what: str, remedy: str) -> None:
    if bad.any():
        rows = cells.rows.filter(bad)
        raise InputError(what, where=f"{cells.raw.path}: row {rows[0]}, column {cells.heading(field)!r}", remedy=remedy)
