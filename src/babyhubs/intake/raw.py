"""A file from outside as a table of text, before anybody says what its columns mean.

Nothing is interpreted here: every cell is text as it stood in the file, every row keeps its place, and every row that
is not data (title, total, blank line, repeated heading, broken line) is kept aside with its reason.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

ROW = "_row"  # the first column of every raw table: the row's place in its file, 1 is the first line


@dataclass(frozen=True)
class Layout:
    """How a file is laid out: found by `sniff`, shown to the user, stored in the mapping, obeyed by `read`.

    header_row: place of the first line of the heading; header_lines: 2 where a merged heading stands above it.
    encoding and delimiter are empty for XLSX and Parquet; sheet is empty for all but XLSX.
    """

    kind: str  # "text" | "xlsx" | "parquet"
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int = 1
    header_lines: int = 1


@dataclass(frozen=True)
class RawTable:
    """frame: `_row` and one text column a heading (null where the cell is empty). not_data: `_row`, reason, text."""

    path: Path
    layout: Layout
    frame: pl.DataFrame
    not_data: pl.DataFrame
    notes: tuple[str, ...]  # what was found, in sentences for the user
    sha256: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(name for name in self.frame.columns if name != ROW)


NOT_DATA_SCHEMA = {ROW: pl.Int64(), "reason": pl.String(), "text": pl.String()}
