"""All hubs on one line of time: the change that is studied, other changes, closed spells, and what else happened.

The drawing is laid out here in numbers and set by the template; the table below it says the same in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babyhubs.workbench.evaluation.exposure import CLOSURE, Dated, starts

LEFT, WIDTH, ROW, TOP, RIGHT = 210, 690, 22, 34, 16
NAME = 30  # letters of a hub's name that fit
FURTHEST = 40 * 366  # days: an entry of an earlier age would squeeze all others


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the drawing. kind: change, other, event, closed. wide: of a closed spell."""

    kind: str
    x: float
    y: float
    title: str
    wide: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """One hub: its name, where its line lies, and what happened there in words, in order."""

    name: str
    y: float
    started: date | None
    said: list[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the page draws and writes. everywhere: what met all hubs. years: x and label of each year's begin."""

    rows: list[Row]
    marks: list[Mark]
    years: list[tuple[float, int]]
    everywhere: list[tuple[date, str]]
    changed: int
    height: int
    width: int = LEFT + WIDTH + RIGHT
    left: int = LEFT


def timeline(hubs: Sequence[Any], entries: Sequence[Dated], counts: Sequence[str], today: date) -> Timeline | None:
    """hubs: in the order of the rows. None where nothing has a day yet."""
    shown = [one for one in entries if (today - one.on).days < FURTHEST]
    if not shown:
        return None
    begun = starts(shown, counts)
    order = sorted(hubs, key=lambda hub: (begun.get(hub.code, date.max), hub.name))
    place = {hub.code: TOP + ROW * number + ROW / 2 for number, hub in enumerate(order)}
    first = date(min(one.on for one in shown).year, 1, 1)
    days = max((today - first).days, 1)

    def across(day: date) -> float:
        return round(LEFT + WIDTH * min(max((day - first).days / days, 0.0), 1.0), 1)

    bottom = TOP + ROW * len(order)
    marks = [one for entry in shown for one in _marks(entry, place, begun, across, bottom, today)]
    rows = [Row(hub.name, place[hub.code], begun.get(hub.code), _said(hub.code, shown)) for hub in order]
    years = [(across(date(year, 1, 1)), year) for year in range(first.year, today.year + 1)]
    return Timeline(rows, marks, years, _said("", shown), len(begun), bottom + 12)


def _marks(
    entry: Dated, place: dict[str, float], begun: dict[str, date], across: Any, bottom: float, today: date
) -> Iterable[Mark]:
    said = f"{entry.title}, {entry.on.day} {entry.on:%B %Y}"
    if entry.what == CLOSURE:
        wide = max(across(min(entry.until or entry.on, today)) - across(entry.on), 2.0)
        rows = place.values() if not entry.hub else [place[entry.hub]] if entry.hub in place else []
        yield from (Mark("closed", across(entry.on), y, said, round(wide, 1)) for y in rows)
        return
    if not entry.hub:
        yield Mark("everywhere", across(entry.on), bottom, said)
        return
    if entry.hub in place:
        is_start = entry.part and begun.get(entry.hub) == entry.on
        kind = "change" if is_start else "other" if entry.part else "event"
        yield Mark(kind, across(entry.on), place[entry.hub], said)


def _said(code: str, entries: Iterable[Dated]) -> list[tuple[date, str]]:
    return [
        (one.on, f"{one.title}{_until(one)}{f' ({one.note})' if one.note else ''}")
        for one in entries
        if one.hub == code
    ]


def _until(one: Dated) -> str:
    if one.until is None or one.until.year > 9000:
        return ""
    return f", until {one.until.day} {one.until:%B %Y}"
