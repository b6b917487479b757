"""Tables of the Public Life Data Protocol in: people staying and people moving, a row for one person or for several.

Each row becomes a line of a scan at its location: a row may stand for many people, so rows are never counted as people.
The protocol's beta of 2017 and the older wide form that came before it differ in names and in what an empty cell means.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.observations.formats.text import rows
from babyhubs.observations.records import Recording, ScanLine

TIMES = ("%Y %b %d %I:%M:%S %p", "%m/%d/%y %I:%M %p", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
STARTS = ("moving_time_start", "staying_time_start", "time_start", "startedAt")
ENDS = ("moving_time_end", "staying_time_end", "time_end", "endedAt")
TOTALS = ("moving_row_total", "staying_row_total", "row_total")
PLACES = ("location_id", "name", "location")
STUDIES = ("study_id", "study")
PREFIX = re.compile(r"^(moving|staying)_")
NOT_COUNTS = (
    "id",
    "time",
    "day_of_week",
    "survey",
    "conditions",
    "microclimate",
    "temperature",
    "row",
    "notes",
    "surveyor",
)


def recognise(heading: str) -> bool:
    """Whether a heading is that of one of these tables."""
    return any(name in heading for name in ("moving_row_total", "staying_row_total", "row_total", "postureStanding"))


def read(path: Path, until: int | None = None) -> tuple[Recording, ...]:
    """A recording for each study (one for the file where it names none); times from its first row. until: has no use here."""
    del until  # a scan has no end of observation
    given = rows(path)
    if not given:
        raise InputError("The table has no rows.", where=str(path))
    names = {name.strip(): name for name in given[0]}
    start, end, place = (_one(names, known, path) for known in (STARTS, ENDS, PLACES))
    total = next((names[name] for name in TOTALS if name in names), None)
    study = next((names[name] for name in STUDIES if name in names), None)
    parts: dict[str, list[tuple[datetime, datetime, str, tuple[tuple[str, int], ...]]]] = {}
    for number, row in enumerate(given, start=2):
        where = f"{path}, row {number}"
        people = tuple((_name(name), count) for name in row if (count := _count(row, name, total)) is not None)
        everybody = _whole(row[total]) if total else 1
        if everybody is None:
            raise InputError("The number of people is not a whole number.", where=where)
        counted = (("people", everybody), *sorted(one for one in people if one[0] not in {"people", "row_total"}))
        key = row[study] if study else path.stem
        begun = _time(row[start], where)
        parts.setdefault(key, []).append((begun, _time(row[end], where) if row[end] else begun, row[place], counted))
    return tuple(_recording(name, found) for name, found in sorted(parts.items()))


def _recording(name: str, found: list[tuple[datetime, datetime, str, tuple[tuple[str, int], ...]]]) -> Recording:
    begin = min(one[0] for one in found)
    scans = {moment: number for number, moment in enumerate(sorted({one[0] for one in found}), start=1)}
    lines = [
        ScanLine(scans[at], _apart(begin, at), "", place, "", "seen", people=people)
        for at, _, place, people in sorted(found, key=lambda one: (one[0], one[2]))
    ]
    stop = max(_apart(begin, one[1]) for one in found)
    return Recording(name, 0, stop, (), scans=tuple(lines), opened=begin.isoformat(timespec="milliseconds"))


def _apart(begin: datetime, at: datetime) -> int:
    return round((at - begin).total_seconds() * 1000)


def _one(names: dict[str, str], known: tuple[str, ...], path: Path) -> str:
    for name in known:
        if name in names:
            return names[name]
    raise InputError(f"The table has no column {known[0]}.", where=str(path))


def _name(column: str) -> str:
    return PREFIX.sub("", column.strip())


def _count(row: dict[str, str], name: str, total: str | None) -> int | None:
    short = _name(name)
    if name == total or any(
        short == word or short.startswith(f"{word}_") or short.endswith(f"_{word}") for word in NOT_COUNTS
    ):
        return None
    value = _whole(row[name])
    return value if value and abs(value) < 1_000_000 else None


def _whole(given: str) -> int | None:
    text = given.replace(",", "").strip()
    return int(text) if text.isascii() and text.isdigit() else None


def _time(given: str, where: str) -> datetime:
    for form in TIMES:
        try:
            return datetime.strptime(given.strip(), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise InputError(f"{given!r} is not a time.", where=where)
