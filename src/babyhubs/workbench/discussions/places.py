"""Where the projects of discussions lie in a data folder, and their keys elsewhere in it. Without Django, for backups too.

discussions/<programme>/project.sqlite3    texts, participants, codes: the library's own file
keys/names/<programme>.key                 the key under which names are sealed, apart from it
"""

import uuid
from collections.abc import Iterator
from pathlib import Path

FOLDER = "discussions"
FILE = "project.sqlite3"


def of_project(folder: Path, programme_id: uuid.UUID) -> Path:
    """The project of a programme."""
    return folder / FOLDER / programme_id.hex / FILE


def of_key(folder: Path, programme_id: uuid.UUID) -> Path:
    """The key of its names."""
    return folder / "keys" / "names" / f"{programme_id.hex}.key"


def all_projects(folder: Path) -> Iterator[Path]:
    """Every project of a data folder."""
    yield from sorted((folder / FOLDER).glob(f"*/{FILE}"))
