"""The log of a panel: plain lines, one for each thing that happened, from which every report is drafted.

Nobody's name stands in it. A number of people may have a group; small ones are hidden when it is reported.
"""

import csv
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError

DRAFTS = Path(__file__).parent / "involvement.toml"
COLUMNS = ("line", "day", "kind", "text", "group", "people", "community", "pounds", "bid_line")


@dataclass(frozen=True)
class Line:
    """One line. line: its name, cited by every draft. bid_line: where in the bid it can be seen."""

    line: str
    day: date
    kind: str
    text: str = ""
    group: str = ""
    people: int | None = None
    community: str = ""
    pounds: Decimal | None = None
    bid_line: str = ""


@cache
def drafts() -> dict[str, Any]:
    """What is drafted, from the file."""
    return tomllib.loads(DRAFTS.read_text("utf-8"))


def kinds() -> tuple[str, ...]:
    """Every kind of line that some draft takes."""
    found = drafts()
    parts = [*found["gripp2"], *found["standard"], found["flow"], found["touches"]]
    return tuple(dict.fromkeys(kind for part in parts for kind in part["kinds"]))


def check(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines in the order of their days; refused where two have one name or a kind is unknown."""
    found = sorted(lines, key=lambda one: (one.day, one.line))
    seen: set[str] = set()
    for one in found:
        if one.line in seen:
            raise InputError(f"Two lines of the log are named {one.line}.", remedy="Give every line its own number.")
        seen.add(one.line)
        if one.kind not in kinds():
            raise InputError(
                f"The log has no kind of line {one.kind!r}.",
                where=f"line {one.line}",
                remedy=f"Use: {', '.join(kinds())}.",
            )
    return tuple(found)


def read(path: Path) -> tuple[Line, ...]:
    """A log from a CSV file with the columns of COLUMNS; only line, day and kind must be there."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("The log cannot be read.", where=str(path), remedy="Save it as CSV in UTF-8.") from error
    return check(_line(row, f"{path}: row {number:,}") for number, row in enumerate(rows, 2))


def _line(row: dict[str, str | None], where: str) -> Line:
    cell = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        return Line(
            cell["line"] or where.rpartition(" ")[2],
            date.fromisoformat(cell["day"]),
            cell["kind"].casefold(),
            cell["text"],
            cell["group"],
            int(cell["people"]) if cell["people"] else None,
            cell["community"],
            Decimal(cell["pounds"]) if cell["pounds"] else None,
            cell["bid_line"],
        )
    except (ValueError, InvalidOperation) as error:
        raise InputError(
            "A day, a number of people or an amount cannot be read.",
            where=where,
            remedy="Write days as 2026-11-24, people as 7, pounds as 27.50.",
        ) from error
