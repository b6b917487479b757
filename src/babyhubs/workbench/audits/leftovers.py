"""What an upload leaves behind when the workbench is stopped between its files and its rows: swept up by the worker.

A folder gets its files before the database knows of it, never the other way round: an upload that is told of is whole.
"""

import shutil
import time
import uuid
from pathlib import Path

from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.models import Upload

OLD = 24 * 60 * 60  # seconds: an upload that is still being taken over is younger


def sweep(programme_id: uuid.UUID) -> int:
    """Removes the folders of uploads that no row knows; how many."""
    before = time.time() - OLD
    found = {one.name: one for one in places.uploads(programme_id).glob("*") if _lies_since(one, before)}
    known = {key.hex for key in Upload.objects.filter(programme=programme_id).values_list("pk", flat=True)}
    for name in found.keys() - known:
        shutil.rmtree(found[name], ignore_errors=True)
    return len(found.keys() - known)


def _lies_since(folder: Path, moment: float) -> bool:
    return folder.is_dir() and folder.stat().st_mtime < moment
