"""Recoverable faults of the children file: a row for every month, and rows that do not agree with each other.

Undone by the rules for conflicting demographics (Fraser and Harron's for the national data set): fill within the
child, modal date of birth, earliest record of ethnic category and home.
"""

from datetime import timedelta

import numpy as np
import polars as pl

from babyhubs.simulation.faults.tables import Effect, Tables, some

UNRECORDED_ETHNIC = ("Z", "99")
MAY_BE_BLANK = ("nhs_number", "postcode", "ethnic_category", "language", "mother_age", "first_child", "lone_parent")
NOT_STATED = "ZZ99 3CZ"  # England, not otherwise stated: what a clerk types while the new address is unknown


def monthly_submissions(tables: Tables, rng: np.random.Generator) -> tuple[Tables, Effect]:
    """One row a child for every month with a contact, a start or an end, as the national data set wants it.

    Recoverable: the rows of a child agree; the end of the caseload stands from the month in which it was known.
    """
    del rng  # nothing is left to chance
    children = tables.children
    began = pl.max_horizontal("caseload_start", pl.lit(tables.start)).dt.month_end()
    months = pl.concat(
        [
            tables.contacts.select("child_id", submitted=pl.col("date").dt.month_end()),
            children.select("child_id", submitted=began),
            children.drop_nulls("caseload_end").select("child_id", submitted=pl.col("caseload_end").dt.month_end()),
        ]
    ).unique()
    return _in_months(tables, months)


def repeated_extracts(tables: Tables, rng: np.random.Generator, *, share: float = 0.09) -> tuple[Tables, Effect]:
    """Some children stand in the two monthly extracts before the last one as well.

    Recoverable: the rows of a child agree; the end of the caseload stands from the extract in which it was known.
    """
    last = tables.end - timedelta(days=1)
    final = tables.children.select("child_id", submitted=pl.lit(last).dt.month_end())
    settled = tables.children["caseload_start"] < last - timedelta(days=100)
    again = final.filter(pl.Series(some(rng, settled, share)))
    earlier = [
        again.with_columns(pl.col("submitted").dt.month_start().dt.offset_by(f"-{months}mo").dt.month_end())
        for months in (1, 2)
    ]
    return _in_months(tables, pl.concat([final, *earlier]))


def odd_date_of_birth(tables: Tables, rng: np.random.Generator, *, share: float = 0.04) -> tuple[Tables, Effect]:
    """One row of a child with three or more has another date of birth: day and month exchanged, or a year out.

    Recoverable: the date of birth that most of the child's rows have is right.
    """
    born, day, month = pl.col("date_of_birth"), pl.col("date_of_birth").dt.day(), pl.col("date_of_birth").dt.month()
    able = (day <= 12) & (day != month)
    exchanged = pl.date(born.dt.year(), pl.when(able).then(day).otherwise(1), pl.when(able).then(month).otherwise(1))
    odd = (
        pl.when(able & (exchanged <= pl.col("submitted"))).then(exchanged).otherwise(born - pl.duration(days=365))
    ).alias("date_of_birth")
    picked = _one_row_a_child(tables.children, rng, pl.len().over("child_id") >= 3, share)
    return _changed(tables, picked, odd)


def blank_in_one_row(tables: Tables, rng: np.random.Generator, *, share: float = 0.03) -> tuple[Tables, Effect]:
    """A value is blank in one row of a child and there in another.

    Recoverable: filled from the child's other rows.
    """
    children, touched = tables.children, 0
    for column in MAY_BE_BLANK:
        elsewhere = pl.col(column).is_not_null() & (pl.col(column).count().over("child_id") >= 2)
        picked = _one_row_a_child(children, rng, elsewhere, share)
        children = children.with_columns(pl.when(~picked).then(pl.col(column)).alias(column))
        touched += int(picked.sum())
    return tables.with_frame("children", children), Effect("children", touched)


