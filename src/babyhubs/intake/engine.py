"""The engine: one DuckDB connection in memory for each load, with a bounded number of threads.

What is written in Ibis stays within what DuckDB, PostgreSQL and Spark answer alike: whole counts, no division, no
rounding, and never an order that ties could decide.
"""

from collections.abc import Iterable
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir
import polars as pl

THREADS = 2  # a laptop has other work


def connect() -> Any:
    """A connection of its own, in UTC, that neither spills to disk nor loads anything."""
    connection = ibis.duckdb.connect(threads=THREADS)
    connection.raw_sql("SET TimeZone = 'UTC'")
    connection.raw_sql("SET autoinstall_known_extensions = false")
    return connection


def stored(connection: Any, name: str, content: pl.DataFrame | ir.Table) -> ir.Table:
    """A frame, or the rows of an expression, as a table of the engine."""
    return connection.create_table(name, content.to_arrow() if isinstance(content, pl.DataFrame) else content)


def typed(connection: Any, name: str, content: pl.DataFrame | ir.Table, schema: ibis.Schema) -> ir.Table:
    """A table with exactly the columns of `schema`."""
    if isinstance(content, pl.DataFrame):
        arrow = content.select(list(schema.names)).to_arrow().cast(schema.to_pyarrow())
        return connection.create_table(name, arrow)
    columns = [content[column].cast(dtype(nullable=True)).name(column) for column, dtype in schema.items()]
    return connection.create_table(name, content.select(*columns))


def forget(connection: Any, names: Iterable[str]) -> None:
    """Drop the tables that were needed on the way: they hold more than the clean records do."""
    for name in names:
        connection.drop_table(name)


def frame(expression: ir.Table) -> pl.DataFrame:
    """An expression's rows. Sums come as decimals from some engines: they are whole numbers."""
    return pl.DataFrame(expression.to_polars()).with_columns(pl.col(pl.Decimal).cast(pl.Int64))


def size(expression: ir.Table) -> int:
    """How many rows an expression has."""
    return int(expression.count().to_pyarrow().as_py())


def flag(condition: Any) -> Any:
    """1 where it holds, else 0. PostgreSQL does not cast truth to numbers; a missing truth is 0."""
    return ibis.ifelse(condition.fill_null(False), ibis.literal(1, "int16"), ibis.literal(0, "int16"))


def number(condition: Any) -> Any:
    """How many rows a condition holds for; null counts as no."""
    return flag(condition).cast("int64").sum().fill_null(0)


def first_that_holds(cases: list[tuple[Any, str]]) -> Any:
    """The name beside the first condition that holds; null where none does."""
    nothing = ibis.null("string")
    return reduce(
        lambda rest, case: ibis.ifelse(case[0].fill_null(False), ibis.literal(case[1]), rest),
        reversed(cases),
        nothing,
    )
