"""From operations to records. Everything here can be repeated from the raw taps; nothing here adds to them.

Inside a track a new code ends the one before it, so that every state has at most one open end, and that end is censoring
and not a mistake. Taken back operations count as never made; who opted out was never there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from babyhubs.observations.derive_tracks import Tracks
from babyhubs.observations.log.operation import Operation
from babyhubs.observations.log.reader import Log
from babyhubs.observations.records import (
    FAMILY,
    Actor,
    Contact,
    Interval,
    Note,
    Point,
    Position,
    Recording,
    ScanLine,
)
from babyhubs.observations.spans import Span, union

UNCLOSED = "The observation was not closed: it is read up to its last tap."
BROKEN = "Parts of this log are missing."
ELSEWHERE = "It came from {}, not from the page for observing: no trail of single taps stands behind it."


def recording(log: Log) -> Recording:
    """One log as records."""
    made = derive(log.operations)
    warnings = (*made.warnings, *((BROKEN,) if log.head.broken else ()))
    return replace(made, source=f"sha256:{log.head.digest}", warnings=warnings)


def derive(operations: Sequence[Operation]) -> Recording:
    """One device's operations of one session, in their order, as records."""
    valid = _without_opted_out(_not_voided(operations))
    closed = [one.when for one in valid if one.kind == "close"]
    stop = max(closed) if closed else max((one.t_ms for one in operations), default=0)
    gaps = _gaps(valid, stop)
    tracks = Tracks(stop)
    actors: dict[str, Actor] = {}
    header: dict[str, Any] = {}
    points, scans, notes, positions = [], [], [], []
    for one in sorted(valid, key=lambda one: (one.when, one.seq)):
        if one.kind in {"open", "context"}:
            header |= one.value
        if one.kind == "actor":
            actors[one.actor] = _actor(one)
        elif one.kind == "point":
            points.append(_point(one))
            tracks.noticed(one)
        elif one.kind in {"scan", "scan_end"}:
            scans += _scan_lines(one)
        elif one.kind == "note":
            notes.append(Note(one.when, one.text, one.actor, one.zone, one.at_ms is not None))
        else:
            tracks.take(one)
        if one.xy is not None and one.actor:
            positions.append(Position(one.actor, one.when, *one.xy))
    intervals = tracks.intervals()
    for token in tracks.tokens:
        actors.setdefault(token, Actor(token, FAMILY if token.startswith("F") else "other"))
    opening = operations[0] if operations and operations[0].kind == "open" else None
    return Recording(
        name=operations[0].session,
        start=0,
        stop=stop,
        actors=tuple(actors[token] for token in sorted(actors)),
        intervals=intervals,
        points=tuple(points),
        visits=tracks.visits({token for token, one in actors.items() if one.role == FAMILY}),
        contacts=contacts(intervals, points),
        scans=tuple(scans),
        positions=tuple(positions),
        notes=tuple(notes),
        gaps=tuple(gaps),
        hidden=tracks.hidden(),
        header=header,
        opened=opening.wall if opening else "",
        warnings=(*(() if closed else (UNCLOSED,)), *_elsewhere(header)),
    )


def _elsewhere(header: dict[str, Any]) -> tuple[str, ...]:
    """What a reader must know of a session that was made from another program's file."""
    program = (header.get("from") or {}).get("program")
    return (ELSEWHERE.format(program),) if program else ()


def contacts(intervals: Iterable[Interval], points: Iterable[Point]) -> tuple[Contact, ...]:
    """Episodes between the same actors with the same code that overlap are one, whoever of them was tapped."""
    episodes: dict[tuple[tuple[str, ...], str], list[Span]] = {}
    for one in intervals:
        if one.with_:
            members = tuple(sorted({one.actor, *one.with_}))
            episodes.setdefault((members, one.code), []).append((one.start, one.stop))
    found = [
        Contact(members, code, start, stop)
        for (members, code), spans in episodes.items()
        for start, stop in union(spans)
    ]
    found += [
        Contact(tuple(sorted({one.actor, *one.with_})), one.code, one.at, one.at, one.zone)
        for one in points
        if one.with_
    ]
    return tuple(sorted(found, key=lambda one: (one.start, one.stop, one.members, one.code)))


def _not_voided(operations: Sequence[Operation]) -> list[Operation]:
    """A void takes back an earlier operation, and may itself be taken back by a later one."""
    taken_back: set[str] = set()
    kept = []
    for one in reversed(operations):
        if one.erased or one.op_id in taken_back:
            continue
        if one.kind == "void":
            taken_back.add(one.voids)
        else:
            kept.append(one)
    return kept[::-1]


def _without_opted_out(operations: list[Operation]) -> list[Operation]:
    out = {one.actor for one in operations if one.kind == "optout"}
    if not out:
        return operations
    kept = []
    for one in operations:
        if one.actor in out:
            continue
        value = one.value
        if one.kind == "scan_end" and isinstance(value.get("unseen"), list):
            value = value | {"unseen": [token for token in value["unseen"] if token not in out]}
        kept.append(replace(one, with_=tuple(token for token in one.with_ if token not in out), value=value))
    return kept


def _gaps(operations: list[Operation], stop: int) -> list[Span]:
    """Pauses, and the stretches over which the page was closed."""
    found = []
    paused: int | None = None
    for one in operations:
        if one.kind == "pause" and paused is None:
            paused = one.when
        elif one.kind == "resume" and paused is not None:
            found.append((paused, one.when))
            paused = None
        elif one.kind == "anchor" and one.value.get("why") == "restart":
            found.append((one.t_ms - int(one.value.get("gap_ms", 0)), one.t_ms))
    if paused is not None:
        found.append((paused, stop))
    return union((max(start, 0), min(end, stop)) for start, end in found)


def _actor(one: Operation) -> Actor:
    said = one.value
    return Actor(one.actor, str(said.get("role", "other")), tuple(said.get("members", ())), str(said.get("said", "")))


def _point(one: Operation) -> Point:
    return Point(one.actor, one.code, one.when, one.zone, one.mods, one.with_, one.at_ms is not None)


def _scan_lines(one: Operation) -> list[ScanLine]:
    number = int(one.value.get("scan", 0))
    if one.kind == "scan":
        people = tuple(sorted((role, int(count)) for role, count in one.value.get("count", {}).items()))
        conditions = tuple(one.value.get("conditions", ()))
        return [ScanLine(number, one.when, one.actor, one.zone, one.code, "seen", one.with_, people, conditions)]
    unseen, missed = one.value.get("unseen", []), one.value.get("missed", [])
    lines = [ScanLine(number, one.when, token, "", "", "not visible") for token in unseen]
    if missed is True:
        return [*lines, ScanLine(number, one.when, "", "", "", "missed")]
    lines += [ScanLine(number, one.when, "", zone, "", "missed") for zone in missed or []]
    # a scan at which nobody was seen is a scan: without this line nobody would know that it was made
    return lines or [ScanLine(number, one.when, "", "", "", "ended")]
