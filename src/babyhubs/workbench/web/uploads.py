"""Which files are taken in at all: decided before a byte of them is kept, because a form is read before its view runs.

What is on its way lies in `incoming` in the data folder. What was cut off there is nobody's, and goes at the next start.
"""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

INCOMING = "incoming"
LARGEST = 1024 * 1024 * 1024  # one form with all its files


class Limited(FileUploadHandler):
    """Refuses what is too large, and every file of somebody who has not signed in. It keeps nothing itself."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Called with the whole length, before the first byte."""
        if content_length > LARGEST:
            raise SuspiciousOperation("a form that is too large")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Called where a file begins."""
        super().new_file(*args, **kwargs)
        if not self.request.user.is_authenticated:
            raise SuspiciousOperation("a file from somebody who has not signed in")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passed on to the handler that keeps it."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing of its own."""
        return


class Kept(TemporaryFileUploadHandler):
    """Writes to `incoming`. Where the disk is full, the part that was written goes at once: it may be all that is in the way."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """The next piece."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            self.upload_interrupted()
            raise


def written_through(path: Path) -> None:
    """A file that people are told was taken in survives a power cut from then on, and its name with it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    if os.name == "posix":  # Windows keeps names by itself
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def clear(folder: Path) -> None:
    """Removes what is left of forms that were cut off: only while no server runs."""
    for path in (folder / INCOMING).glob("*"):
        if not path.is_dir():
            path.unlink()
