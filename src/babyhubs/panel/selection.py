"""The whole of a draw, from people and quotas to the files that others can check. Everything that a workbench or a command needs."""

from dataclasses import dataclass
from typing import Any

from babyhubs.errors import InputError, Refused
from babyhubs.evidence.finding import canonical_json
from babyhubs.panel import table_files
from babyhubs.panel.advice import Barred, NoPanel, barred, impossible
from babyhubs.panel.certificate import certificate
from babyhubs.panel.draw import LEXIMIN, METHODS, NO_PANEL, Draw, draw
from babyhubs.panel.kinds import Kinds, kinds
from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota
from babyhubs.panel.seating import UNITS, Seated, chances, seat, whole_units
from babyhubs.panel.tickets import Tickets, hash_of, most_moved, require_fair, tickets

POOL = "internal/pool.csv"  # people's answers: the only file of a draw that must stay inside, with `never_drawn.csv`


@dataclass(frozen=True)
class Selection:
    """A draw over people. units: person -> million-millionths of the lottery in which he or she sits."""

    people: tuple[Person, ...]
    quotas: tuple[Quota, ...]
    draw: Draw
    seated: tuple[Seated, ...]
    tickets: Tickets
    units: dict[str, int]
    moved: float  # percentage points
    barred: tuple[Barred, ...]

    @property
    def lowest(self) -> float:
        """The lowest chance of anybody who can be drawn."""
        return min(self.units.values()) / UNITS

    @property
    def highest(self) -> float:
        """The highest chance."""
        return max(self.units.values()) / UNITS

    def files(self) -> dict[str, bytes]:
        """Name -> content, the certificate last: it names the digests of the others."""
        found = {
            "chances.csv": table_files.chances(self.people, self.units),
            "lottery.csv": table_files.lottery(self.seated),
            "tickets.csv": table_files.tickets(self.tickets),
            "quotas.csv": table_files.quotas(self.quotas),
            POOL: table_files.pool(self.people, self.quotas),
        }
        about: dict[str, Any] = {"order": [one.identifier for one in self.people]}
        digests = {name: table_files.sha256(content) for name, content in found.items()}
        found["certificate.json"] = (canonical_json(certificate(self.draw, digests, about)) + "\n").encode()
        return found

    @property
    def ticket_hash(self) -> str:
        """SHA-256 of tickets.csv."""
        return hash_of(table_files.tickets(self.tickets))


def select(
    people: tuple[Person, ...], quotas: tuple[Quota, ...], seats: int, method: str = LEXIMIN, seed: int = 1
) -> Selection:
    """Draw up the lottery. Refuses with advice where no panel keeps the rules."""
    if method not in METHODS:
        raise InputError(f"There is no method {method!r}.", remedy=f"Use one of {', '.join(METHODS)}.")
    grouped = kinds(people, quotas, seats)
    try:
        found = draw(grouped, method, seed)
    except Refused as error:
        if error.what != NO_PANEL:
            raise
        raise NoPanel(impossible(grouped)) from None
    seated = seat(grouped, found.lottery.panels, whole_units(found.lottery.share))
    table = tickets(grouped, found.lottery)
    units = chances(seated)
    moved = most_moved(units, UNITS, table)
    require_fair(moved)
    return Selection(people, quotas, found, seated, table, units, moved, barred(grouped, found.never))


def in_pool(grouped: Kinds) -> dict[str, int]:
    """How many people of the pool each quota counts."""
    return {
        row.name: int(counted @ grouped.size)
        for row, counted in zip(grouped.rows, grouped.matrix, strict=True)
        if row.quota is not None
    }
