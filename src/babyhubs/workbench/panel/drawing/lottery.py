"""From a pool and seat rules to everything that is kept of a draw. The solver is imported here, when somebody asks for a lottery."""

import csv
import hashlib
import io
import uuid
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from babyhubs.errors import BabyhubsError, InputError, Refused
from babyhubs.workbench.panel.drawing.advised import advised
from babyhubs.workbench.panel.drawing.pool import Candidate, Pool
from babyhubs.workbench.panel.seats.rules import Rule, quotas

POOL = "internal/pool.csv"
TICKETS = "tickets.csv"
REPORT = "report.html"


@dataclass(frozen=True, slots=True)
class Lottery:
    """files, found: as Draw keeps them. labels: person -> label, in the order of the files. seats: how many it fills."""

    files: dict[str, str]
    found: dict[str, Any]
    labels: dict[uuid.UUID, str]
    said: dict[uuid.UUID, dict[str, Any]]
    seats: int
    stay: tuple[str, ...]


class NoLottery(Refused):
    """No panel keeps the rules. advice: why, and the ways out, as the panel keeps them."""

    def __init__(self, error: BabyhubsError, advice: dict[str, Any]) -> None:
        super().__init__(error.what, remedy=error.remedy)
        self.advice = advice


def lottery(
    pool: Pool, rules: Sequence[Rule], seats: int, stay: Collection[uuid.UUID] = (), only: Collection[uuid.UUID] | None = None,
    out: Collection[uuid.UUID] = (),
) -> Lottery:  # fmt: skip
    """The lottery for the empty seats. stay: who sits. only: of whom to draw; None: of everybody. out: who must not be asked again.

    Refuses with `NoLottery`, and its advice, where no panel keeps the rules.
    """
    from babyhubs.panel.advice import NoPanel  # noqa: PLC0415 - the solver is loaded when it is needed
    from babyhubs.panel.people import Person  # noqa: PLC0415
    from babyhubs.panel.replacement import vacancy  # noqa: PLC0415
    from babyhubs.panel.selection import select  # noqa: PLC0415
    from babyhubs.reports.panel.page import page  # noqa: PLC0415

    if not rules:
        raise InputError("The panel has no seat rules yet.", remedy="Agree the seats first.")
    questions = list(dict.fromkeys(rule.question for rule in rules))
    known = {one.id for one in pool.people}
    sitting = [
        one for one in stay if one not in known
    ]  # took their answers back: they keep the seat and count for no rule
    everybody = (*pool.people, *(Candidate(one, {}, "") for one in sorted(sitting)))
    width = max(3, len(str(len(everybody))))
    labels = {one.id: f"P{number:0{width}d}" for number, one in enumerate(everybody, 1)}
    people = tuple(
        Person(labels[one.id], {key: (one.said[key],) for key in questions if key in one.said}, one.home)
        for one in everybody
    )
    away = {one for one in known - set(stay) if one in out or (only is not None and one not in only)}
    kept = vacancy(people, quotas(rules, seats), seats, [labels[one] for one in stay], [labels[one] for one in away])
    if kept.seats < 1:
        raise InputError("No seat is empty.", remedy="Draw again when somebody leaves.")
    if kept.seats > len(kept.people):
        raise InputError(
            f"{kept.seats} seats cannot be filled: {len(kept.people)} people can be drawn.",
            remedy="Ask more people of the register whether they agree to the draw, or offer fewer seats.",
        )
    try:
        found = select(kept.people, kept.quotas, kept.seats)
    except NoPanel as error:
        raise NoLottery(error, advised(error.advice, rules, kept.quotas, seats - kept.seats)) from None
    files = {name: content.decode() for name, content in found.files().items()}
    checked = check(files)
    notes = [f"{len(stay)} people stay on the panel; this draw fills {kept.seats} seats beside them."] if stay else []
    public = {name: text for name, text in files.items() if name != POOL} | {REPORT: page(found, notes, checked)}
    in_draw = {one.identifier for one in kept.people}
    return Lottery(
        files=public,
        found={
            "register": pool.everybody,
            "eligible": pool.eligible,
            "pool": len(kept.people),
            "lowest": found.lowest,
            "highest": found.highest,
            "panels": len(found.seated),
            "moved": found.moved,
            "tickets": len(found.tickets.people),
            "hash": found.ticket_hash,
            "checked": checked,
            "route": found.draw.route,
            "features": questions,
            "never": [{"labels": list(one.people), "rules": list(one.rules), "remedy": one.remedy} for one in found.barred],
        },
        labels={one: label for one, label in labels.items() if label in in_draw},
        said={one.id: {"answers": dict(one.said), "home": one.home} for one in everybody if labels[one.id] in in_draw},
        seats=kept.seats,
        stay=tuple(labels[one] for one in stay),
    )  # fmt: skip


def pool_file(entries: Sequence[tuple[str, Mapping[str, Any]]], features: Sequence[str]) -> str:
    """The pool as the draw had it, from what was sealed. entries: label, and what they said."""
    from babyhubs.panel.people import Person  # noqa: PLC0415
    from babyhubs.panel.quotas import Quota  # noqa: PLC0415
    from babyhubs.panel.table_files import pool  # noqa: PLC0415

    people = [
        Person(label, {key: (said["answers"][key],) for key in features if key in said["answers"]}, said["home"])
        for label, said in entries
    ]
    return pool(people, tuple(Quota(name, "", 0, 0) for name in features)).decode()


def check(files: Mapping[str, str]) -> list[str]:
    """What the independent checker says of a draw. It reads files; these are in memory, so that nobody's answers touch the disk."""
    from babyhubs.panel import checker  # noqa: PLC0415

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    with zipfile.ZipFile(packed) as archive:
        return checker.check(cast(Path, zipfile.Path(archive)))


def panel_of_ticket(tickets: str, number: int) -> list[str]:
    """The labels of a ticket."""
    rows = list(csv.reader(io.StringIO(tickets)))[1:]
    if not 0 <= number < len(rows):
        raise InputError(f"There is no ticket {number}.", remedy=f"Write a number from 0 to {len(rows) - 1}.")
    return rows[number][1:]


def digest(text: str) -> str:
    """SHA-256 of a file of the draw."""
    return hashlib.sha256(text.encode()).hexdigest()
