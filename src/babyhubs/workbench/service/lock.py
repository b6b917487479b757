"""One server to a data folder. The lock is the operating system's: it goes when the process does, however it ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from babyhubs.errors import Refused

NAME = "lock"


@contextmanager
def held(
    folder: Path,
    busy: str = "A workbench is already running on this data folder.",
    remedy: str = "Use that one, or stop it first (Ctrl and C in its window).",
) -> Iterator[None]:
    """Holds the folder; refuses if another process does. busy, remedy: what is said then."""
    with (folder / NAME).open("a+b") as file:
        if not _take(file):
            raise Refused(busy, where=str(folder), remedy=remedy)
        yield


if os.name == "posix":
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

else:
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