def ethnic_category_changed(tables: Tables, rng: np.random.Generator, *, share: float = 0.03) -> tuple[Tables, Effect]:
    """The last row of a child has another ethnic category than those before.

    Recoverable: the earliest category is kept. A child without a recorded category is left as it is, because whether a
    later one should then be believed is a question of its own.
    """
    children = tables.children
    known = ~pl.col("ethnic_category").is_in(UNRECORDED_ETHNIC)
    picked = _last_row(children, rng, "ethnic_category", known, share)
    return _changed(tables, picked, _values_of_others(children["ethnic_category"], rng))


def moved_in_last_row(tables: Tables, rng: np.random.Generator, *, share: float = 0.03) -> tuple[Tables, Effect]:
    """The last row of a child has the postcode of a new home, or a pseudo-postcode while it is not known.

    Recoverable: the earliest home is kept (as it is where homes are areas and not postcodes). A family of no fixed abode is left as it is, because whether a later address
    should then be believed is a question of its own.
    """
    children = tables.children
    picked = _last_row(children, rng, "postcode", ~pl.col("postcode").str.starts_with("ZZ99"), share)
    new = _values_of_others(children["postcode"], rng).to_frame()
    unknown = pl.Series(rng.random(children.height) < 0.3) & new["postcode"].str.contains(" ")
    there = new.select(pl.when(unknown).then(pl.lit(NOT_STATED)).otherwise("postcode").alias("postcode"))
    return _changed(tables, picked, there["postcode"])


def training_patients(tables: Tables, rng: np.random.Generator, *, number: int = 9) -> tuple[Tables, Effect]:
    """Rows of patients made for training, without an identifier.

    Recoverable: a row without a child's identifier is nobody and is set aside.
    """
    copied = tables.children[np.sort(rng.permutation(tables.children.height)[:number])]
    nobody = copied.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in ("child_id", "nhs_number"))
    return (
        tables.with_frame("children", pl.concat([tables.children, nobody])),
        Effect("children", nobody.height),
    )


def _in_months(tables: Tables, months: pl.DataFrame) -> tuple[Tables, Effect]:
    rows = (
        tables.children.drop("submitted")
        .join(months, on="child_id")
        .select(tables.children.columns)
        .with_columns(pl.when(pl.col("submitted") >= pl.col("caseload_end")).then("caseload_end").alias("caseload_end"))
        .sort("submitted", "child_id")
    )
    return tables.with_frame("children", rows), Effect("children", rows.height - tables.children.height)


def _one_row_a_child(children: pl.DataFrame, rng: np.random.Generator, candidate: pl.Expr, share: float) -> pl.Series:
    """At most one candidate row of a child; a share of the children that have one."""
    order, chance = rng.random(children.height), rng.random(children.height)
    drawn = children.with_columns(_candidate=candidate, _order=pl.Series(order), _chance=pl.Series(chance))
    first = pl.col("_order") == pl.col("_order").filter("_candidate").min().over("child_id")
    return drawn.select((first & pl.col("_candidate") & (pl.col("_chance") < share)).fill_null(False)).to_series()


def _last_row(
    children: pl.DataFrame, rng: np.random.Generator, column: str, candidate: pl.Expr, share: float
) -> pl.Series:
    """The last row of a share of the children whose value stands in an earlier row too."""
    last = pl.col("submitted") == pl.col("submitted").max().over("child_id")
    earlier = (pl.col(column).is_not_null() & ~last).sum().over("child_id") >= 1
    able = children.select((last & earlier & candidate).fill_null(False)).to_series()
    return pl.Series(some(rng, able, share))


def _values_of_others(column: pl.Series, rng: np.random.Generator) -> pl.Series:
    """For each row one of the values that the column has, or none where it has none."""
    values = column.drop_nulls().unique().sort()
    if values.is_empty():
        return column
    return values.gather(rng.integers(0, len(values), len(column))).alias(column.name)


def _changed(tables: Tables, picked: pl.Series, value: pl.Expr | pl.Series) -> tuple[Tables, Effect]:
    before = tables.children
    name = value.name if isinstance(value, pl.Series) else value.meta.output_name()
    after = before.with_columns(pl.when(picked).then(value).otherwise(pl.col(name)).alias(name))
    touched = (after[name].ne_missing(before[name])).sum()
    return tables.with_frame("children", after), Effect("children", int(touched))
