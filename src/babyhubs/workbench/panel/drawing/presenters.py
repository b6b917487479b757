"""Draws as their pages show them. People are numbers here."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from babyhubs.workbench.panel.drawing.advised import in_words
from babyhubs.workbench.panel.models import Draw, Panel, PoolEntry
from babyhubs.workbench.panel.states import DrawState
from babyhubs.workbench.people.presenters import called

TAGS = {
    DrawState.MADE: "blue",
    DrawState.PUBLISHED: "blue",
    DrawState.DRAWN: "green",
    DrawState.VOID: "grey",
}
FILES = {
    "tickets.csv": "The tickets: a thousand numbered panels, without names",
    "quotas.csv": "The seat rules as they stood",
    "report.html": "The report of the draw",
    "certificate.json": "The proof that nobody's chance could be fairer",
    "lottery.csv": "The panels and their shares",
}
PUBLIC = ("tickets.csv", "quotas.csv", "report.html")


@dataclass(frozen=True, slots=True)
class Line:
    """A draw in the list."""

    number: int
    state: str
    colour: str
    seats: int
    published: date | None
    drawn: date | None
    address: str


@dataclass(frozen=True, slots=True)
class Never:
    """People who are on no possible panel, by their numbers."""

    labels: str
    people: int
    rules: str
    remedy: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of the draw."""

    name: str
    title: str
    public: bool
    address: str


@dataclass(frozen=True, slots=True)
class One:
    """One draw."""

    number: int
    state: str
    key: str
    colour: str
    made: datetime
    made_first: bool
    seats: int
    stay: int
    pool: int
    lowest: str
    highest: str
    panels: int
    tickets: int
    last: int
    moved: str
    hash: str
    checked: list[str]
    never: list[Never]
    files: list[File]
    published_on: date | None
    published_where: str
    ticket: str
    drawn_on: date | None
    how: str
    why_void: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way out. applies: it can be chosen here; else people must be found first."""

    title: str
    sentences: list[str]
    applies: bool
    address: str


def lines(panel: Panel, programme_id: object) -> list[Line]:
    """All draws, the newest first."""
    return [
        Line(
            one.number,
            DrawState(one.state).label,
            TAGS[DrawState(one.state)],
            one.seats,
            one.published_on,
            one.drawn_on,
            reverse("panel-draw", args=[programme_id, one.pk]),
        )
        for one in panel.draws.all()
    ]


def one(draw: Draw, panel: Panel, programme_id: object) -> One:
    """One draw with everything that is told of it."""
    found: dict[str, Any] = draw.found
    digits = len(str(found["tickets"] - 1))
    return One(
        number=draw.number,
        state=DrawState(draw.state).label,
        key=draw.state,
        colour=TAGS[DrawState(draw.state)],
        made=draw.made_at,
        # what was done on paper may be written down later than it was done
        made_first=draw.published_on is None or timezone.localdate(draw.made_at) <= draw.published_on,
        seats=draw.seats,
        stay=len(draw.stay),
        pool=found["pool"],
        lowest=_percent(found["lowest"]),
        highest=_percent(found["highest"]),
        panels=found["panels"],
        tickets=found["tickets"],
        last=found["tickets"] - 1,
        moved=f"{found['moved']:.2f}",
        hash=found["hash"],
        checked=found["checked"],
        never=[_never(one, panel) for one in found["never"]],
        files=[
            File(name, title, name in PUBLIC, reverse("panel-draw-file", args=[programme_id, draw.pk, name]))
            for name, title in FILES.items()
        ],
        published_on=draw.published_on,
        published_where=draw.published_where,
        ticket="" if draw.ticket is None else f"{draw.ticket:0{digits}d}",
        drawn_on=draw.drawn_on,
        how=draw.how,
        why_void=draw.why_void,
    )


def numbers(draw: Draw, entries: Iterable[PoolEntry]) -> list[tuple[str, str, str]]:
    """Number, name and chance of everybody in the pool; who left the register has a number only."""
    chances = {
        row["id"]: float(row["chance"]) for row in csv.DictReader(io.StringIO(draw.files.get("chances.csv", "")))
    }
    return [
        (
            one.label,
            called(one.person) if one.person.left_on is None else "",
            _percent(chances[one.label]) if one.label in chances else "",
        )
        for one in entries
    ]


def ways(panel: Panel, programme_id: object) -> list[Way]:
    """The ways out of rules that no panel keeps."""
    return [
        Way(
            way["title"],
            way["sentences"],
            bool(way["limits"]) or way["seats"] is not None,
            reverse("panel-way", args=[programme_id, place]),
        )
        for place, way in enumerate(panel.advice.get("ways", []))
    ]


def _never(one: dict[str, Any], panel: Panel) -> Never:
    rules = [(rule["question"], rule["answer"]) for rule in panel.rules]
    return Never(
        ", ".join(one["labels"]),
        len(one["labels"]),
        in_words("; ".join(one["rules"]), rules),
        in_words(one["remedy"], rules),
    )


def _percent(chance: float) -> str:
    return f"{chance * 100:.1f}%"
