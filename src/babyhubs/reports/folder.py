"""A result folder appears whole or not at all.

Everything is written to a hidden folder beside the wanted one and moved into place at the end, so that a run that
fails half-way leaves what was there before as it was. A folder that this program did not write is never replaced.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babyhubs.errors import InputError

MARKS = (
    "provenance.json",
    "truth.json",
    "rows_set_aside.csv",
)  # every folder that this program writes holds one of them


def check_replaceable(folder: Path) -> None:
    """Refuse a place where somebody else's files lie."""
    if folder.is_file():
        raise InputError(
            "The place for the results is a file, not a folder.", where=str(folder), remedy="Name another folder."
        )
    if folder.is_dir() and any(folder.iterdir()) and not any((folder / mark).is_file() for mark in MARKS):
        raise InputError(
            "The folder for the results already holds other files.",
            where=str(folder),
            remedy="Name an empty or a new folder. Nothing was changed.",
        )


@contextmanager
def whole_or_not_at_all(folder: Path) -> Iterator[Path]:
    """A folder to write into that takes the name `folder` once the block ends without an error."""
    check_replaceable(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name}.partial")
    former = folder.with_name(f".{folder.name}.former")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        yield partial
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    if folder.exists():
        shutil.rmtree(former, ignore_errors=True)
        folder.rename(former)
    partial.rename(folder)
    shutil.rmtree(former, ignore_errors=True)
