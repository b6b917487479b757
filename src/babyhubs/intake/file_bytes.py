"""The bytes of a file from outside: what kind they are by their content, and opening them, packed or not, within limits."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO

from babyhubs.errors import InputError
from babyhubs.intake.limits import MIB, PACKED_RATIO, PACKED_RATIO_FROM, TEXT_BYTES

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# First bytes of what people send by mistake: (bytes, what it is).
OTHERS = (
    (b"%PDF", "a PDF document"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"{\\rtf", "a Word document (RTF)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a file packed with bzip2"),
    (b"\xfd7zXZ", "a file packed with xz"),
    (b"\x28\xb5\x2f\xfd", "a file packed with zstd"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x00\x01\x00\x00Standard ", "an Access database"),
    (b"$FL2", "an SPSS file"),
    (b"<stata_dta>", "a Stata file"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
EXPORT_AGAIN = "Export the report again as CSV, Excel (.xlsx) or Parquet, and give that file."


def kind(path: Path) -> str:
    """ "text", "xlsx" or "parquet", by the first bytes and never by the name; anything else is named and refused."""
    head = _head(path)
    if not head:
        raise InputError("The file is empty.", where=str(path), remedy="Export it again; look at its size first.")
    if head.startswith(ZIP):
        return "xlsx"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(OLE):
        raise _old_office(path)
    if head.startswith(GZIP):
        with opened(path) as stream:
            head = stream.read(64)
        if not head:
            raise InputError("The packed file holds nothing.", where=str(path), remedy="Export it again.")
        if head.startswith((ZIP, b"PAR1", OLE, GZIP)):
            raise InputError(
                "The packed file does not hold text.", where=str(path), remedy="Unpack it, and give what was in it."
            )
    _refuse_others(head, path)
    return "text"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked if it is gzip. A file that ends too soon or unpacks without end is an InputError."""
    with path.open("rb") as file:
        packed = file.peek(2)[:2] == GZIP
        if not packed:
            yield file
            return
        size = path.stat().st_size
        with gzip.GzipFile(fileobj=file) as unpacked:
            yield BufferedReader(_Counted(unpacked, size, path), buffer_size=MIB)


def sha256(path: Path) -> str:
    """The digest of the file's bytes as they lie on the disk."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Counted(RawIOBase):
    """Reads on from a gzip stream while it stays within the limits."""

    def __init__(self, unpacked: gzip.GzipFile, packed_bytes: int, path: Path) -> None:
        self._unpacked, self._packed_bytes, self._path, self._count = unpacked, packed_bytes, path, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            block = self._unpacked.read(min(len(buffer), MIB))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(
                "The packed file is damaged or ends too soon.",
                where=f"{self._path}: after {self._count:,} unpacked bytes",
                remedy="Copy or export it again. It was probably cut off on its way.",
            ) from error
        self._count += len(block)
        ratio = self._count / max(self._packed_bytes, 1)
        if self._count > TEXT_BYTES or (self._count > PACKED_RATIO_FROM and ratio > PACKED_RATIO):
            raise InputError(
                "The packed file unpacks to far more than a report can hold.",
                where=f"{self._path}: {self._packed_bytes:,} bytes unpack to more than {self._count:,}",
                remedy="Do not use it before you know where it comes from. Export the report again, unpacked.",
            )
        buffer[: len(block)] = block
        return len(block)


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise InputError("This is a folder, not a file.", where=str(path), remedy="Give the file that lies in it.")
    if not path.exists():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name and the folder.")
    if not path.is_file():
        raise InputError("This is not an ordinary file.", where=str(path), remedy="Copy it to a folder of your own.")
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise InputError(
            f"The file cannot be read: {error.strerror or error}.",
            where=str(path),
            remedy="Close it where it is open (Excel locks files), or ask for the right to read it.",
        ) from error
    if path.stat().st_size > TEXT_BYTES:
        raise InputError(
            f"The file is larger than {TEXT_BYTES // MIB:,} MB.",
            where=f"{path}: {path.stat().st_size:,} bytes",
            remedy="Export a shorter period, or save it as Parquet.",
        )
    return head


def _refuse_others(head: bytes, path: Path) -> None:
    for first, name in OTHERS:
        if head.startswith(first):
            raise InputError(f"This is {name}, not a table.", where=str(path), remedy=EXPORT_AGAIN)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        raise InputError(
            "This is a web page or XML, not a table. Some systems save one under the name .xls.",
            where=str(path),
            remedy="Open it in Excel and save it as an Excel workbook (.xlsx) or as CSV UTF-8.",
        )
    if _is_json(start):
        raise InputError("This is JSON, not a table.", where=str(path), remedy=EXPORT_AGAIN)


def _is_json(start: bytes) -> bool:
    if not start.startswith((b"{", b"[")):
        return False
    following = start[1:].lstrip()
    return following[:1] in {b'"', b"{", b"["} or (start[:1] == b"[" and following[:1].isdigit())


def _old_office(path: Path) -> InputError:
    with path.open("rb") as file:
        encrypted = "EncryptedPackage".encode("utf-16-le") in file.read(64 * MIB)
    if encrypted:
        return InputError(
            "The workbook is protected by a password.",
            where=str(path),
            remedy="Open it in Excel, remove the password (File, Info, Protect Workbook), save it, and give that copy.",
        )
    return InputError(
        "This is an old Excel workbook (.xls) or another old Office file.",
        where=str(path),
        remedy="Open it in Excel and save it as an Excel workbook (.xlsx).",
    )
