"""How much text the cells of a workbook hold. A string stands in it once and every cell that shows it gets a copy, so a
small file can be a great deal of text."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from babyhubs.errors import InputError
from babyhubs.intake.limits import MIB, XLSX_TEXT
from babyhubs.intake.xlsx_pieces import pieces

_STRING = re.compile(rb"<(?:[^\s<>/:]+:)?si[\s>/]")
_NUMBER = re.compile(rb">\s*(\d{1,9})\s*(?:<|\Z)")  # a cell that shows a string holds the string's number
_HIDDEN = (b"<![CDATA[", b"<!--", b"&#")  # ways to write a number that the pattern above would not see


def may_hold(piece: bytes) -> bool:
    """Whether the list of strings may be in this piece of a part."""
    return b"</si" in piece or b":si" in piece


def check(path: Path, archive: zipfile.ZipFile, lists: Sequence[zipfile.ZipInfo], cells: int) -> None:
    """Refuse a workbook whose cells hold more text than a report can. lists: the parts that may list strings."""
    for part in lists:
        lengths = _lengths(archive, part)
        if not len(lengths) or int(lengths.max()) * cells <= XLSX_TEXT:
            continue
        others = [other for other in archive.infolist() if other is not part]
        text = int(lengths @ sum((_uses(archive, other, len(lengths)) for other in others), np.zeros_like(lengths)))
        if text > XLSX_TEXT:
            raise InputError(
                f"The cells of the workbook hold more than {XLSX_TEXT // MIB:,} MB of text.",
                where=f"{path}: {part.filename}",
                remedy="Take the columns with long notes out of the report, or export a shorter period.",
            )


def _lengths(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> npt.NDArray[np.int64]:
    starts: list[int] = []
    end = 0
    for piece in pieces(archive, part):
        starts += [end + found.start() for found in _STRING.finditer(piece)]
        end += len(piece)
    bounds = np.array([*starts, end], dtype=np.int64)
    return bounds[1:] - bounds[:-1]


def _uses(archive: zipfile.ZipFile, part: zipfile.ZipInfo, strings: int) -> npt.NDArray[np.int64]:
    uses = np.zeros(strings, dtype=np.int64)
    for piece in pieces(archive, part):
        numbers = np.array(_NUMBER.findall(piece), dtype="S9").astype(np.int64)
        uses += np.bincount(numbers[numbers < strings], minlength=strings)
        if numbers.size and any(word in piece for word in _HIDDEN):
            raise InputError(
                "A sheet with long texts is written in a way that cannot be checked.",
                where=f"{archive.filename}: {part.filename}",
                remedy="Open it in Excel and save it under a new name, or export the report as CSV.",
            )
    return uses
