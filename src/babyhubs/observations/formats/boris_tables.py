"""BORIS's exported tables in: aggregated events (with or without a heading row) and tabular events.

An aggregated event has its start and stop; a tabular one is marked START, STOP or POINT, after a block that describes
the observation.
"""

import csv
import io
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations.formats.boris import paired
from babyhubs.observations.formats.text import milliseconds, text
from babyhubs.observations.records import NOBODY, Actor, Interval, Point, Recording

KINDS = {"STATE", "POINT"}


def read(path: Path, until: int | None = None) -> tuple[Recording, ...]:
    """Every observation of the table. until: when observation ended, in milliseconds, where it went on."""
    given = text(path)
    heading = given.split("\n", 1)[0]
    table = list(csv.reader(io.StringIO(given, newline=""), delimiter=max("\t;,", key=heading.count)))
    if any(row[:1] == ["Time"] and "Status" in row for row in table):
        return (_tabular(table, until, str(path)),)
    return _aggregated(table, until, str(path))


def recognise(given: str) -> bool:
    """Whether a text looks like one of these tables."""
    first = given.split("\n", 1)[0]
    return first.startswith("Observation id") or any(f"\t{kind}\t" in first or f",{kind}," in first for kind in KINDS)


def _aggregated(table: list[list[str]], until: int | None, where: str) -> tuple[Recording, ...]:
    rows = [row for row in table if any(cell.strip() for cell in row)]
    if rows and "Behavior type" in rows[0]:
        names = {name: place for place, name in enumerate(rows[0])}
        places = [
            names[name] for name in ("Subject", "Behavior", "Modifiers", "Behavior type", "Start (s)", "Stop (s)")
        ]
        rows = rows[1:]
    else:
        # without a heading: the type's column is the anchor, its neighbours keep their order
        kind = next((place for row in rows[:1] for place, cell in enumerate(row) if cell in KINDS), None)
        if kind is None:
            raise InputError("This is not a table of aggregated events.", where=where)
        places = [kind - 4, kind - 3, kind - 1, kind, kind + 1, kind + 2]
    found: dict[str, tuple[list[Interval], list[Point]]] = {}
    for number, row in enumerate(rows, start=1):
        if len(row) <= max(places):
            raise InputError("A row is too short.", where=f"{where}, event {number}")
        subject, code, modifiers, what, start, stop = (row[place].strip() for place in places)
        states, points = found.setdefault(row[0], ([], []))
        actor = NOBODY if subject == "No focal subject" else subject
        mods = tuple(modifiers.split("|")) if modifiers else ()
        at = milliseconds(start, f"{where}, event {number}")
        if what == "POINT":
            points.append(Point(actor, code, at, mods=mods))
        else:
            states.append(Interval(actor, code, code, at, milliseconds(stop, f"{where}, event {number}"), mods=mods))
    return tuple(_recording(name, states, points, until) for name, (states, points) in found.items())


def _recording(name: str, states: list[Interval], points: list[Point], until: int | None) -> Recording:
    last = max([0, *(one.stop for one in states), *(one.at for one in points)])
    tokens = sorted({one.actor for one in states} | {one.actor for one in points})
    return Recording(
        name=name,
        start=0,
        stop=until if until is not None else last,
        actors=tuple(Actor(token, "other") for token in tokens),
        intervals=tuple(sorted(states, key=lambda one: (one.start, one.actor, one.code, one.stop))),
        points=tuple(sorted(points, key=lambda one: (one.at, one.actor, one.code))),
    )


def _tabular(table: list[list[str]], until: int | None, where: str) -> Recording:
    top = next(place for place, row in enumerate(table) if row[:1] == ["Time"] and "Status" in row)
    about = {row[0]: row[1] for row in table[:top] if len(row) > 1 and row[0]}
    names = {name: place for place, name in enumerate(table[top])}
    events: list[tuple[Any, ...]] = []
    codes: dict[str, bool] = {}
    for number, row in enumerate(table[top + 1 :], start=top + 2):
        if len(row) < len(names) or not row[0]:
            continue
        code, status = row[names["Behavior"]], row[names["Status"]]
        codes[code] = status == "POINT"
        modifier = row[names["Modifiers"]] if "Modifiers" in names else ""
        comment = row[names["Comment"]] if "Comment" in names else ""
        subject = row[names["Subject"]]
        actor = NOBODY if subject == "No focal subject" else subject
        events.append((milliseconds(row[0], f"{where}, line {number}"), actor, code, modifier, comment))
    events.sort(key=lambda event: event[0])
    last = max((event[0] for event in events), default=0)
    window = (0, until if until is not None else last)
    said = {"date": about.get("Observation date", "")}
    name = about.get("Observation id", "observation")
    return paired(name, events, codes, window, said, end_known=until is not None)
