"""Erasure on a database file that nobody has open: one just restored, or a copy made before a migration. Without Django.

It destroys keys and blanks rows. That the person left is then written by the program at its next start, with an entry in the
record (erasing.py), so a restored record goes on from its own end.
"""

import sqlite3
import uuid
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

_KEYS = "people_personkey"


def blank(database: Path, people: Iterable[uuid.UUID]) -> int:
    """Erases these people in a file; gives how many of them could still be read in it."""
    numbers = [(one.hex,) for one in people]  # as Django keeps a UUID in SQLite
    with closing(sqlite3.connect(database)) as one, one:
        # What is deleted is overwritten, and the journal of this change is never on the disk.
        one.execute("PRAGMA secure_delete=ON").fetchall()
        one.execute("PRAGMA journal_mode=MEMORY").fetchall()
        if not one.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [_KEYS]).fetchone():
            return 0  # a database from before the register
        readable = 0
        for number in numbers:
            readable += one.execute("DELETE FROM people_personkey WHERE person_id = ?", number).rowcount
            one.execute("UPDATE people_person SET card = '', contact = '', answers = '' WHERE id = ?", number)
            one.execute("UPDATE people_consent SET language = '' WHERE person_id = ?", number)
            one.execute("DELETE FROM people_promise WHERE person_id = ?", number)
    return readable
