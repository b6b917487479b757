"""Datavyu spreadsheets in: `.opf` (a zip with `db`) and the same text as CSV, in its generations #2 to #4.

A column becomes an actor's track; a cell an interval with its onset, offset and value. A matrix cell `(a,b)` keeps its first
value as code and the others as modifiers, in their order. A cell without length is a point.
"""

import re
import zipfile
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.observations.formats.text import LARGEST, text
from babyhubs.observations.records import NOBODY, Actor, Interval, Point, Recording

_COLUMN = re.compile(
    r"(?P<name>.+?) \((?P<type>[A-Z_]+)(,(?P<shown>true|false),(?P<comment>.*))?\)(-(?P<arguments>.*))?"
)
_CELL = re.compile(r"(\d+):(\d\d):(\d\d):(\d{3}),(\d+):(\d\d):(\d\d):(\d{3}),(.*)")


def read(path: Path, until: int | None = None) -> tuple[Recording, ...]:
    """The spreadsheet as one recording. until: when observation ended, in milliseconds; else the last cell's end."""
    lines = _text(path).replace("\r\n", "\n").split("\n")
    if not lines[0].startswith("#"):
        raise InputError("This is not a Datavyu spreadsheet: it does not begin with #.", where=str(path))
    intervals: list[Interval] = []
    points: list[Point] = []
    columns = []
    track, matrix = "", False
    for number, line in enumerate(lines[1:], start=2):
        if cell := _CELL.fullmatch(line):
            onset, offset = _time(cell.groups()[:4]), _time(cell.groups()[4:8])
            code, mods = _value(cell.group(9), matrix)
            if offset > onset:
                intervals.append(Interval(NOBODY, track, code, onset, offset, mods=mods))
            else:
                points.append(Point(NOBODY, code, onset, zone="", mods=mods, comment=track))
        elif column := _COLUMN.fullmatch(line):
            track, matrix = column["name"], column["type"] == "MATRIX"
            columns.append(track)
        elif line.strip() and not re.match(r"\d+:", line):  # definitions of old predicates begin with a number
            raise InputError("This line of the spreadsheet cannot be read.", where=f"{path}, line {number}")
    last = max([0, *(one.stop for one in intervals), *(one.at for one in points)])
    return (
        Recording(
            name=path.name.rsplit(".", 1)[0],
            start=0,
            stop=until if until is not None else last,
            actors=(Actor(NOBODY, "other"),),
            intervals=tuple(intervals),
            points=tuple(points),
            header={"columns": columns},
        ),
    )


def _text(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return text(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo("db")
            if entry.file_size > LARGEST:
                raise InputError("The spreadsheet unpacks to more than it can hold.", where=str(path))
            with archive.open(entry) as file:
                return file.read(LARGEST).decode("utf-8-sig", "replace")
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise InputError("This is not a Datavyu project, or it is damaged.", where=str(path)) from error


def _time(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _value(given: str, matrix: bool) -> tuple[str, tuple[str, ...]]:
    if not (matrix and given.startswith("(") and given.endswith(")")):
        return given.replace("\\,", ","), ()
    parts = [part.replace("\\,", ",") for part in re.split(r"(?<!\\),", given[1:-1])]
    said = ["" if part == "<untyped>" else part for part in parts]  # an argument that nobody filled
    return said[0], tuple(said[1:])
