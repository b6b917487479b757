"""Tables on disk: CSV, Excel and Parquet in and out, every row of them, written whole or not at all."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from babyhubs.errors import InputError
from babyhubs.intake.spreadsheets import Workbook

READ = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet")
WRITTEN = (".csv", ".tsv", ".xlsx", ".parquet")
MOST_ROWS = 5_000_000
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def read(path: Path) -> pl.DataFrame:
    """A table of text whose first row is the heading. Nothing is left out: here a total is a row like any other."""
    if not path.is_file():
        raise InputError("The file is not there.", where=str(path), remedy="Check the name of the file.")
    kind = path.suffix.lower()
    if kind not in READ:
        raise InputError(
            f"A file that ends in {kind or 'nothing'} is not read.",
            where=str(path),
            remedy=f"Save it as {', '.join(READ)}.",
        )
    try:
        frame = _frame(path, kind)
    except (pl.exceptions.PolarsError, OSError, ValueError, UnicodeDecodeError) as error:
        raise InputError(
            "The file cannot be read as a table.",
            where=str(path),
            remedy="Save it as CSV in UTF-8, heading in the first row.",
        ) from error
    if not frame.height or not frame.width:
        raise InputError("The table has no rows.", where=str(path), remedy="Check that it is the right file.")
    if frame.height > MOST_ROWS:
        raise InputError(f"The table has more than {MOST_ROWS:,} rows.", where=str(path), remedy="Add it up first.")
    return frame.rename({name: name.strip().removeprefix("\ufeff") for name in frame.columns})


def _frame(path: Path, kind: str) -> pl.DataFrame:
    if kind == ".parquet":
        return pl.read_parquet(path).with_columns(pl.all().cast(pl.String))
    if kind in {".xlsx", ".xlsm"}:
        return _first_sheet(Workbook(path))
    return pl.read_csv(path, infer_schema=False, separator="\t" if kind == ".tsv" else ",")


def _first_sheet(book: Workbook) -> pl.DataFrame:
    """The one visible sheet that holds rows; a formula counts as the value that Excel stored."""
    sheets = {name: [cells for _, cells, _ in book.rows(name)] for name in book.names()}
    filled = {name: rows for name, rows in sheets.items() if any(any(row) for row in rows)}
    if len(filled) != 1:
        said = ", ".join(filled) or "none"
        raise InputError(
            "A workbook with one sheet of rows is needed.",
            where=f"{book.path}: sheets with rows are {said}",
            remedy="Save the right sheet as a file of its own.",
        )
    head, *rows = next(iter(filled.values()))
    while rows and not any(rows[-1]):
        rows.pop()
    if not all(head) or len(set(head)) < len(head):
        raise InputError(
            "The first row is not a heading: a name is blank or stands twice.",
            where=str(book.path),
            remedy="Delete title rows, and give every column a name of its own.",
        )
    width = len(head)
    cells = [[cell or None for cell in (*row, *([""] * width))[:width]] for row in rows]
    return pl.DataFrame(cells, schema=dict.fromkeys(head, pl.String), orient="row")


def check_writable(path: Path) -> None:
    """Before anything is worked out: can a result of this name be written?"""
    if path.suffix.lower() not in WRITTEN:
        raise InputError(
            f"A result cannot be written as {path.suffix or 'a file without an ending'}.",
            where=str(path),
            remedy=f"Let the name end in {', '.join(WRITTEN)}.",
        )
    if path.is_dir() or not path.parent.is_dir():
        raise InputError(
            "The result cannot be written there.", where=str(path), remedy="Name a file in a folder that exists."
        )


def write(frame: pl.DataFrame, path: Path) -> None:
    """Beside its place first, then into it."""
    check_writable(path)
    partial = path.with_name(f".{path.name}.partial{path.suffix.lower()}")
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            frame.write_parquet(partial)
        elif kind == ".xlsx":
            _workbook(frame, partial)
        else:
            blank = pl.col(pl.String).replace("", None)  # no reason is an empty cell, not a quoted nothing
            frame.with_columns(blank).write_csv(partial, separator="\t" if kind == ".tsv" else ",")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def as_json(frame: pl.DataFrame) -> str:
    """The rows as JSON, figures that are missing as null."""
    return json.dumps(frame.to_dicts(), ensure_ascii=False, default=str)


def _workbook(frame: pl.DataFrame, path: Path) -> None:
    with xlsxwriter.Workbook(str(path), _PLAIN) as book:
        sheet = book.add_worksheet("Measures")
        for column, name in enumerate(frame.columns):
            sheet.write_string(0, column, name)
        for row, cells in enumerate(frame.iter_rows(), start=1):
            for column, cell in enumerate(cells):
                _cell(sheet, row, column, cell)


def _cell(sheet: Any, row: int, column: int, cell: object) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell is not None:
        sheet.write_string(row, column, str(cell))
