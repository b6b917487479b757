"""A table from outside by the names that the measures use: its own names, or others told by `--column ours=theirs`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from babyhubs.errors import InputError
from babyhubs.statistics.interval import Floats, Indices

FIRST_ROW = 2  # of a file: the heading is row 1
ALL = "all"  # the one group where no --by is given


@dataclass(frozen=True)
class Table:
    """frame: text columns as they stood in the file. names: ours to theirs. where: the file, for messages."""

    frame: pl.DataFrame
    where: str
    names: Mapping[str, str] = field(default_factory=dict)

    def column(self, ours: str) -> str:
        """The heading under which a column stands; an InputError when there is none."""
        theirs = self.names.get(ours, ours)
        if theirs not in self.frame.columns:
            raise InputError(
                f"There is no column {theirs!r}.",
                where=f"{self.where}: the columns are {', '.join(self.frame.columns)}",
                remedy=f"Say which column it is: --column {ours}=NAME.",
            )
        return theirs

    def has(self, ours: str) -> bool:
        """Whether a column is there."""
        return self.names.get(ours, ours) in self.frame.columns

    def texts(self, ours: str) -> list[str | None]:
        """A column as it stood, blank cells as None."""
        cells = self.frame[self.column(ours)].to_list()
        return [None if cell is None or not cell.strip() else cell.strip() for cell in cells]

    def numbers(self, ours: str, least: float | None = None) -> Floats:
        """A column of numbers, NaN where the cell is blank. What is not a number is an InputError with its row."""
        name = self.column(ours)
        text = self.frame[name].str.strip_chars().replace("", None)
        values = text.cast(pl.Float64, strict=False)
        self._refuse(name, text.is_not_null() & (values.is_null() | ~values.is_finite()), "is not a number")
        if least is not None:
            self._refuse(name, values < least, f"is below {least:g}")
        return values.to_numpy().astype(np.float64, copy=True)

    def refuse_rows(self, ours: str, wrong: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], what: str) -> None:
        """An InputError naming the first row where `wrong` holds."""
        self._refuse(self.column(ours), pl.Series(wrong), what)

    def groups(self, by: tuple[str, ...]) -> tuple[Indices, pl.DataFrame]:
        """Group numbers of the rows in order of appearance, and the groups' own columns, one row a group."""
        if not by:
            return np.zeros(self.frame.height, dtype=np.int64), pl.DataFrame(
                {"group": [ALL] if self.frame.height else []}
            )
        names = [self.column(one) for one in by]
        keys = self.frame.select(names).unique(maintain_order=True).with_row_index("_group")
        index = self.frame.select(names).join(keys, on=names, how="left", nulls_equal=True, maintain_order="left")
        return index["_group"].to_numpy().astype(np.int64), keys.drop("_group")

    def without_clash(self, *made: str) -> pl.DataFrame:
        """The frame itself, refused where one of its columns has the name of a column that will be made."""
        clash = [name for name in made if name in self.frame.columns]
        if clash:
            raise InputError(
                f"The table already has a column {clash[0]!r}, and the result needs that name.",
                where=self.where,
                remedy="Rename that column first.",
            )
        return self.frame

    def _refuse(self, name: str, wrong: pl.Series, what: str) -> None:
        rows = wrong.fill_null(False).arg_true()
        if len(rows):
            row = int(rows[0])
            raise InputError(
                f"{self.frame[name][row]!r} {what}.",
                where=f"{self.where}, row {row + FIRST_ROW:,}, column {name}"
                + (f" (and {len(rows) - 1:,} more rows)" if len(rows) > 1 else ""),
                remedy="Correct the cell, or leave it blank where there is no figure.",
            )
