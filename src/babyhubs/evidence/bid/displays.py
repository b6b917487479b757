"""What the lines of a display mean: a budget that adds up, the tasks of a Gantt chart, which records a figure shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from babyhubs.evidence.bid.text import Display

One = TypeVar("One")

LONGEST = 36  # months that the programme funds
CHOSEN = ("strand", "view", "measure", "attribute", "compared_with")  # what the records of a figure have in common
OTHER = ("alt", "unit", "note")


@dataclass(frozen=True)
class Spent:
    """A line of a budget."""

    what: str
    number: Decimal
    each: Decimal

    @property
    def total(self) -> Decimal:
        """Number times price."""
        return self.number * self.each


@dataclass(frozen=True)
class Task:
    """A bar of a Gantt chart, in months from the start, both ends included; a milestone is one month."""

    what: str
    first: int
    last: int
    milestone: bool


def wrong(display: Display) -> str:
    """Why it cannot be shown; "" where it can."""
    try:
        _READ[display.kind](display)
    except ValueError as error:
        return str(error)
    return ""


def budget(display: Display) -> tuple[Spent, ...]:
    """Lines of "what | how many | pounds each"."""
    found = []
    for row in display.rows:
        if len(row) != 3:
            raise ValueError(f"“{' | '.join(row)}” is not “what | how many | pounds each”.")
        found.append(Spent(row[0], _money(row[1]), _money(row[2])))
    return _some(found)


def gantt(display: Display) -> tuple[Task, ...]:
    """Lines of "task | first month | last month", or "milestone | month"."""
    found = []
    for row in display.rows:
        months = [int(cell) for cell in row[1:] if cell.isdecimal()]
        if len(row) not in (2, 3) or len(months) != len(row) - 1:
            raise ValueError(f"“{' | '.join(row)}” is not “task | first month | last month”.")
        first, last = months[0], months[-1]
        if not 1 <= first <= last <= LONGEST:
            raise ValueError(f"“{row[0]}” must lie in months 1 to {LONGEST}, its first before its last.")
        found.append(Task(row[0], first, last, milestone=len(row) == 2))
    return _some(found)


def table(display: Display) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The headings, and the rows."""
    if len(display.rows) < 2:
        raise ValueError("It needs a line of headings and at least one more.")
    columns, *rows = display.rows
    odd = next((row for row in rows if len(row) != len(columns)), None)
    if odd:
        raise ValueError(f"“{' | '.join(odd)}” has {len(odd)} cells, the headings are {len(columns)}.")
    return columns, tuple(rows)


def selection(display: Display) -> dict[str, str]:
    """Of a figure: which records it shows, by what they have in common."""
    found: dict[str, str] = {}
    for row in display.rows:
        if len(row) != 2 or row[0] not in (*CHOSEN, *OTHER):
            raise ValueError(f"“{' | '.join(row)}” is not one of {', '.join(CHOSEN)}, {', '.join(OTHER)}, with a bar.")
        found[row[0]] = row[1]
    missing = [name for name in ("strand", "measure", "attribute") if not found.get(name)]
    if missing:
        raise ValueError(f"It must say of which {' and '.join(missing)}.")
    return found


def boxes(display: Display) -> tuple[tuple[str, ...], ...]:
    """Rows of boxes of a flow diagram."""
    return _some(display.rows)


def works(display: Display) -> tuple[tuple[str, str], ...]:
    """Lines of "key | how it is cited"."""
    found = []
    for row in display.rows:
        if len(row) < 2 or not row[0]:
            raise ValueError(f"“{' | '.join(row)}” is not “key | how it is cited”.")
        found.append((row[0], " | ".join(row[1:])))
    return _some(found)


_READ = {
    "figure": selection,
    "table": table,
    "budget": budget,
    "gantt": gantt,
    "flow": boxes,
    "logic": table,
    "references": works,
}


def _some(found: Sequence[One]) -> tuple[One, ...]:
    if not found:
        raise ValueError("It has no lines.")
    return tuple(found)


def _money(text: str) -> Decimal:
    try:
        found = Decimal(text.replace(",", "").replace("£", "").strip())
    except InvalidOperation as error:
        raise ValueError(f"“{text}” is no number.") from error
    if not found.is_finite() or not 0 <= found < Decimal(10**9):
        raise ValueError(f"“{text}” is no amount.")
    return found
