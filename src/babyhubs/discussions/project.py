"""A project of discussions: one SQLite file of ours, durable, one transaction and one line of the log for each act.

Write-ahead log with synchronous FULL: what an act has written is on the disk when the act ends. No clock is read here: who
acts says when.
"""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError

FORMAT = "babyhubs-discussions/1"
APPLICATION = 0x62686473  # "bhds", in the header of the file
_HEADER = b"SQLite format 3\x00"
_NAMESPACE = uuid.UUID("8f1f5c0e-6a39-5d67-9d0b-2c4f3a6f7b11")


class Project:
    """An open project. Reading goes through `rows` and `value`; every change happens inside `act`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._guid: uuid.UUID | None = None

    def __enter__(self) -> "Project":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close; the write-ahead log is emptied into the file."""
        self.connection.close()

    @property
    def guid(self) -> uuid.UUID:
        """The project's own identifier, from which those of its objects follow."""
        if self._guid is None:
            self._guid = uuid.UUID(self.about("guid"))
        return self._guid

    def about(self, name: str) -> str:
        """A word about the project (name, description, guid ...), or nothing."""
        found = self.value("SELECT value FROM project WHERE name = ?", name)
        return "" if found is None else str(found)

    def rows(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """All rows of a query."""
        return self.connection.execute(query, values).fetchall()

    def row(self, query: str, *values: Any) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        found: sqlite3.Row | None = self.connection.execute(query, values).fetchone()
        return found

    def value(self, query: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        found = self.row(query, *values)
        return None if found is None else found[0]

    def count(self, table: str) -> int:
        """How many rows a table of the schema has."""
        return int(self.value(f"SELECT count(*) FROM {table}"))  # noqa: S608

    @contextmanager
    def act(self, kind: str, who: str, at: str, target: str = "", detail: str = "") -> Iterator[int]:
        """One act: all of it is written and on the disk, or none of it. Gives the number of its line in the log."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            number = self.connection.execute(
                "INSERT INTO act (at, who, kind, target, detail) VALUES (?, ?, ?, ?, ?)",
                (at, who, kind, target, detail),
            ).lastrowid
            yield int(number or 0)
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise

    def number(self) -> int:
        """The next number of the project, in the order in which things were made."""
        return int(self.value("UPDATE sequence SET next = next + 1 RETURNING next - 1"))

    def identifier(self, kind: str, *parts: object) -> str:
        """The GUID of an object: it follows from the project and what the object is, so no export changes it."""
        return str(uuid.uuid5(self.guid, "\x1f".join((kind, *map(str, parts)))))


def create(path: Path, name: str, who: str, at: str) -> Project:
    """A new, empty project. A file that is there is never written over. Without a name it takes that of the first one read in."""
    if path.exists():
        raise InputError("There is already a file of that name.", where=str(path), remedy="Name a new file.")
    if not path.parent.is_dir():
        raise InputError("The folder is not there.", where=str(path.parent), remedy="Make it first.")
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    connection = _connect(partial)
    schema = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    connection.executescript(f"PRAGMA application_id = {APPLICATION}; BEGIN; {schema}; COMMIT;")
    about = {
        "format": FORMAT,
        "guid": str(uuid.uuid5(_NAMESPACE, f"{name or path.name}\x1f{at}")),
        "name": name,
        "created": at,
    }
    with connection:
        connection.executemany("INSERT INTO project VALUES (?, ?)", about.items())
        connection.execute(
            "INSERT INTO act (at, who, kind, target, detail) VALUES (?, ?, 'project made', '', ?)", (at, who, name)
        )
    connection.close()
    partial.rename(path)  # a project appears whole or not at all
    return open_project(path)


def open_project(path: Path) -> Project:
    """An existing project, checked to be one."""
    if not path.is_file():
        raise InputError(
            "The project is not there.",
            where=str(path),
            remedy="Check the name, or make it with `babyhubs discuss import`.",
        )
    with path.open("rb") as file:
        head = file.read(72)
    if head[:16] != _HEADER or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise InputError(
            "This file is not a project of discussions.", where=str(path), remedy="Name the project's file."
        )
    connection = _connect(path)
    project = Project(path, connection)
    try:
        written = project.about("format")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise InputError(
            "The project's file is damaged.", where=str(path), remedy="Take the copy that ends in .backup."
        ) from error
    if written != FORMAT:
        connection.close()
        raise InputError(
            f"The project is of the form {written!r}; this program reads {FORMAT!r}.",
            where=str(path),
            remedy="Open it with the program that wrote it.",
        )
    return project


def forget_copy(project: Project) -> None:
    """Delete the copy beside the project: what was taken out of the project would still stand in it."""
    _copy_of(project).unlink(missing_ok=True)


def _copy_of(project: Project) -> Path:
    return project.path.with_name(f"{project.path.name}.backup")


def back_up(project: Project) -> Path:
    """A copy beside the project, whole or not at all: taken before files are read into it."""
    place = _copy_of(project)
    partial = project.path.with_name(f".{project.path.name}.backup.partial")
    partial.unlink(missing_ok=True)
    copy = sqlite3.connect(partial)
    try:
        project.connection.backup(copy)
    finally:
        copy.close()
    partial.replace(place)
    return place


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=20)
    connection.row_factory = sqlite3.Row
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
        "PRAGMA trusted_schema = OFF;"
    )
    return connection
