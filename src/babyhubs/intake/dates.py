"""Days written in many ways: which ways a column uses, and how to read them.

A format says how the day is written; a clock time behind it is dropped, because in a record it says when somebody typed.
Where a column mixes ways of writing that cannot contradict each other, its format lists them: "%Y-%m-%d|%d/%m/%Y".
Names of months are English, whatever the machine's language; a year of two digits from 70 is of the last century.
"""

import re
from dataclasses import dataclass

import polars as pl

EXCEL = "excel"  # days since 30 December 1899, as a spreadsheet keeps them
BETWEEN = "|"

_TIME = (
    r"[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?$"
)
_WEEKDAY = r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]+"
_MONTH = r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SHAPE_OF = {
    "%d": r"\d{1,2}",
    "%m": r"\d{1,2}",
    "%Y": r"\d{4}",
    "%y": r"\d{2}",
    "%b": "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
}
_PART = re.compile(r"%[dmYyb]")

# Ways of writing that no other way can be confused with.
PLAIN = (
    *(f"%Y{s}%m{s}%d" for s in "-/."),
    *(f"%d{s}%b{s}{year}" for year in ("%Y", "%y") for s in "- /"),
    "%b %d %Y",
    "%d%b%Y",
)
# Ways that look alike: day first or month first.
SEPARATORS = tuple((separator, year) for year in ("%Y", "%y") for separator in "/-. ")


@dataclass(frozen=True)
class Found:
    """The format of a column. certain: no other reading fits. other: the second reading, "" where there is none.

    values, fitting: how many of the column's values there are and fit. why: the evidence, for the user.
    """

    format: str
    certain: bool
    why: str
    values: int
    fitting: int
    other: str = ""

    @property
    def share(self) -> float:
        """Share of the values that are days."""
        return self.fitting / self.values if self.values else 0.0


def day_first(separator: str, year: str) -> str:
    """The format of 31/01/2026."""
    return f"%d{separator}%m{separator}{year}"


def month_first(separator: str, year: str) -> str:
    """The format of 01/31/2026."""
    return f"%m{separator}%d{separator}{year}"


def other_order(text: str) -> str:
    """A format with day and month exchanged wherever their order could be read either way."""
    return BETWEEN.join(
        part.replace("%d", "%_").replace("%m", "%d").replace("%_", "%m") if _either_way(part) else part
        for part in text.split(BETWEEN)
    )


def is_format(text: str) -> bool:
    """Whether `parse` understands this format."""
    return bool(text) and all(
        part == EXCEL or {"d", "m" if "%m" in part else "b"} < {p[1:] for p in _PART.findall(part)}
        for part in text.split(BETWEEN)
    )


def parse(series: pl.Series, day_format: str) -> pl.Series:
    """The days of a text column; null where a value does not fit the format or is no day of the calendar."""
    text = series.cast(pl.String).rename("text")
    values = text.unique().drop_nulls()
    days = _parse_values(_without_time(values), day_format)
    frame = pl.DataFrame({"text": values, "day": days}, schema={"text": pl.String, "day": pl.Date})
    return text.to_frame().join(frame, on="text", how="left", maintain_order="left")["day"].rename(series.name)


def _parse_values(values: pl.Series, day_format: str) -> pl.Series:
    text = pl.col("text")
    readings = []
    for part in day_format.split(BETWEEN):
        if part == EXCEL:
            fits = text.str.contains(_pattern(part))
            serial = pl.when(fits).then(text).str.extract(r"^(\d+)").cast(pl.Int32)
            readings.append(pl.date(1899, 12, 30) + pl.duration(days=serial))
            continue
        reading = pl.when(text.str.contains(_pattern(part))).then(text).str.to_date(part, strict=False)
        readings.append(reading)
    return values.rename("text").to_frame().select(pl.coalesce(readings).alias("day"))["day"]


def _pattern(part: str) -> str:
    """A format as a pattern: the parser itself would read 03/09/25 as a day of the year 25."""
    if part == EXCEL:
        return r"^[2-5]\d{4}(?:[.]\d+)?$"
    return "^" + _PART.sub(lambda match: _SHAPE_OF[match[0]], part.replace(".", "[.]")) + "$"


