"""What the values of a column look like, whatever its heading says: shares from 0 to 1 of the rows that hold a value."""

from dataclasses import dataclass

import polars as pl

from babyhubs.intake import dates

# A postcode's form (BS 7666): area, district, sector and unit. ZZ99 pseudo-postcodes have the same form.
_POSTCODE = r"^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$"
_AREA = r"^(?:[EW]01|S01|95[A-Z]{2}|N2)\d{5,6}[A-Z]?\d?$"
_NUMBER = r"^[+-]?\d+(?:[.,]\d+)?$"
_WEEKDAY = r"(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)"


@dataclass(frozen=True)
class Column:
    """One column of a raw table: its heading, values with their number of rows, and how it is filled."""

    heading: str
    series: pl.Series
    counts: pl.DataFrame  # text, rows: the most frequent first
    rows: int

    @property
    def filled(self) -> int:
        """Rows with a value."""
        return int(self.counts["rows"].sum())

    def share(self, pattern: str) -> float:
        """Share of the rows with a value whose value has this form."""
        return self.share_where(self.counts["text"].str.to_uppercase().str.contains(pattern))

    def share_where(self, fits: pl.Series) -> float:
        """Share of the rows with a value among which this holds."""
        return int(self.counts.filter(fits)["rows"].sum()) / self.filled if self.filled else 0.0


def column(heading: str, series: pl.Series) -> Column:
    """A raw column, counted once."""
    counts = series.cast(pl.String).drop_nulls().rename("text").value_counts(name="rows")
    return Column(heading, series, counts.sort(["rows", "text"], descending=[True, False]), len(series))


def looks_like(kind: str, found: Column) -> float:
    """How far the values are of a kind of field (`intake.fields`) or of one field with a form of its own."""
    tests = {
        "postcode": lambda: found.share(_POSTCODE),
        "area": lambda: found.share(_AREA),
        "nhs_number": lambda: nhs_numbers(found),
        "number": lambda: found.share(_NUMBER),
        "date": lambda: dates.find(found.series).share,
        "weekdays": lambda: found.share(_WEEKDAY),
    }
    return tests[kind]() if kind in tests else 1.0


def nhs_numbers(found: Column) -> float:
    """Share of ten-digit numbers, with or without spaces: validity is checked where they are dropped, not here."""
    digits = found.counts["text"].str.replace_all(r"[\s-]", "")
    return found.share_where(digits.str.contains(r"^\d{10}$"))


def check_digits(found: Column) -> float:
    """Share of values that pass modulus 11: one in eleven of any ten digits would, so a high share says NHS numbers."""
    digits = found.counts["text"].head(2000).str.replace_all(r"[\s-]", "").to_list()
    passes = pl.Series([_passes(value) for value in digits], dtype=pl.Boolean)
    rows = found.counts["rows"].head(len(passes))
    return int(rows.filter(passes).sum()) / int(rows.sum()) if len(rows) else 0.0


def _passes(value: str) -> bool:
    if len(value) != 10 or not value.isascii() or not value.isdigit():
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(value, range(10, 1, -1), strict=False)) % 11
    return check != 10 and int(value[9]) == check % 11
