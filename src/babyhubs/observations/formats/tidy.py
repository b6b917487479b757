"""The derived tables as tidy CSV files with a data dictionary, for any other program.

The dictionary follows the Frictionless Table Schema (specs.frictionlessdata.io/table-schema): a resource each table, with
type and meaning of every column. Times are in seconds since the session was opened.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from babyhubs.observations.records import Recording

SESSION = ("session", "string", "The session's name")
ACTOR = ("actor", "string", "Token of a family or practitioner; empty: nobody in particular")
ROLE = ("role", "string", "The actor's role")
START = ("start_s", "number", "Start, seconds since the session was opened")
STOP = ("stop_s", "number", "End, seconds since the session was opened")
CUT_START = ("cut_start", "boolean", "It was so already when first noticed: the start is not known")
CUT_STOP = ("cut_stop", "boolean", "It was still so when observation ended: the end is not known")
LATE = ("late", "boolean", "Entered afterwards")
WITH = ("with", "string", "Other actors, separated by spaces")
MODS = ("modifiers", "string", "Modifiers, separated by |")
AT = ("at_s", "number", "Seconds since the session was opened")
ZONE = ("zone", "string", "Zone of the layout")
CODE = ("code", "string", "Code of the ethogram")

TABLES: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "sessions": (
        "One row a session of one observer",
        (SESSION, ("occasion", "string", "Clinic and day, shared by two observers"), ("hub", "string", "The hub's code"),
         ("model", "string", "social, transitional or traditional"), ("observer", "string", "The observer's code"),
         ("opened", "string", "Wall clock at the opening"), ("length_s", "number", "From opening to close"),
         ("observed_s", "number", "Of it, observed"), ("warnings", "string", "What a reader must know")),
    ),
    "actors": ("One row a token", (SESSION, ACTOR, ROLE, ("members", "string", "Who came together, separated by spaces"),
                                   ("observed_s", "number", "Time there, in view and observed"))),
    "visits": ("One row a visit", (SESSION, ACTOR, START, STOP, CUT_START, CUT_STOP,
                                   ("since_s", "number", "There before that for so long, where a door log says so"))),
    "intervals": ("One row a state", (SESSION, ACTOR, ROLE, ("track", "string", "zone, activity, ..."), CODE, START, STOP,
                                      ("observed_s", "number", "Of it, observed"), CUT_START, CUT_STOP, WITH, MODS, LATE)),
    "points": ("One row a moment", (SESSION, ACTOR, ROLE, CODE, AT, ZONE, WITH, MODS, LATE)),
    "contacts": ("One row an episode between actors", (SESSION, ("members", "string", "Actors, separated by spaces"), CODE, START, STOP)),
    "scans": ("One row a line of a scan", (SESSION, ("scan", "integer", "Number of the scan"), AT, ACTOR, ZONE, CODE,
                                           ("status", "string", "seen, not visible, missed, or ended: the scan was made"), WITH,
                                           ("people", "string", "Counts by role, as role:number"))),
    "positions": ("One row a tap on the plan", (SESSION, ACTOR, AT, ("x", "integer", "Ten-thousandths of the plan's width"),
                                                ("y", "integer", "Ten-thousandths of the plan's height"))),
    "coverage": ("One row a stretch in which an actor was observed", (SESSION, ACTOR, START, STOP)),
    "notes": ("One row a field note", (SESSION, AT, ACTOR, ZONE, ("text", "string", "The note"), LATE)),
}  # fmt: skip


def files(recordings: Sequence[Recording]) -> dict[str, str]:
    """File names and their content."""
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in TABLES}
    for one in recordings:
        for name, row in _rows(one):
            rows[name].append((one.name, *row))
    found = {f"{name}.csv": _csv([column[0] for column in TABLES[name][1]], rows[name]) for name in TABLES}
    return found | {"datapackage.json": json.dumps(_dictionary(), indent=1, ensure_ascii=False) + "\n"}


def _rows(one: Recording) -> Iterable[tuple[str, tuple[Any, ...]]]:
    seconds = 1 / 1000
    coverage = one.coverage
    observed = sum(stop - start for start, stop in one.observed) * seconds
    yield (
        "sessions",
        (
            one.occasion,
            one.hub,
            one.model,
            one.observer,
            one.opened,
            (one.stop - one.start) * seconds,
            observed,
            " ".join(one.warnings),
        ),
    )
    for actor in one.actors:
        spans = coverage[actor.token]
        yield "actors", (actor.token, actor.role, " ".join(actor.members), sum(b - a for a, b in spans) * seconds)
        for start, stop in spans:
            yield "coverage", (actor.token, start * seconds, stop * seconds)
    for v in one.visits:
        since = None if v.since is None else v.since * seconds
        yield "visits", (v.actor, v.start * seconds, v.stop * seconds, v.cut_start, v.cut_stop, since)
    for i in one.intervals:
        yield "intervals", (
            i.actor, one.role(i.actor), i.track, i.code, i.start * seconds, i.stop * seconds, one.observed_ms(i) * seconds,
            i.cut_start, i.cut_stop, " ".join(i.with_), "|".join(i.mods), i.late,
        )  # fmt: skip
    for p in one.points:
        yield (
            "points",
            (p.actor, one.role(p.actor), p.code, p.at * seconds, p.zone, " ".join(p.with_), "|".join(p.mods), p.late),
        )
    for c in one.contacts:
        yield "contacts", (" ".join(c.members), c.code, c.start * seconds, c.stop * seconds)
    for s in one.scans:
        people = " ".join(f"{role}:{count}" for role, count in s.people)
        yield "scans", (s.scan, s.at * seconds, s.actor, s.zone, s.code, s.status, " ".join(s.with_), people)
    for place in one.positions:
        yield "positions", (place.actor, place.at * seconds, place.x, place.y)
    for n in one.notes:
        yield "notes", (n.at * seconds, n.actor, n.zone, n.text, n.late)


def _csv(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.3f}"
    text = str(value).replace("\r", " ")
    # what a spreadsheet would take for a formula
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _dictionary() -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "babyhubs-observed-sessions",
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "description": about,
                "encoding": "utf-8",
                "schema": {"fields": [{"name": n, "type": kind, "description": text} for n, kind, text in columns]},
            }
            for name, (about, columns) in TABLES.items()
        ],
    }
