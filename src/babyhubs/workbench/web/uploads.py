"""Which files are taken in at all: decided before a byte of them is kept, because a form is read before its view runs."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler

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
