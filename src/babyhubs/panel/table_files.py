"""The files of a draw as bytes: the same draw gives the same bytes on every machine."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction

from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota, features
from babyhubs.panel.seating import UNITS, Seated
from babyhubs.panel.tickets import Tickets

PLACES = 12


def sha256(content: bytes) -> str:
    """The digest of a file."""
    return hashlib.sha256(content).hexdigest()


def chances(people: Sequence[Person], units: dict[str, int]) -> bytes:
    """id, chance. Everybody in the pool, in its order."""
    return _csv(("id", "chance"), ((one.identifier, decimal(units.get(one.identifier, 0))) for one in people))


def lottery(seated: Sequence[Seated]) -> bytes:
    """panel, share, then the people of the panel."""
    width = len(seated[0].people)
    rows = ((f"{number}", decimal(one.units), *one.people) for number, one in enumerate(seated, 1))
    return _csv(("panel", "share", *_seats(width)), rows)


def tickets(table: Tickets) -> bytes:
    """ticket, then the people of its panel. Every ticket has the same chance."""
    digits = len(str(len(table.people) - 1))
    rows = ((f"{number:0{digits}d}", *people) for number, people in enumerate(table.people))
    return _csv(("ticket", *_seats(len(table.people[0]))), rows)


def pool(people: Sequence[Person], quotas: tuple[Quota, ...]) -> bytes:
    """id, household (a number where an address is shared), and the answers that quotas speak of. It must stay inside."""
    homes: dict[str, int] = {}
    for one in people:
        if one.address:
            homes.setdefault(one.address, len(homes) + 1)
    columns = features(quotas)
    rows = (
        (
            one.identifier,
            str(homes.get(one.address, "")),
            *("; ".join(one.answers.get(name, ())) for name in columns),
        )
        for one in people
    )
    return _csv(("id", "household", *columns), rows)


def quotas(rules: Iterable[Quota]) -> bytes:
    """The quotas as they were used."""
    rows = (
        (q.feature, q.value, str(q.low), str(q.high), str(q.low_flex), "" if q.high_flex is None else str(q.high_flex), q.reason)
        for q in rules
    )  # fmt: skip
    return _csv(("feature", "value", "min", "max", "min_flex", "max_flex", "reason"), rows)


def decimal(units: int) -> str:
    """Units of the lottery as an exact decimal."""
    whole, rest = divmod(units, UNITS)
    return f"{whole}.{rest:0{PLACES}d}".rstrip("0").rstrip(".")


def units_of(text: str) -> int:
    """The inverse."""
    return int(Fraction(text) * UNITS)


def _seats(width: int) -> tuple[str, ...]:
    return tuple(f"seat_{number}" for number in range(1, width + 1))


def _csv(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue().encode()
