"""Which files are taken in at all: decided before a byte of them is kept, because a form is read before its view runs.

What is on its way lies in `incoming` in the data folder. What was cut off there is nobody's, and goes at the next start.
"""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler

INCOMING = "incoming"
LARGEST = 1024 * 1024 * 1024  # one form with all its files
LARGEST_OF_ANYONE = 64 * 1024 * 1024  # the same from somebody who has not signed in


class Limited(FileUploadHandler):
    """Refuses what is too large, and every file of somebody who has not signed in. It keeps nothing itself.

    A view for everybody says by `takes_file` that it takes files, and how large each may be. A larger one is passed over and the
    request says so (`file_too_large`): what was typed beside it is not lost.
    """

    _may_be, _so_far = 0, 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Called with the whole length, before the first byte."""
        if content_length > (LARGEST if self.request.user.is_authenticated else LARGEST_OF_ANYONE):
            raise SuspiciousOperation("a form that is too large")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Called where a file begins."""
        super().new_file(*args, **kwargs)
        self._may_be = getattr(getattr(self.request.resolver_match, "func", None), "takes_file", 0)
        self._so_far = 0
        if not self._may_be and not self.request.user.is_authenticated:
            raise SuspiciousOperation("a file from somebody who has not signed in")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passed on to the handler that keeps it."""
        self._so_far += len(raw_data)
        if self._may_be and self._so_far > self._may_be:
            self.request.file_too_large = True
            raise SkipFile
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
