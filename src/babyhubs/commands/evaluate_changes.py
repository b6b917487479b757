"""The change log as a file: hub, date, what, until."""

from datetime import date
from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.evaluation.change_log import COMPONENTS, EVENTS, Entry
from babyhubs.reports.measures import table_files
from babyhubs.reports.measures.table import Table


def read(source: Path) -> list[Entry]:
    """Entries in the order of the file."""
    table = Table(table_files.read(source), str(source))
    hubs, days, what = (table.texts(name) for name in ("hub", "date", "what"))
    until = table.texts("until") if table.has("until") else [None] * len(hubs)
    found = []
    for row, (hub, day, name, last) in enumerate(zip(hubs, days, what, until, strict=True), start=2):
        where = f"{source}, row {row:,}"
        if name not in {*COMPONENTS, *EVENTS}:
            raise InputError(
                f"{name!r} is not something the log knows.", where=where, remedy=", ".join((*COMPONENTS, *EVENTS))
            )
        if name in COMPONENTS and not hub:
            raise InputError(f"{name!r} has no hub.", where=where, remedy="Name the hub at which it was adopted.")
        found.append(Entry(hub or "", _day(day, where), name, _day(last, where) if last else None))
    return found


def _day(text: str | None, where: str) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError as error:
        raise InputError(f"{text!r} is not a day.", where=where, remedy="Write it as 2026-11-24.") from error
