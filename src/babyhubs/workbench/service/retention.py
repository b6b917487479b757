"""How much is due of what is kept: the list of `workbench/retention.py`, counted on a data folder."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from babyhubs.workbench.retention import listed
from babyhubs.workbench.service import snapshot


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that is kept. due: how many are past their time; nothing where no date decides, or on PostgreSQL."""

    what: str
    why: str
    until: str
    removed_by: str
    due: int | None


def kept(folder: Path, now: datetime) -> list[Kept]:
    """The list, counted."""
    return [Kept(one["what"], one["why"], one["until"], one["removed_by"], _due(one, folder, now)) for one in listed()]


def _due(one: dict[str, Any], folder: Path, now: datetime) -> int | None:
    if one["counted"] == "nothing":
        return None
    before = now.astimezone(UTC) - timedelta(days=one["days"])
    if one["counted"] == "files":
        found = folder.glob(one["place"])
        return sum(path.is_file() and path.stat().st_mtime < before.timestamp() for path in found)
    return _rows(folder / one["database"], one["table"], one["column"], before)


def _rows(database: Path, table: str, column: str, before: datetime) -> int | None:
    """Django writes moments as text in UTC, which sorts as time does."""
    try:
        with snapshot.reading(database) as connection:
            count: int = connection.execute(
                f"SELECT COUNT(*) FROM {table} WHERE {column} < ?",  # noqa: S608 - names of our own list
                [before.strftime("%Y-%m-%d %H:%M:%S")],
            ).fetchone()[0]
    except sqlite3.OperationalError:  # no such file or table: an older folder, or PostgreSQL
        return None
    return count
