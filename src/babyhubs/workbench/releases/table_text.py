"""The tables in a file that is to leave, as text, for the program's look and for the checker's."""

import csv
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babyhubs.errors import InputError

TABLES = 40  # read of one ZIP file
MOST = 5 * 1024 * 1024  # bytes read of one table, however small it is packed
SUFFIXES = {".csv", ".tsv", ".txt"}
MARKS = ",;\t"


@dataclass(frozen=True, slots=True)
class Table:
    """title: its name in a ZIP file, else empty. rows: cut to the heading's columns or shorter."""

    title: str
    heading: list[str]
    rows: list[list[str]]


def tables(path: Path, name: str) -> Iterator[Table]:
    """The tables of a file, by the name under which it leaves; none in a kind of file that is no text."""
    try:
        if Path(name).suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                members = [one for one in archive.infolist() if Path(one.filename).suffix in SUFFIXES]
                for member in members[:TABLES]:
                    with archive.open(member) as file:
                        yield _table(member.filename, file.read(MOST))
        elif Path(name).suffix in SUFFIXES:
            with path.open("rb") as plain:
                yield _table("", plain.read(MOST))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, csv.Error) as error:
        raise InputError(
            "A table in this file cannot be read.", remedy="Export it again as CSV, without a password."
        ) from error


def _table(title: str, content: bytes) -> Table:
    text = content.decode("utf-8-sig", errors="replace").replace("\x00", "")
    first = text.partition("\n")[0]
    rows = csv.reader(text.splitlines(), delimiter=max(MARKS, key=first.count))
    heading = next(rows, [])
    return Table(title, heading, [row[: len(heading)] for row in rows])
