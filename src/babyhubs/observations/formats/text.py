"""Text from outside, within limits, whatever its encoding."""

import csv
import io
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError
from babyhubs.intake.file_bytes import opened
from babyhubs.intake.limits import MIB

LARGEST = 256 * MIB  # a day of taps is one megabyte; the largest annotation file that we know has sixty


def content(path: Path) -> bytes:
    """The whole file, unpacked where it is gzip."""
    if not path.is_file():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name and the folder.")
    with opened(path) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"The file holds more than {LARGEST // MIB} MB.", where=str(path))
    return data


def text(path: Path) -> str:
    """The file as text: UTF-8, or else the encoding of Western Windows."""
    data = content(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table with a heading: tabs, semicolons or commas, whichever the heading has most of."""
    given = text(path)
    heading = given.split("\n", 1)[0]
    delimiter = max("\t;,", key=heading.count)
    reader = csv.DictReader(io.StringIO(given, newline=""), delimiter=delimiter, restval="")
    try:
        found: list[dict[Any, Any]] = list(reader)
    except csv.Error as error:
        raise InputError(f"The table cannot be read: {error}.", where=f"{path}, line {reader.line_num}") from error
    return [{str(name).strip(): str(cell) for name, cell in row.items() if name is not None} for row in found]


def milliseconds(value: object, where: str) -> int:
    """Seconds, as a number or a text, in milliseconds."""
    try:
        number = float(str(value))
    except ValueError as error:
        raise InputError(f"{value!r} is not a time in seconds.", where=where) from error
    if not abs(number) < 1e10:
        raise InputError(f"{value!r} is not a time in seconds.", where=where)
    return round(number * 1000)