def _without_time(values: pl.Series) -> pl.Series:
    """Lower case, no weekday, no clock time, months as three letters."""
    return (
        values.str.strip_chars()
        .str.replace(_TIME, "")
        .str.to_lowercase()
        .str.replace(_WEEKDAY, "")
        .str.replace(_MONTH, "$1")
        .str.replace(r"\b(\d{1,2})(?:st|nd|rd|th)\b", "$1")
        .str.replace_all(r"[,\s]+", " ")
        .str.strip_chars()
    )


def find(series: pl.Series, hint: str = "") -> Found:
    """How the days of a text column are written. hint: "day" or "month", the order that the same file shows elsewhere.

    The order of day and month is decided by evidence alone: a first or second number above 12. Without any, by the
    hint. Without that, day first is proposed, as the custom of the country, and is not certain.
    """
    counts = series.cast(pl.String).drop_nulls().rename("text").value_counts(name="rows")
    if counts.is_empty():
        return Found("", certain=True, why="The column holds no value.", values=0, fitting=0)
    counts = counts.with_columns(_without_time(counts["text"]).alias("text")).group_by("text").agg(pl.col("rows").sum())
    total = int(counts["rows"].sum())

    def rows_that_fit(part: str) -> int:
        fitting = _parse_values(counts["text"], part).is_not_null()
        return int(counts.filter(fitting)["rows"].sum())

    used = {part: rows for part in PLAIN if (rows := rows_that_fit(part))}
    # A bare number is a day only where it is the rule, not where it is a slip.
    for part in ("%Y%m%d", EXCEL):
        if (rows := rows_that_fit(part)) > max(1, total // 100):
            used[part] = rows
    alike: dict[tuple[str, str], tuple[int, int, int]] = {}
    for separator, year in SEPARATORS:
        day, month = day_first(separator, year), month_first(separator, year)
        either = rows_that_fit(f"{day}{BETWEEN}{month}")
        if either:
            by_day, by_month = rows_that_fit(day), rows_that_fit(month)
            alike[separator, year] = (either, either - by_month, either - by_day)
    return _decide(used, alike, total, hint)


def _decide(used: dict[str, int], alike: dict[tuple[str, str], tuple[int, int, int]], total: int, hint: str) -> Found:
    plain = [part for part, _ in sorted(used.items(), key=lambda item: (-item[1], item[0]))]
    fitting = sum(used.values())
    if not alike:
        why = f"Only one reading fits: {BETWEEN.join(plain)}." if plain else "No value is a day in a known format."
        return Found(BETWEEN.join(plain), certain=bool(plain), why=why, values=total, fitting=fitting)
    only_day = sum(counts[1] for counts in alike.values())
    only_month = sum(counts[2] for counts in alike.values())
    order, certain, why = _order(only_day, only_month, hint)
    build = month_first if order == "month" else day_first
    parts = [build(*key) for key, _ in sorted(alike.items(), key=lambda item: (-item[1][0], item[0]))]
    wrong = only_day if order == "month" else only_month
    fitting += sum(counts[0] for counts in alike.values()) - wrong
    text = BETWEEN.join([*plain, *parts])
    return Found(text, certain, why, total, fitting, other="" if certain else other_order(text))


def _order(only_day: int, only_month: int, hint: str) -> tuple[str, bool, str]:
    """day or month first, whether that is certain, and why."""
    # A slip of the keyboard here and there must not unsettle a column of thousands.
    if only_day > 20 * only_month:
        return "day", True, f"In {only_day:,} values the first number is above 12, so the day comes first."
    if only_month > 20 * only_day:
        return "month", True, f"In {only_month:,} values the second number is above 12, so the month comes first."
    if only_day or only_month:
        better = "day" if only_day >= only_month else "month"
        why = f"{only_day:,} values can only be day first and {only_month:,} only month first: the column holds both."
        return better, False, why
    if hint:
        return hint, True, f"No number is above 12; the other dates of this file are written {hint} first."
    return "day", False, "No number is above 12, so day first and month first both fit."


def order(text: str) -> str:
    """ "day" or "month", where a format says which comes first among those that could be read either way; else ""."""
    for part in text.split(BETWEEN):
        if _either_way(part):
            return "day" if part.startswith("%d") else "month"
    return ""


def _either_way(part: str) -> bool:
    return "%m" in part and not part.startswith("%Y")
