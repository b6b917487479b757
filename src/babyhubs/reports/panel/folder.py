"""The folder of a draw: written whole or not at all, and checked before it is handed out."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from babyhubs import __version__
from babyhubs.errors import BabyhubsError, InputError
from babyhubs.panel import checker
from babyhubs.panel.files import read_pool, read_quotas
from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota
from babyhubs.panel.selection import POOL, Selection, in_pool
from babyhubs.reports.folder import check_replaceable, whole_or_not_at_all
from babyhubs.reports.panel.page import page

DRAWN = "drawn.json"


def check_free(folder: Path) -> None:
    """Refuse a place where a panel has been drawn: its record is never written over."""
    check_replaceable(folder)
    if (folder / DRAWN).is_file():
        raise InputError(
            "A panel has been drawn in this folder.", where=str(folder), remedy="Name another folder; keep this one."
        )


def write(selection: Selection, folder: Path, notes: Sequence[str], options: dict[str, object]) -> list[str]:
    """Write everything; what the checker said. A draw that the checker does not accept is never handed out."""
    with whole_or_not_at_all(folder) as place:
        (place / "internal").mkdir()
        for name, content in selection.files().items():
            (place / name).write_bytes(content)
        _write_inside(selection, place / "internal")
        try:
            checked = checker.check(place)
        except checker.NotProved as error:
            raise BabyhubsError(
                f"The checker did not accept the draw: {error}", remedy="Please report this line."
            ) from error
        (place / "report.html").write_text(page(selection, notes, checked), encoding="utf-8")
        about = {"command": "panel select", "version": __version__, "tickets": selection.ticket_hash, **options}
        (place / "provenance.json").write_text(json.dumps(about, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return checked


def _write_inside(selection: Selection, inside: Path) -> None:
    counted = in_pool(selection.draw.kinds)
    with (inside / "pool_by_quota.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "value", "min", "max", "in_pool"))
        writer.writerows((q.feature, q.value, q.low, q.high, counted[q.name]) for q in selection.quotas)
    with (inside / "never_drawn.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "rule", "remedy"))
        writer.writerows((who, "; ".join(one.rules), one.remedy) for one in selection.barred for who in one.people)


def require_draw(folder: Path) -> None:
    """Refuse a folder that holds no draw."""
    for name in ("certificate.json", "tickets.csv", "quotas.csv", POOL):
        if not (folder / name).is_file():
            raise InputError(
                f"This is not the folder of a draw: {name} is not there.",
                where=str(folder),
                remedy="Name the folder that `babyhubs panel select` wrote.",
            )


def people_and_quotas(folder: Path) -> tuple[tuple[Person, ...], tuple[Quota, ...], int]:
    """What the draw rested on: the pool, the quotas and the number of seats."""
    require_draw(folder)
    quotas = read_quotas(folder / "quotas.csv")
    pool = read_pool(folder / POOL, quotas, "id", ("household",))
    seats = int(json.loads((folder / "certificate.json").read_text("utf-8"))["seats"])
    return pool.people, quotas, seats


def ticket(folder: Path, number: int) -> list[str]:
    """The panel of a ticket."""
    with (folder / "tickets.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    if not 0 <= number < len(rows):
        raise InputError(
            f"There is no ticket {number}.", where=str(folder), remedy=f"Draw a number from 0 to {len(rows) - 1}."
        )
    return rows[number][1:]


def drawn(folder: Path) -> list[str]:
    """The people drawn."""
    require_draw(folder)
    path = folder / DRAWN
    if not path.is_file():
        raise InputError(
            "No number has been drawn yet.", where=str(folder), remedy="Run `babyhubs panel draw` with the number."
        )
    found: list[str] = json.loads(path.read_text("utf-8"))["people"]
    return found
