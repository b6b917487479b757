"""How the days of a column are written, in words, and the other way in which the same text could be read."""

from datetime import date

from babyhubs.intake import dates

EXAMPLE = date(2026, 1, 31)
_MONTHS = {"%b": "Jan"}  # English, whatever the machine's language


def readings(day_format: str) -> list[list[str]]:
    """[format, words] of the format itself, and of the one with day and month exchanged where that reads another day."""
    if not dates.is_format(day_format):
        return []
    other = dates.other_order(day_format)
    return [[one, words(one)] for one in dict.fromkeys((day_format, other))]


def words(day_format: str) -> str:
    """How 31 January 2026 would be written."""
    written = " or ".join(_example(part) for part in day_format.split(dates.BETWEEN))
    first = dates.order(day_format)
    return f"{written} ({first} first)" if first else written


def _example(part: str) -> str:
    if part == dates.EXCEL:
        return "a number of days, as a spreadsheet keeps it"
    for code, text in _MONTHS.items():
        part = part.replace(code, text)
    return EXAMPLE.strftime(part)
