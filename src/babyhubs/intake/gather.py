"""Rows of text become a frame of text, in chunks, so that a large file never stands twice in memory."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from babyhubs.errors import InputError
from babyhubs.intake.heading import Heading, collapsed, names, unnamed
from babyhubs.intake.limits import BROKEN_AT_LEAST, BROKEN_SHARE, CELL_CHARACTERS
from babyhubs.intake.raw import ROW, Layout
from babyhubs.intake.set_aside import BROKEN, split
from babyhubs.intake.text_rows import Row

CHUNK = 8192  # rows held as Python lists at a time


@dataclass(frozen=True)
class Gathered:
    """What the rows of a file were: data, not data, and how its columns were named."""

    frame: pl.DataFrame
    not_data: pl.DataFrame
    heading: Heading


def gather(rows: Iterator[Row], layout: Layout, where: str) -> Gathered:
    """Everything above the heading is title, everything below is data unless `set_aside` says why not."""
    titles: list[Row] = []
    odd: list[Row] = []
    lines: list[Row] = []
    for row in rows:
        if row[0] < layout.header_row:
            titles.append(row)
            continue
        lines.append(row)
        if len(lines) == layout.header_lines:
            break
    heading = heading_of(lines, layout, where)
    named = names(heading, where)
    frames = list(_frames(rows, named, odd, where))
    frame = pl.concat(frames) if frames else _frame([], [], named, where)
    lines_by_name = [dict(zip(named, line, strict=False)) for line in (heading.lower, heading.upper) if line]
    return finish(frame, odd, heading, lines_by_name, titles, where)


def finish(
    frame: pl.DataFrame,
    odd: list[Row],
    heading: Heading,
    headings: list[dict[str, str]],
    titles: list[Row],
    where: str,
) -> Gathered:
    """Set aside what is not data (see `set_aside.split`), and refuse a table of which nothing is left."""
    data, not_data = split(_without_empty_unnamed(frame), odd, headings, titles)
    _refuse_unusable(data, not_data, where)
    return Gathered(data, not_data, heading)


def heading_of(lines: list[Row], layout: Layout, where: str) -> Heading:
    """The heading that stands where the layout says."""
    if len(lines) < layout.header_lines or not lines or lines[0][0] != layout.header_row:
        raise InputError(
            f"The heading should begin in row {layout.header_row:,}, and no row begins there.",
            where=where,
            remedy="Run `babyhubs map` again: the report's layout has changed.",
        )
    cells = [tuple(collapsed(cell) for cell in row) for _, row, _ in lines]
    return Heading(layout.header_row, cells[-1], cells[0] if layout.header_lines > 1 else ())


def _frames(rows: Iterator[Row], named: list[str], odd: list[Row], where: str) -> Iterator[pl.DataFrame]:
    width = len(named)
    needed = max((at for at, name in enumerate(named, 1) if name != unnamed(at)), default=0)
    chunk: list[list[str]] = []
    places: list[int] = []
    for row in rows:
        place, cells, problem = row
        found = len(cells)
        if found != width:
            # Empty cells too many are fine at the end, and so are cells too few that have no heading.
            if problem or found < needed or any(cell.strip() for cell in cells[width:]):
                odd.append(row)
                continue
            cells = [*cells[:width], *[""] * (width - found)]
        chunk.append(cells)
        places.append(place)
        if len(chunk) == CHUNK:
            yield _frame(chunk, places, named, where)
            chunk, places = [], []
    if chunk:
        yield _frame(chunk, places, named, where)


def _frame(chunk: list[list[str]], places: list[int], named: list[str], where: str) -> pl.DataFrame:
    columns = zip(*chunk, strict=True) if chunk else [() for _ in named]
    frame = pl.DataFrame(
        [pl.Series(name, column, dtype=pl.String) for name, column in zip(named, columns, strict=True)]
    )
    return cleaned(frame, places, where)


def cleaned(frame: pl.DataFrame, places: list[int], where: str) -> pl.DataFrame:
    """Cells stripped, inner white space collapsed, empty cells null, the place in front; no cell too long."""
    longest = frame.select(pl.all().str.len_bytes().max()).row(0)
    for name, length in zip(frame.columns, longest, strict=True):
        if length is not None and length > CELL_CHARACTERS:
            row = places[frame[name].str.len_bytes().arg_max() or 0]
            raise InputError(
                f"A cell is longer than {CELL_CHARACTERS:,} characters.",
                where=f'{where}: row {row:,}, column "{name}"',
                remedy="Take this column out of the report: it holds documents, not facts.",
            )
    tidy = pl.all().str.replace_all(r"\s+", " ").str.strip_chars()
    return frame.select(pl.Series(ROW, places, dtype=pl.Int64), pl.when(tidy != "").then(tidy).name.keep())


def _without_empty_unnamed(frame: pl.DataFrame) -> pl.DataFrame:
    """Without the columns that have neither a heading nor a cell: margins of a sheet, a separator at each line's end."""
    empty = [
        name
        for at, name in enumerate(frame.columns)  # the place comes first, so this counts columns from 1
        if name == unnamed(at) and frame[name].null_count() == frame.height
    ]
    return frame.drop(empty)


def _refuse_unusable(data: pl.DataFrame, not_data: pl.DataFrame, where: str) -> None:
    broken = not_data.filter(pl.col("reason") == BROKEN)
    every = data.height + broken.height
    if broken.height and (
        not data.height or (broken.height >= BROKEN_AT_LEAST and broken.height > BROKEN_SHARE * every)
    ):
        raise InputError(
            f"{broken.height:,} of {every:,} rows do not fit the heading: {broken['text'][0]}.",
            where=f"{where}: first in row {broken[ROW][0]:,}",
            remedy="Cells with a separator inside must stand in quotation marks. Export again, or as Excel (.xlsx).",
        )
    if not data.height:
        raise InputError(
            "The table has a heading and no rows.",
            where=where,
            remedy="Check the dates and the filters of the report; or leave this file out.",
        )
