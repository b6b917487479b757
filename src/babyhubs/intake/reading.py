"""A file from outside becomes a table of text: every row of it is either in `frame` or in `not_data`, with its place."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import polars as pl

from babyhubs.errors import InputError
from babyhubs.intake import file_bytes, heading, parquet_files, spreadsheets, text_files
from babyhubs.intake.gather import Gathered, gather, heading_of
from babyhubs.intake.limits import SAMPLE_ROWS
from babyhubs.intake.raw import ROW, Layout, RawTable
from babyhubs.intake.set_aside import BROKEN, TITLE
from babyhubs.intake.text_rows import Row, rows

KINDS = {"text": "a text file", "xlsx": "an Excel workbook", "parquet": "a Parquet file"}
Read: TypeAlias = tuple[Layout, tuple[str, ...], Gathered]


def read(path: Path, layout: Layout | None = None) -> RawTable:
    """The table in a file. A layout that is given (from a mapping) is obeyed; a file that no longer fits it is an InputError."""
    kind = file_bytes.kind(path)
    if layout is not None and kind != layout.kind:
        raise InputError(
            f"The mapping expects {KINDS.get(layout.kind, layout.kind)}, and this is {KINDS[kind]}.",
            where=str(path),
            remedy="Export it in the same form as last time, or run `babyhubs map` again.",
        )
    layout, said, gathered = {"text": _text, "xlsx": _workbook, "parquet": _parquet}[kind](path, layout)
    notes = (*said, *_notes(gathered, layout))
    return RawTable(path, layout, gathered.frame, gathered.not_data, notes, file_bytes.sha256(path))


def _text(path: Path, layout: Layout | None) -> Read:
    if layout is None:
        layout, said = text_files.find(path)
    else:
        layout, said = text_files.obey(path, layout)
        _check_heading(rows(path, layout.encoding, layout.delimiter), layout, str(path))
    return layout, said, gather(rows(path, layout.encoding, layout.delimiter), layout, str(path))


def _workbook(path: Path, layout: Layout | None) -> Read:
    book = spreadsheets.Workbook(path)
    if layout is None:
        layout, said = book.find()
    else:
        said = book.obey(layout)
        _check_heading(book.rows(layout.sheet), layout, book.where(layout.sheet))
    return layout, said, gather(book.rows(layout.sheet), layout, book.where(layout.sheet))


def _parquet(path: Path, layout: Layout | None) -> Read:
    return layout or Layout("parquet"), (), parquet_files.gather(path)


def _check_heading(source: Iterator[Row], layout: Layout, where: str) -> None:
    """That a heading stands where the layout says; else say what stands there and where one was found."""
    sample = list(islice(source, layout.header_row + SAMPLE_ROWS))
    lines = [row for row in sample if row[0] >= layout.header_row][: layout.header_lines]
    if lines and lines[0][0] == layout.header_row and heading.fits(heading_of(lines, layout, where), sample):
        return
    there = next((heading.described(cells) for place, cells, _ in sample if place == layout.header_row), "missing")
    try:
        elsewhere = f" A heading was found in row {heading.find(sample, where).row:,}."
    except InputError:
        elsewhere = ""
    raise InputError(
        f"The mapping expects the heading in row {layout.header_row:,}, and it is not there.{elsewhere}",
        where=f"{where}: row {layout.header_row:,} is {there}",
        remedy="Export the report in the same form as last time, or run `babyhubs map` again.",
    )


def _notes(gathered: Gathered, layout: Layout) -> list[str]:
    notes = []
    reasons = Counter(gathered.not_data["reason"].to_list())
    if layout.kind != "parquet":
        end = layout.header_row + layout.header_lines - 1
        place = f"row {layout.header_row:,}" if layout.header_lines == 1 else f"rows {layout.header_row:,} and {end:,}"
        above = gathered.not_data.filter((pl.col("reason") == TITLE) & (pl.col(ROW) < layout.header_row)).height
        title = "; 1 row above it is a title" if above == 1 else f"; {above} rows above it are a title" if above else ""
        notes.append(f"Heading found in {place}{title}.")
    written = {*gathered.heading.lower, *gathered.heading.upper}
    for name in gathered.frame.columns:
        if name.startswith("column ") and name not in written:
            notes.append(f'A column has no heading; it is called "{name}".')
    aside = [f"{reasons[reason]:,} {reason}" for reason in sorted(reasons) if reason != TITLE]
    if aside:
        notes.append("Rows set aside: " + ", ".join(aside) + ".")
    broken = gathered.not_data.filter(pl.col("reason") == BROKEN)
    for place, text in broken.select(ROW, "text").head(5).iter_rows():
        notes.append(f"Row {place:,} is broken: {text}.")
    notes.append(f"{gathered.frame.height:,} rows of {gathered.frame.width - 1:,} columns.")
    return notes
