"""Reading a SQLite database of the workbench from outside: a consistent copy, its integrity, the record in it.

Without Django, so that it works on any folder and on a database that is not this process's own.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from babyhubs.errors import Refused
from babyhubs.workbench.databases import BUSY_TIMEOUT
from babyhubs.workbench.record.chain import FIRST_SEAL, Anchor, Line


def copy(source: Path, target: Path) -> None:
    """A copy as of one moment, by SQLite's own backup: a plain copy would miss what is still in the journal.

    In one step, so that a writer in between does not make it begin again (sqlite.org/backup.html); in WAL mode writers
    do not wait for it.
    """
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    try:
        with closing(_opened(source, "rw")) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other, pages=-1)
            # The copy travels as one file: no journal beside it.
            other.execute("PRAGMA journal_mode=DELETE")
        problems = integrity(target)
    except sqlite3.OperationalError:  # a full disk, a file that cannot be opened: nothing is known of the database
        raise
    except sqlite3.DatabaseError as error:
        problems = [str(error)]
    if problems:
        raise Refused(
            f"The database is damaged ({problems[0]}), so no sound copy of it can be made. It was left as it is.",
            where=str(source),
            remedy="Stop the workbench, keep a copy of its whole data folder, and restore your last backup.",
        )


def fold(path: Path) -> None:
    """Makes a database that nobody has open one file: its journal folded in and gone."""
    try:
        with closing(_opened(path, "rw")) as one:
            one.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            mode = one.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError as error:
        mode = str(error)
    if mode != "delete":
        raise Refused(
            f"The database cannot be changed now ({mode}): another program has it open, or the disk is full.",
            where=str(path),
            remedy="Close that program or make room, and start again. Nothing was changed.",
        )


def keep_name(path: Path) -> None:
    """Makes a name that was just given survive a power cut (POSIX; Windows does so by itself)."""
    if os.name != "posix":
        return
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def integrity(path: Path) -> list[str]:
    """What SQLite finds wrong in a file, its foreign keys included. Empty: sound."""
    try:
        with reading(path) as one:
            found = [str(row[0]) for row in one.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            keys = one.execute("PRAGMA foreign_key_check").fetchmany(20)
    except sqlite3.OperationalError:  # it could not be looked at: that says nothing of it
        raise
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return found + [f"a row of {row[0]} refers to a row of {row[2]} that is not there" for row in keys]


def head(path: Path) -> Anchor:
    """The head of the record in a file."""
    with reading(path) as one:
        if not _has_record(one):
            return Anchor(0, FIRST_SEAL)
        row = one.execute("SELECT sequence, seal FROM record_entry ORDER BY sequence DESC LIMIT 1").fetchone()
    return Anchor(*(row or (0, FIRST_SEAL)))


def lines(path: Path) -> Iterator[Line]:
    """The record in a file, oldest first."""
    names = [name for name in Line.__slots__ if name != "at"]
    with reading(path) as one:
        if not _has_record(one):
            return
        for at, *rest in one.execute(f"SELECT at, {', '.join(names)} FROM record_entry ORDER BY sequence"):  # noqa: S608 - names of our own
            yield Line(**dict(zip(names, rest, strict=True)), at=_moment(at).isoformat(timespec="microseconds"))


def newest(path: Path) -> datetime | None:
    """When the newest entry of the record was written."""
    with reading(path) as one:
        if not _has_record(one):
            return None
        row = one.execute("SELECT at FROM record_entry ORDER BY sequence DESC LIMIT 1").fetchone()
    return _moment(row[0]) if row else None


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot change anything."""
    with closing(_opened(path, "ro")) as one:
        yield one


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    """Never makes a file that is not there."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_TIMEOUT)


def _has_record(one: sqlite3.Connection) -> bool:
    return bool(one.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'record_entry'").fetchone())


def _moment(text: str) -> datetime:
    """Django writes the moment in UTC and without saying so."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
