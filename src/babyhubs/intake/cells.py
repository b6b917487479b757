"""The cells of one file by field: as text, as days, as numbers, as words of the clean records.

A cell has one of three fates. It is usable; it says that nothing is recorded (empty, or a code for "not known"); or it is
bad: something stands there that cannot be used. The quality figures keep the three apart.
"""

from dataclasses import dataclass

import polars as pl

from babyhubs.errors import InputError
from babyhubs.intake import dates, fields
from babyhubs.intake.mapping import UNDECIDED, FileMapping, Mapping
from babyhubs.intake.raw import ROW, RawTable
from babyhubs.reference import codes

UNKNOWN = "unknown"
_NUMBER = r"^[+-]?\d{1,9}(?:\.\d+)?$"


@dataclass(frozen=True)
class Read:
    """A field's values beside the fate of its cells. known: usable. bad: given and not usable. Same length."""

    value: pl.Series
    known: pl.Series
    bad: pl.Series


@dataclass(frozen=True)
class Cells:
    """One raw file seen through its mapping."""

    file: str
    raw: RawTable
    mapping: FileMapping

    @property
    def rows(self) -> pl.Series:
        """The place of each row in its file."""
        return self.raw.frame[ROW].cast(pl.Int64).alias("row")

    def has(self, field: str) -> bool:
        """Whether the export has this field."""
        return field in self.mapping.columns

    def heading(self, field: str) -> str:
        """The heading over a field, for messages."""
        return self.mapping.columns.get(field, field)

    def text(self, field: str) -> pl.Series:
        """The cells as they stand; all null where the export does not have the field."""
        if not self.has(field):
            return pl.Series(field, [None] * self.raw.frame.height, dtype=pl.String)
        return self.raw.frame[self.mapping.columns[field]].cast(pl.String).alias(field)

    def day(self, field: str) -> Read:
        """Days."""
        text = self.text(field)
        days = dates.parse(text, self._format(field)) if self.has(field) else text.cast(pl.Date)
        return Read(days.alias(field), days.is_not_null(), text.is_not_null() & days.is_null())

    def number(self, field: str) -> Read:
        """Numbers; "27.0" is 27."""
        text = self.text(field)
        value = text.set(~text.str.contains(_NUMBER).fill_null(value=False), None).cast(pl.Float64)
        return Read(value.alias(field), value.is_not_null(), text.is_not_null() & value.is_null())

    def word(self, field: str) -> Read:
        """Codes as the mapping translates them; a value that it does not place is bad, one that it calls "" is not."""
        text = self.text(field)
        meaning = {value: word for value, word in self.mapping.codes.get(field, {}).items() if word != UNDECIDED}
        word = text.replace_strict(meaning, default=None, return_dtype=pl.String).alias(field)
        placed = text.is_in(list(meaning))
        known = word.is_not_null() & ~word.is_in(["", UNKNOWN])
        return Read(word.replace("", None), known.fill_null(value=False), text.is_not_null() & ~placed)

    def _format(self, field: str) -> str:
        found = self.mapping.dates.get(field, "")
        if not dates.is_format(found):
            raise InputError(
                f"The mapping does not say how the days under {self.heading(field)!r} are written.",
                where=f"mapping file: files.{self.file}.dates.{field}",
                remedy='Give the format there, such as "%d/%m/%Y", or run `babyhubs map` again.',
            )
        return found


def cells(file: str, tables: dict[str, RawTable], mapping: Mapping) -> Cells:
    """A file's cells, after making sure that file and mapping belong together."""
    raw = tables[file]
    if file not in mapping.files:
        raise InputError(
            f"The mapping says nothing about the {file.replace('_', ' ')} file.",
            where=str(raw.path),
            remedy="Run `babyhubs map` again with this file.",
        )
    own = mapping.files[file]
    names = {field.name for field in fields.FILES[file]}
    for field, heading in own.columns.items():
        if field not in names:
            raise InputError(
                f"The {file.replace('_', ' ')} file has no field {field!r}.",
                where=f"mapping file: files.{file}.columns",
                remedy="The fields are " + ", ".join(sorted(names)) + ".",
            )
        if heading not in raw.columns:
            raise InputError(
                f"The file does not have the column {heading!r} that the mapping names.",
                where=f"{raw.path}: columns {', '.join(raw.columns)}",
                remedy="Export it with this column, or run `babyhubs map` again.",
            )
    for needed in fields.FILES[file]:
        if needed.required and needed.name not in own.columns:
            raise InputError(
                f"The mapping names no column for: {needed.label}.",
                where=f"mapping file: files.{file}.columns.{needed.name}",
                remedy=f"Name the heading that holds it. The file has: {', '.join(raw.columns)}.",
            )
    _check_words(file, own)
    return Cells(file, raw, own)


def _check_words(file: str, own: FileMapping) -> None:
    """Every code's meaning is one that exists."""
    for field, meanings in own.codes.items():
        if field == "ethnic_category":
            allowed = set(codes.ethnic_categories()["code"])
            strange = [word for word in meanings.values() if word[:1] not in allowed and word not in allowed]
            shown = ", ".join(sorted(allowed))
        elif field == "language":
            allowed = set(codes.languages()["code"])
            strange = [word for word in meanings.values() if word not in allowed]
            shown = "the ISO 639-1 codes, such as en or so"
        else:
            allowed = set(fields.WORDS.get(field, ()))
            strange = [word for word in meanings.values() if word not in allowed]
            shown = ", ".join(fields.WORDS.get(field, ()))
        strange = [word for word in strange if word not in ("", UNDECIDED)]
        if strange:
            raise InputError(
                f"{strange[0]!r} is no meaning of {field}.",
                where=f"mapping file: files.{file}.codes.{field}",
                remedy=f'Use one of {shown}; "" for not recorded, "?" for not decided.',
            )
