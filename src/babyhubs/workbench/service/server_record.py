"""Reading the record in a PostgreSQL database of the workbench from outside, as snapshot.py reads a SQLite file.

In one transaction that can only read, so that what is checked is one moment, and a row at a time, however long it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.databases import databases
from babyhubs.workbench.options import Options
from babyhubs.workbench.record.chain import FIRST_SEAL, Anchor, Line

AT_ONCE = 2000  # rows on their way from the server
PATIENCE = 5  # seconds for the server to answer


@contextmanager
def reading(options: Options, alias: str) -> Iterator[Any]:
    """A connection that cannot change anything. What goes wrong is told without the address, which holds a password."""
    try:
        import psycopg
    except ImportError as error:
        raise BabyhubsError(
            "The driver for PostgreSQL is not installed, so its databases could not be looked at.",
            remedy="Install babyhubs[postgresql] and run again.",
        ) from error
    told = databases(options.folder, options.database_url, options.people_database_url)[alias]
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    parts: dict[str, Any] = {short: str(told[name]) for name, short in names.items() if told[name]}
    more = told["OPTIONS"]
    assert isinstance(more, dict)
    try:
        with psycopg.connect(**{"connect_timeout": PATIENCE} | parts | more) as one:
            one.read_only = True
            one.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            yield one
    except psycopg.Error as error:
        kind = error.sqlstate or type(error).__name__
        raise BabyhubsError(
            f"The database {parts['dbname']} on PostgreSQL could not be looked at ({kind}).",
            remedy="Check that the server runs and that the address and the password are right, and run again.",
        ) from error


def lines(one: Any) -> Iterator[Line]:
    """The record, oldest first."""
    names = [name for name in Line.__slots__ if name != "at"]
    if not _has_record(one):
        return
    with one.cursor(name="record") as cursor:  # a name makes the server keep the rows until they are asked for
        cursor.itersize = AT_ONCE
        cursor.execute(f"SELECT at, {', '.join(names)} FROM record_entry ORDER BY sequence")  # noqa: S608 - names of our own
        for at, *rest in cursor:
            moment = at.astimezone(UTC).isoformat(timespec="microseconds")
            yield Line(**dict(zip(names, rest, strict=True)), at=moment)


def last(one: Any) -> tuple[Anchor, datetime | None]:
    """The head of the record, and when its newest entry was written."""
    row = None
    if _has_record(one):
        row = one.execute("SELECT sequence, seal, at FROM record_entry ORDER BY sequence DESC LIMIT 1").fetchone()
    return (Anchor(row[0], row[1]), row[2].astimezone(UTC)) if row else (Anchor(0, FIRST_SEAL), None)


def _has_record(one: Any) -> bool:
    return bool(one.execute("SELECT to_regclass('record_entry') IS NOT NULL").fetchone()[0])
