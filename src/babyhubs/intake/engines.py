"""The clean records in another engine, for a service whose warehouse should do the counting.

PostgreSQL holds them in temporary tables of one session; Spark reads them from a private folder. Both are gone when
the audit is done: the records stay where they were.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis
import pyarrow.parquet as pq

from babyhubs.errors import InputError
from babyhubs.intake.records import Records

ENGINES = ("duckdb", "postgres", "spark")


@contextmanager
def counted_in(records: Records, engine: str, address: str = "") -> Iterator[Records]:
    """The records as tables of the engine asked for. address: of the PostgreSQL database, or of the Spark master."""
    if engine == "duckdb":
        yield records
    elif engine == "postgres":
        yield from _in_postgres(records, address)
    elif engine == "spark":
        yield from _in_spark(records, address or "local[*]")
    else:
        raise InputError(
            f"There is no engine {engine!r}.", where="option --engine", remedy="Choose " + ", ".join(ENGINES) + "."
        )


def _each(records: Records, place: Callable[[str, Any], ibis.Table]) -> Records:
    return Records(**{one.name: place(one.name, getattr(records, one.name).to_pyarrow()) for one in fields(Records)})


def _in_postgres(records: Records, address: str) -> Iterator[Records]:
    try:
        connection = ibis.connect(address)
    except ImportError as error:
        raise InputError(
            "The PostgreSQL driver is not installed.", remedy="Run `pip install babyhubs[postgresql]`."
        ) from error
    except Exception as error:
        # the driver's message may repeat the password that stands in the address
        raise InputError(
            "The PostgreSQL database cannot be reached.",
            where="option --engine-address",
            remedy="Give an address such as postgresql://user@host/database, and check that the server runs.",
        ) from error
    try:
        connection.raw_sql("SET TIME ZONE 'UTC'")
        yield _each(records, lambda name, rows: connection.create_table(f"clean_{name}", rows, temp=True))
    finally:
        connection.disconnect()


def _in_spark(records: Records, master: str) -> Iterator[Records]:
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415  only who counts in Spark has it
    except ImportError as error:
        raise InputError("Spark is not installed.", remedy="Run `pip install babyhubs[spark]`.") from error
    session = SparkSession.getActiveSession() or _session(SparkSession.builder.master(master))
    # without Arrow a nullable whole number arrives as nothing but nulls; without UTC a day may become the day before
    session.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
    session.conf.set("spark.sql.session.timeZone", "UTC")
    connection = ibis.pyspark.connect(session)
    with TemporaryDirectory(prefix="babyhubs-") as folder:

        def place(name: str, rows: Any) -> ibis.Table:
            path = Path(folder) / f"{name}.parquet"
            pq.write_table(rows, path)
            return connection.read_parquet(str(path), table_name=f"clean_{name}")

        yield _each(records, place)


def _session(builder: Any) -> Any:
    """A Spark of one's own, on this machine: few partitions and no web page."""
    session = (
        builder.appName("babyhubs")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session
