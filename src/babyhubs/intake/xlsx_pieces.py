"""A part of a workbook, unpacked piece by piece, each piece ending where a tag ends."""

import copy
import zipfile
from collections.abc import Iterator

from babyhubs.errors import InputError
from babyhubs.intake.limits import MIB, XLSX_PART

LONGEST_TAG = MIB  # bytes from one "<" to the next: a cell holds at most 32,767 characters


def pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes in order. `zipfile` stops where the directory says that the part ends, so it is told a longer size:
    a directory that lies is found out by counting. Only the next piece is ever held."""
    trusting_nothing = copy.copy(part)
    trusting_nothing.file_size = XLSX_PART + 1
    rest = b""
    with archive.open(trusting_nothing) as stream:
        while block := stream.read(MIB):
            text = rest + block
            cut = text.rfind(b"<")
            if cut < 0:
                cut = len(text)
            if len(text) - cut > LONGEST_TAG:
                raise InputError(
                    "A part of the workbook holds a tag or a text without end.",
                    where=f"{archive.filename}: {part.filename}",
                    remedy="Do not open it before you know where it comes from. Export the report again.",
                )
            if cut:
                yield text[:cut]
            rest = text[cut:]
    if rest:
        yield rest
