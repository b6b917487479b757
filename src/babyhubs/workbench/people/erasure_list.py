"""Who was erased: a file outside the database, because a database that is restored does not know what came after.

One line a person, the random number and the day, nothing else. It lies in the data folder, goes into each backup and beside
it, and is read again after every restore and at every start. Without Django, so that a restore can use it.
"""

import os
import re
import uuid
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from babyhubs.errors import InputError

NAME = "erased-people.txt"
BESIDE = f"babyhubs-{NAME}"  # what it is called beside a backup

_LINE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\d{4}-\d{2}-\d{2})")


def note(path: Path, person: uuid.UUID, on: date) -> None:
    """Writes somebody down; once it returns, a power cut does not lose it."""
    merge(path, {person: on})


def read(path: Path) -> dict[uuid.UUID, date]:
    """Who was erased, and when. Empty where there is no list."""
    if not path.is_file():
        return {}
    found: dict[uuid.UUID, date] = {}
    for number, line in enumerate(path.read_text(encoding="ascii", errors="replace").splitlines(), start=1):
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise InputError(
                "A line in the list of erased people cannot be read.",
                where=f"{path}, line {number}",
                remedy="Each line is a number and a day. Take the list that lies beside a newer backup, or correct the line.",
            )
        found.setdefault(uuid.UUID(match[1]), date.fromisoformat(match[2]))
    return found


def merge(path: Path, more: dict[uuid.UUID, date]) -> None:
    """Adds to a list whom it does not hold yet; what is in it stays."""
    there = read(path)
    missing = {person: on for person, on in more.items() if person not in there}
    if not missing:
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.writelines(f"{person} {on.isoformat()}\n" for person, on in sorted(missing.items()))
        file.flush()
        os.fsync(file.fileno())


def merged(paths: Iterable[Path]) -> dict[uuid.UUID, date]:
    """All lists together."""
    found: dict[uuid.UUID, date] = {}
    for path in paths:
        found = read(path) | found
    return found
