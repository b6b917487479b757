"""Excel workbooks: which sheet holds the table, and its rows as text.

Formulas are never worked out: the value that Excel stored is read. Dates become 2026-01-31, or 2026-01-31 10:30:00 where they carry a
time; whole numbers lose their ".0"; what is true is "true".
"""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from babyhubs.errors import InputError
from babyhubs.intake import heading, xlsx_check
from babyhubs.intake.limits import SAMPLE_ROWS
from babyhubs.intake.raw import Layout
from babyhubs.intake.text_rows import Row

OBVIOUS = 20  # a sheet is obviously the one when it has this many times the rows of every other


class Workbook:
    """A workbook that has been checked and opened. Sheets are read when they are asked for, and kept."""

    def __init__(self, path: Path) -> None:
        xlsx_check.check(path)
        self.path = path
        self._book = _guarded(path, lambda: python_calamine.CalamineWorkbook.from_path(str(path)))
        self._sheets: dict[str, Any] = {}

    def names(self) -> list[str]:
        """The visible worksheets."""
        return [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible == python_calamine.SheetVisibleEnum.Visible
            and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]

    def find(self, sheet: str = "") -> tuple[Layout, tuple[str, ...]]:
        """The layout of the sheet that holds the table, and the sentences that say how it was found."""
        if sheet:
            self._check_there(sheet, f'There is no sheet "{sheet}" in the workbook.', "Choose one of them.")
            found = heading.find(self._sample(sheet), self.where(sheet))
            return Layout("xlsx", "", "", sheet, found.row, found.lines), self._said(sheet)
        tables: dict[str, tuple[int, heading.Heading]] = {}
        problems: list[InputError] = []
        for name in self.names():
            try:
                found = heading.find(self._sample(name), self.where(name))
            except InputError as error:
                problems.append(error)
                continue
            count = self._height(name) - found.row - found.lines + 1
            if count > 0:
                tables[name] = count, found
        if not tables:
            raise self._no_table(problems)
        best, *others = sorted(tables, key=lambda name: -tables[name][0])
        if others and tables[best][0] < OBVIOUS * tables[others[0]][0]:
            listed = "; ".join(f'"{name}" ({tables[name][0]:,} rows)' for name in tables)
            raise InputError(
                "More than one sheet of the workbook holds a table.",
                where=f"{self.path}: {listed}",
                remedy='Save the right sheet as a file of its own, or write its name into the mapping (sheet = "...").',
            )
        found = tables[best][1]
        return Layout("xlsx", "", "", best, found.row, found.lines), self._said(best)

    def obey(self, layout: Layout) -> tuple[str, ...]:
        """Check that the layout's sheet is there."""
        self._check_there(
            layout.sheet,
            f'The mapping expects the sheet "{layout.sheet}", and the workbook has none of that name.',
            "Rename the sheet, or run `babyhubs map` again.",
        )
        return self._said(layout.sheet)

    def rows(self, sheet: str) -> Iterator[Row]:
        """Every row of the sheet as text, from row 1."""
        table = self._sheet(sheet)
        if table.start is None:
            return
        margin = [""] * table.start[1]
        for place, cells in enumerate(_guarded_rows(self.path, table), 1):
            yield place, [*margin, *(cell if type(cell) is str else _text(cell) for cell in cells)], ""

    def where(self, sheet: str) -> str:
        """The place to name in an error."""
        return f'{self.path}: sheet "{sheet}"'

    def _check_there(self, sheet: str, what: str, remedy: str) -> None:
        if sheet not in self._book.sheet_names:
            raise InputError(what, where=f"{self.path}: sheets {self._listed()}", remedy=remedy)

    def _listed(self) -> str:
        return ", ".join(f'"{name}"' for name in self._book.sheet_names)

    def _sheet(self, name: str) -> Any:
        if name not in self._sheets:
            self._sheets[name] = _guarded(self.path, lambda: self._book.get_sheet_by_name(name))
        return self._sheets[name]

    def _sample(self, name: str) -> list[Row]:
        return list(islice(self.rows(name), SAMPLE_ROWS))

    def _height(self, name: str) -> int:
        end = self._sheet(name).end
        return 0 if end is None else int(end[0]) + 1

    def _said(self, sheet: str) -> tuple[str, ...]:
        others = [name for name in self._book.sheet_names if name != sheet]
        said = [f'Sheet "{sheet}" is read' + (f"; not read: {', '.join(others)}." if others else ".")]
        merged = [area for area in self._sheet(sheet).merged_cell_ranges or [] if area[1][0] > area[0][0]]
        if merged:
            count = "1 cell is" if len(merged) == 1 else f"{len(merged):,} cells are"
            said.append(f"{count} merged over several rows; only the first row of each holds the value.")
        return tuple(said)

    def _no_table(self, problems: list[InputError]) -> InputError:
        if len(problems) == 1:
            return problems[0]
        return InputError(
            "No visible sheet of the workbook holds a table.",
            where=f"{self.path}: sheets {self._listed()}",
            remedy="Check that the sheet is not hidden and has a heading and rows.",
        )


def _guarded(path: Path, action: Any) -> Any:
    """What the action gives; any complaint of the reader about the file is an InputError."""
    try:
        return action()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:  # a panic inside the reader, which is written in Rust, is no `Exception`
        raise InputError(
            "The workbook cannot be read: a part of it is damaged.",
            where=str(path),
            remedy="Open it in Excel, save it under a new name, and give that file.",
        ) from error


def _guarded_rows(path: Path, table: Any) -> Iterator[list[Any]]:
    rows = _guarded(path, table.iter_rows)
    while (cells := _guarded(path, lambda: next(rows, None))) is not None:
        yield cells


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, dt.time):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, dt.timedelta):
        minutes, seconds = divmod(int(cell.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    return str(cell)  # a date as 2026-01-31, or a whole number
