"""The rows of a delimited text file, each with the line on which it begins.

Quotation marks are read strictly. A mark that does not match spoils its own line, which is kept aside as broken, and the lines
that it swallowed are read again; a mark that is never closed is an error, because the file may be cut off.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from babyhubs.errors import InputError
from babyhubs.intake.file_bytes import opened
from babyhubs.intake.limits import CELL_CHARACTERS, ROW_LINES

Row: TypeAlias = tuple[int, list[str], str]
"""The line on which the row begins, its cells, and what is wrong with it (or "")."""


def rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """Every row of the file, blank lines (no cells) included."""
    with opened(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8" if encoding == "ascii" else encoding, newline="")
        try:
            yield from _rows(text, delimiter, path)
        except UnicodeDecodeError as error:
            raise InputError(
                f"The file is not in the encoding {encoding}.", where=str(path), remedy="Run `babyhubs map` again."
            ) from error


def _rows(text: Iterator[str], delimiter: str, path: Path) -> Iterator[Row]:
    source = _Lines(text)
    # White space is stripped from every cell anyway; skipping it here lets `a, "b, c"` be read as it was meant.
    reader = csv.reader(source, delimiter=delimiter, strict=True, skipinitialspace=delimiter != "\t")
    while True:
        line = source.begin_row()
        try:
            yield line, next(reader), ""
        except StopIteration:
            return
        except (csv.Error, _TooManyLines) as error:
            if "field larger" in str(error):
                raise InputError(
                    f"A cell is longer than {CELL_CHARACTERS:,} characters.",
                    where=f"{path}: the row that begins in line {line:,}",
                    remedy="Look at this line in a text editor: a quotation mark may not be closed, or a document stands in a cell.",
                ) from error
            if isinstance(error, _TooManyLines) or "unexpected end" in str(error):
                raise InputError(
                    "A quotation mark is opened and never closed. Either the file is cut off, or the mark is stray.",
                    where=f"{path}: the row that begins in line {line:,}",
                    remedy="Compare the end of the file with the report; or take out the mark in this line with a text editor.",
                ) from error
            source.keep_first_line_only()
            yield line, [], "quotation marks do not match"


class _TooManyLines(Exception):
    """One row runs over more lines than any row does."""


class _Lines:
    """The lines of a file for `csv`, which can be given back."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = iter(text)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._number = 1

    def begin_row(self) -> int:
        """The number of the line that the next row begins on."""
        self._taken.clear()
        return self._number

    def keep_first_line_only(self) -> None:
        """Give back all lines of the present row but its first."""
        back = self._taken[1:]
        self._again.extendleft(reversed(back))
        self._number -= len(back)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self._taken) >= ROW_LINES:
            raise _TooManyLines
        line = self._again.popleft() if self._again else next(self._text)
        self._taken.append(line)
        self._number += 1
        return line
