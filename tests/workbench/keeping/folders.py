"""Data folders for the tests of keeping: both databases with a record each, without a server and without Django."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from babyhubs.workbench import keys
from babyhubs.workbench.databases import FILES, PEOPLE, WORKBENCH
from babyhubs.workbench.options import Options
from babyhubs.workbench.record.chain import FIRST_SEAL, Line, sealed
from babyhubs.workbench.service import folder
from babyhubs.workbench.service.archive_key import KEY_FILE, Secret

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECRET = Secret(KEY_FILE, b"k" * 32)
NAMES = Line.__slots__
TABLES = f"""
CREATE TABLE record_entry ({", ".join(name + (" INTEGER PRIMARY KEY" if name == "sequence" else " TEXT") for name in NAMES)});
CREATE TABLE django_session (session_key TEXT, expire_date TEXT);
CREATE TABLE accounts_signinlink (digest TEXT, expires_at TEXT);
CREATE TABLE account (n INTEGER PRIMARY KEY, filling TEXT);
INSERT INTO django_session VALUES ('somebody', '2026-11-01 00:00:00.000000');
INSERT INTO accounts_signinlink VALUES ('digest', '2020-01-01 00:00:00');
"""


def made(place: Path, entries: int = 5) -> Options:
    """A workbench's data folder."""
    folder.prepare(place)
    folder.mark(place)
    keys.read_or_make(place)
    for name in FILES.values():
        with closing(sqlite3.connect(place / name)) as one:
            one.execute("PRAGMA journal_mode=WAL")
            one.executescript(TABLES)
    for alias in (WORKBENCH, PEOPLE):
        for _ in range(entries):
            write(place, alias)
    (place / "uploads").mkdir()
    (place / "uploads" / "contacts.parquet").write_bytes(os.urandom(3 * 1024 * 1024 + 7))
    (place / "uploads" / "empty").touch()
    return Options(folder=place)


def write(place: Path, alias: str = WORKBENCH, filling: str = "x" * 500) -> int:
    """One change with its entry in one transaction, as a service makes it; gives the entry's number."""
    key = keys.read_or_make(place).record
    with closing(sqlite3.connect(place / FILES[alias], timeout=10, isolation_level=None)) as one:
        one.execute("BEGIN IMMEDIATE")
        last = one.execute("SELECT sequence, seal FROM record_entry ORDER BY sequence DESC LIMIT 1").fetchone()
        number, seal = last or (0, FIRST_SEAL)
        at = "2026-11-01 08:00:00.000001"
        line = sealed(
            Line(number + 1, f"{at.replace(' ', 'T')}+00:00", "a", "Jo", "did.it", "", "", "", "{}", seal), key
        )
        values = [at if name == "at" else getattr(line, name) for name in NAMES]
        one.execute(f"INSERT INTO record_entry VALUES ({', '.join('?' * len(values))})", values)
        one.execute("INSERT INTO account VALUES (?, ?)", (number + 1, filling))
        one.execute("COMMIT")
    return number + 1


@contextmanager
def writing(place: Path) -> Iterator[list[int]]:
    """Somebody goes on working meanwhile; the list grows by each entry that was acknowledged."""
    done: list[int] = []
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            done.append(write(place))

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield done
    finally:
        stop.set()
        worker.join()


def rows(place: Path, name: str, table: str) -> list[tuple[object, ...]]:
    """A table."""
    with closing(sqlite3.connect(place / name)) as one:
        return one.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def bytes_of(place: Path) -> dict[str, bytes]:
    """Every file of a folder that is no database, lock or note of the last backup."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and ".sqlite3" not in path.name and path.name not in {"lock", "last-backup.toml"}
    }
