"""What the audit asks of an engine beside its expressions: to hold a table, and to take a small one in.

DuckDB, PostgreSQL and Spark differ here, and nowhere else in the audit.
"""

from typing import Any

import ibis
import ibis.expr.types as ir
import polars as pl

from babyhubs.intake import engine as clean_engine

PREFIX = "babyhubs_"


def backend_of(table: ir.Table) -> Any:
    """The engine that a table lives in."""
    return table.get_backend()


def placed(engine: Any, name: str, frame: pl.DataFrame) -> ir.Table:
    """A small table of ours inside the engine, for as long as the session lasts."""
    if engine.name == "pyspark":
        return _placed_in_spark(engine, PREFIX + name, frame)
    return engine.create_table(PREFIX + name, frame.to_arrow(), temp=True, overwrite=True)


def _placed_in_spark(engine: Any, name: str, frame: pl.DataFrame) -> ir.Table:
    """Spark has no temporary tables; a view on plain rows is its way."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  only who counts in Spark has it

    kinds = {pl.String(): "string", pl.Int16(): "smallint", pl.Date(): "date"}
    schema = ", ".join(f"{column} {kinds[kind]}" for column, kind in frame.schema.items())
    session = SparkSession.active()
    session.createDataFrame(frame.rows(), schema=schema).createOrReplaceTempView(name)
    return engine.table(name)


def held(table: ir.Table) -> ir.Table:
    """The table worked out once and kept by the engine, so that what follows does not work it out again."""
    return table.cache()


def numbered(rows: ir.Table, key: str) -> ir.Table:
    """The rows, each with a whole `number` of its own, for this run only.

    DuckDB numbers them as they pass. The others may work a table out again, or in another order, and there the order is
    that of the key.
    """
    if backend_of(rows).name == "duckdb":
        return held(rows.mutate(number=ibis.row_number()))
    return held(rows.mutate(number=ibis.row_number().over(order_by=key)))


def to_memory(table: ir.Table, keys: list[str]) -> pl.DataFrame:
    """The answer, in one order, all numbers as 64-bit whole numbers whatever type the engine sums in."""
    found = clean_engine.frame(table)
    numbers = [name for name, kind in found.schema.items() if kind.is_numeric()]
    return found.with_columns(pl.col(numbers).cast(pl.Int64)).sort(keys)
