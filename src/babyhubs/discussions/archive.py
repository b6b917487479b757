"""ZIP archives from outside (Word, OpenDocument, REFI-QDA): every size is checked before and while it is unpacked.

Nothing is ever written to the disk, so a path that points outside the archive can do no harm; it is refused all the same,
because no honest program writes one.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from babyhubs.errors import InputError

MIB = 1024 * 1024
ARCHIVE_BYTES = 512 * MIB  # a coded project with its recordings
PART_BYTES = 64 * MIB  # one text or one project's XML: forty hours of talk are 3 MB
ALL_BYTES = 256 * MIB  # what is read out of one archive in all
PARTS = 10_000
RATIO, RATIO_FROM = 200, 4 * MIB  # text packs 3 to 20 times; XML of a coded project up to 40
DEPTH = 200  # elements inside one another: a codebook has five levels
DISTRUST = "Do not open it before you know where it comes from. Ask for the file again."


class Archive:
    """The parts of an archive by name, read with limits."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self.path = path
        self._file = file
        self._left = ALL_BYTES
        self.parts = {part.filename: part for part in file.infolist() if not part.is_dir()}

    def read(self, name: str) -> bytes:
        """One part, unpacked."""
        part = self.parts[name]
        _check(self.path, part, part.file_size)
        try:
            with self._file.open(part) as stream:
                found = stream.read(min(PART_BYTES, self._left) + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
            ValueError,
        ) as error:
            raise damaged(self.path, name) from error
        if len(found) != part.file_size:
            _refuse(self.path, "The archive's directory gives a wrong size.", name)
        self._left -= len(found)
        if self._left < 0:
            _refuse(self.path, "The archive unpacks to more than a project of discussions can hold.", name)
        return found

    def xml(self, name: str) -> Element:
        """One part as XML."""
        return parse(self.read(name), f"{self.path}: {name}")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """An archive whose directory is sound."""
    if path.stat().st_size > ARCHIVE_BYTES:
        _refuse(path, f"The file is larger than {ARCHIVE_BYTES // MIB} MB.")
    try:
        file = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(path) from error
    with file:
        parts = file.infolist()
        names = [part.filename for part in parts]
        if len(parts) > PARTS:
            _refuse(path, f"The archive has {len(parts):,} parts.")
        if len(set(names)) < len(names):
            _refuse(path, "The archive holds two parts of one name.")
        for part in parts:
            name = part.filename
            if name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/") or name[1:2] == ":":
                _refuse(path, "The archive holds a part that points outside it.", name)
            if part.flag_bits & 1:
                raise InputError(
                    "The file is protected by a password.", where=str(path), remedy="Save it without the password."
                )
        yield Archive(path, file)


def parse(content: bytes, where: str) -> Element:
    """XML without entities and without depth enough to break a reader."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InputError("The file defines XML entities or a document type.", where=where, remedy=DISTRUST) from error
    except (ParseError, ValueError, LookupError) as error:
        raise InputError("The XML in this file is damaged.", where=where, remedy="Export or save it again.") from error
    level: list[Any] = [root]
    for _ in range(DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return root
    raise InputError(f"The XML is more than {DEPTH} levels deep.", where=where, remedy=DISTRUST)


def damaged(path: Path, part: str = "") -> InputError:
    """A file that cannot be unpacked."""
    where = f"{path}: {part}" if part else str(path)
    return InputError("The file is damaged or cut off.", where=where, remedy="Copy or export it again.")


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts, in this order; the same parts give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, content)
    return buffer.getvalue()


def _check(path: Path, part: zipfile.ZipInfo, size: int) -> None:
    dense = size > RATIO_FROM and size > RATIO * max(part.compress_size, 1)
    if size > PART_BYTES or dense:
        _refuse(path, "A part of the archive unpacks to more than a discussion can hold.", part.filename)


def _refuse(path: Path, what: str, part: str = "") -> NoReturn:
    raise InputError(what, where=f"{path}: {part}" if part else str(path), remedy=DISTRUST)
