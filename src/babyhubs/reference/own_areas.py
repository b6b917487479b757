"""An areas file of one's own: for places outside England, or areas that are not LSOAs."""

from pathlib import Path

import polars as pl

from babyhubs.errors import InputError
from babyhubs.reference.areas import OWN, SCHEMA

REQUIRED = ("area", "deprivation_quintile")
NUMBERS = ("latitude", "longitude", "deprivation_score", "deprivation_rank", "deprivation_decile", "infants")


def read(path: Path) -> pl.DataFrame:
    """A CSV with `area` and `deprivation_quintile` (1 is the most deprived) and any other column of `areas.SCHEMA`.

    Columns that it does not have are null; the area vintage is 0. Each mistake is named with its row.
    """
    if not path.is_file():
        raise InputError("The areas file is not there.", where=str(path), remedy="Check the name.")
    try:
        raw = pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise InputError(
            "The areas file cannot be read as CSV.", where=str(path), remedy="Save it as CSV in UTF-8."
        ) from error
    missing = [column for column in REQUIRED if column not in raw.columns]
    if missing:
        raise InputError(
            f"The areas file lacks {' and '.join(missing)}.",
            where=f"{path}: columns {', '.join(raw.columns)}",
            remedy="Add the columns; docs/reference/data.md lists those that are read.",
        )
    twice = raw.filter(pl.col("area").is_duplicated())["area"].unique().sort()
    if len(twice):
        raise InputError(
            f"{len(twice)} areas stand more than once.", where=f"{path}: {twice[0]}", remedy="Keep one row an area."
        )
    known = [name for name in SCHEMA.names() if name in raw.columns and name != "area_vintage"]
    typed = raw.select(known)
    for column in [name for name in known if SCHEMA[name] != pl.String()]:
        typed = typed.with_columns(_number(raw, column, path))
    absent = [pl.lit(None, SCHEMA[name]).alias(name) for name in SCHEMA.names() if name not in known]
    frame = typed.with_columns(absent).with_columns(area_vintage=pl.lit(OWN, pl.Int16))
    outside = frame.filter(~pl.col("deprivation_quintile").is_between(1, 5))
    if outside.height:
        raise InputError(
            "A deprivation quintile is from 1 (most deprived) to 5.",
            where=f"{path}: area {outside['area'][0]} has {outside['deprivation_quintile'][0]}",
            remedy="Correct the quintile.",
        )
    return frame.select(SCHEMA.names()).sort("area")


def _number(raw: pl.DataFrame, column: str, path: Path) -> pl.Series:
    value = raw[column].cast(pl.Float64, strict=False)
    bad = (value.is_null() & raw[column].is_not_null()).arg_true()
    if len(bad):
        raise InputError(
            f"{column} must be a number.",
            where=f"{path}: row {bad[0] + 2}, value {raw[column][bad[0]]!r}",
            remedy="Correct the cell or leave it empty.",
        )
    return value.cast(SCHEMA[column])
