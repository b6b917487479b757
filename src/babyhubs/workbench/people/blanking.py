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
# What the panel forgets (panel/leaving.py), table by table; in a copy from before the panel the tables are not there.
_PANEL = {
    "panel_poolentry": "said = ''",
    "panel_attendance": "person_id = NULL",
    "panel_logline": "person_id = NULL",
    "panel_member": "pay = '', less = NULL, told_benefits_on = NULL, answer_by = NULL",
}
_CODES = "people_choicecode"  # a copy from before codes has none


def blank(database: Path, people: Iterable[uuid.UUID]) -> int:
    """Erases these people in a file; gives how many of them could still be read in it."""
    numbers = [(one.hex,) for one in people]  # as Django keeps a UUID in SQLite
    with closing(sqlite3.connect(database)) as one, one:
        # What is deleted is overwritten, and the journal of this change is never on the disk.
        one.execute("PRAGMA secure_delete=ON").fetchall()
        one.execute("PRAGMA journal_mode=MEMORY").fetchall()
        tables = {name for (name,) in one.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if _KEYS not in tables:
            return 0  # a database from before the register
        there = {row[0] for row in one.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        readable = 0
        for number in numbers:
            readable += one.execute("DELETE FROM people_personkey WHERE person_id = ?", number).rowcount
            one.execute("UPDATE people_person SET card = '', contact = '', answers = '' WHERE id = ?", number)
            one.execute("UPDATE people_consent SET language = '' WHERE person_id = ?", number)
            if _CODES in tables:
                one.execute("DELETE FROM people_choicecode WHERE person_id = ?", number)
            one.execute("DELETE FROM people_promise WHERE person_id = ?", number)
            for table in sorted(there & set(_PANEL)):
                one.execute(f"UPDATE {table} SET {_PANEL[table]} WHERE person_id = ?", number)  # noqa: S608 - both stand above
    return readable
