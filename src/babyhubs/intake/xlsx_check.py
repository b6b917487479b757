"""Whether an Excel workbook may be handed to the reader: a workbook is a ZIP archive of XML, and both can be bombs.

Everything is checked before the reader sees the file: the archive's directory first, then each part, unpacked piece by piece and thrown
away, because a directory can lie. Cell addresses are checked too: two cells at the ends of a sheet make the reader set
aside memory for all cells between them.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

from babyhubs.errors import InputError
from babyhubs.intake import xlsx_strings
from babyhubs.intake.limits import (
    COLUMNS,
    MIB,
    PACKED_RATIO,
    PACKED_RATIO_FROM,
    XLSX_BYTES,
    XLSX_CELLS,
    XLSX_PART,
    XLSX_PARTS,
    XLSX_UNPACKED,
)
from babyhubs.intake.xlsx_pieces import pieces

_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)(\d+)[\"']")
_COUNT = re.compile(
    rb"\b(unique)?[cC]ount\s*=\s*[\"'](\d+)[\"']"
)  # the reader sets memory aside for what these promise
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")  # XML in UTF-16, in which the words below would not be seen
_DIGITS = 9  # of a row's number that matter: Excel ends at 1,048,576
_TAGS_A_CELL = 4  # <c><v>1</v></c> is the shortest cell that holds anything
_OTHER_ZIPS = (
    ("word/", "a Word document"),
    ("ppt/", "a PowerPoint file"),
    ("xl/workbook.bin", "an Excel binary workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file"),
)
EXCEL = "Open it in Excel and save it as an Excel workbook (.xlsx)."
DISTRUST = "Do not open it before you know where it comes from. Export the report again."


def check(path: Path) -> None:
    """Refuse a workbook that is not one, that is damaged, or that unpacks to more than a report can hold."""
    if path.stat().st_size > XLSX_BYTES:
        _refuse(path, f"The workbook is larger than {XLSX_BYTES // MIB} MB.", "Export a shorter period, or as CSV.")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_directory(path, parts)
            unpacked = cells = 0
            lists = []
            for part in parts:
                size, area, may_list = _check_part(path, archive, part)
                unpacked, cells = unpacked + size, cells + area
                if may_list:
                    lists.append(part)
                if unpacked > XLSX_UNPACKED:
                    _refuse(path, "The workbook unpacks to more than a report can hold.", DISTRUST, part.filename)
                if cells > XLSX_CELLS:
                    _refuse(
                        path,
                        f"The sheets span more than {XLSX_CELLS:,} cells, most of them empty or hostile.",
                        "Delete the rows and columns beyond the table, or export as CSV.",
                        part.filename,
                    )
            xlsx_strings.check(path, archive, lists, cells)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise InputError(
            "The workbook is damaged or cut off.",
            where=str(path),
            remedy="Copy or export it again; check that Excel can open it.",
        ) from error


def _check_directory(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names:
        for start, what in _OTHER_ZIPS:
            if any(name.startswith(start) for name in names):
                _refuse(path, f"This is {what}, not an Excel workbook (.xlsx).", EXCEL)
        _refuse(path, "This is a ZIP archive, not an Excel workbook.", "Unpack it, and give the file that is in it.")
    if len(names) > XLSX_PARTS:
        _refuse(path, f"The workbook has {len(names):,} parts; a real one has fewer than 100.", DISTRUST)
    if len(set(names)) < len(names):
        _refuse(path, "The workbook holds two parts of one name.", DISTRUST)
    for part in parts:
        if part.flag_bits & 1:
            _refuse(path, "The workbook is protected by a password.", "Save it in Excel without the password.")
        if part.filename.startswith("/") or "\\" in part.filename or ".." in part.filename.split("/"):
            _refuse(path, "The workbook holds a part that points outside it.", DISTRUST, part.filename)
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            _refuse(path, "The workbook is packed in a way that Excel does not use.", EXCEL, part.filename)
        _check_size(path, part, part.file_size)
    if sum(part.file_size for part in parts) > XLSX_UNPACKED:
        _refuse(path, "The workbook unpacks to more than a report can hold.", DISTRUST)


def _check_size(path: Path, part: zipfile.ZipInfo, size: int) -> None:
    too_dense = size > PACKED_RATIO_FROM and size > PACKED_RATIO * max(part.compress_size, 1)
    if size > XLSX_PART or too_dense:
        _refuse(path, "A part of the workbook unpacks to more than a report can hold.", DISTRUST, part.filename)


def _check_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int, bool]:
    """The part's true size, the cells that it may hold or span, and whether it may list strings."""
    size = last_row = last_column = tags = promised = 0
    may_list = False
    for piece in pieces(archive, part):
        if not size and piece.startswith(_WIDE):
            _refuse(path, "A part of the workbook is not in UTF-8.", EXCEL, part.filename)
        size += len(piece)
        _check_size(path, part, size)
        # Every part is looked at, because a workbook may call any part a sheet, whatever its name is.
        if b"<!ENTITY" in piece or (b"<!DOCTYPE" in piece and not part.filename.endswith(".svg")):
            _refuse(path, "A part of the workbook defines XML entities.", DISTRUST, part.filename)
        may_list = may_list or xlsx_strings.may_hold(piece)
        tags += piece.count(b"<")
        for unique, count in _COUNT.findall(piece):
            promised = max(promised, int(count[:_DIGITS]) if unique or int(count[:_DIGITS]) > XLSX_CELLS else 0)
        found = _ADDRESS.findall(piece)
        if found:
            last_row = max([last_row, *(int(row[:_DIGITS]) for row in {row for _, row in found})])
            last_column = max([last_column, *(_column(letters) for letters in {letters for letters, _ in found})])
    if size != part.file_size:
        _refuse(path, "The workbook's directory gives a wrong size.", DISTRUST, part.filename)
    if promised > tags:
        _refuse(path, "A part of the workbook promises more entries than it has.", DISTRUST, part.filename)
    if last_column > COLUMNS:
        _refuse(
            path,
            f"The sheet reaches to column {last_column:,}. More than {COLUMNS} columns are hardly the right report.",
            "Delete the columns beyond the table, even if they look empty, and save it again.",
            part.filename,
        )
    return size, max(last_row * max(last_column, 1), tags // _TAGS_A_CELL), may_list


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number


def _refuse(path: Path, what: str, remedy: str, part: str = "") -> NoReturn:
    raise InputError(what, where=f"{path}: {part}" if part else str(path), remedy=remedy)
