"""What an erasure leaves behind on the disk, and its removal: pages in the journal, copies made before a migration."""

import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import connections

from babyhubs.workbench.databases import FILES, PEOPLE
from babyhubs.workbench.people import blanking, erasure_list


def clear(folder: Path) -> None:
    """Folds the journal in, so that no page of before is left in it, and blanks the copies from before a migration.

    PostgreSQL's own journal and copies are not within reach: docs/decisions/0070.
    """
    connection = connections[PEOPLE]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    listed = erasure_list.read(folder / erasure_list.NAME)
    for copy in sorted((folder / "before-migration").glob(f"{Path(FILES[PEOPLE]).stem}-*.sqlite3")):
        try:
            blanking.blank(copy, listed)
        except sqlite3.OperationalError:  # a full disk, a file that cannot be opened: the next start tries again
            raise
        except sqlite3.DatabaseError:  # damaged: it can bring nothing back, and must not keep anybody either
            copy.unlink()


def clear_here() -> None:
    """The same for this workbench, once an erasure has been committed."""
    clear(settings.BABYHUBS.folder)
