"""Where the projects of discussions lie in a data folder, and their keys elsewhere in it. Without Django, for backups too.

discussions/<programme>/project.sqlite3    texts, participants, codes: the library's own file
keys/names/<programme>.key                 the key under which names are sealed, apart from it
voices/<programme>/...                     recordings, sealed, in no backup (voices/keeping)
"""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

FOLDER = "discussions"
VOICES = "voices"
FILE = "project.sqlite3"
_JOURNAL = re.compile(rf"{re.escape(FILE)}-(wal|shm|journal)|\.{re.escape(FILE)}.*\.partial")


def of_project(folder: Path, programme_id: uuid.UUID) -> Path:
    """The project of a programme."""
    return folder / FOLDER / programme_id.hex / FILE


def of_key(folder: Path, programme_id: uuid.UUID) -> Path:
    """The key of its names."""
    return folder / "keys" / "names" / f"{programme_id.hex}.key"


def key_of(folder: Path, project: Path) -> Path:
    """The key of the names of a project."""
    return of_key(folder, uuid.UUID(hex=project.parent.name))


def is_journal(path: Path) -> bool:
    """Whether a file is the journal of a project, or a copy that is not done."""
    return path.parent.parent.name == FOLDER and bool(_JOURNAL.fullmatch(path.name))


def all_projects(folder: Path) -> Iterator[Path]:
    """Every project of a data folder."""
    yield from sorted((folder / FOLDER).glob(f"*/{FILE}"))
