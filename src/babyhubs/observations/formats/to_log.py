"""Records of another program as a sealed log of ours: what `babyhubs observe import` writes.

Codes that exclude each other in no track get a track each, as BORIS has them. What a log has no place for is listed in
`docs/reference/observation-files.md`: media files, frames, colours, keys, coding maps.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from babyhubs.observations.log.operation import Operation
from babyhubs.observations.log.seal import seal
from babyhubs.observations.records import NOBODY, ZONE, Recording, ScanLine

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # of a file that names no day: only the names of operations rest on it
NO_FOCAL = "no-focal"  # a log has a token for everybody
Tap = dict[str, Any]


def log(one: Recording, name: str = "") -> list[Operation]:
    """The session as operations. Times before its start are moved to it."""
    moment = _opened(one.opened)
    shift = min([0, one.start, *(state.start for state in one.intervals), *(point.at for point in one.points)])
    header = {key: value for key, value in one.header.items() if _plain(value) and value not in ("", [], {})}
    rows: list[tuple[int, int, Tap]] = [(0, 0, {"kind": "open", "value": header | {"imported": one.name}})]
    for actor in one.actors:
        value: dict[str, Any] = {"role": actor.role}
        if actor.members:
            value["members"] = list(actor.members)
        rows.append((0, 1, {"kind": "actor", "actor": actor.token or NO_FOCAL, "value": value}))
    for visit in one.visits:
        came: Tap = {"kind": "present" if visit.cut_start else "arrive", "actor": visit.actor}
        rows.append((visit.start, 3, came | ({"value": {"since_ms": visit.since}} if visit.since else {})))
        if not visit.cut_stop:
            rows.append((visit.stop, 2, {"kind": "leave", "actor": visit.actor}))
    for paused, resumed in one.gaps:
        rows += [(paused, 0, {"kind": "pause"}), (resumed, 9, {"kind": "resume"})]
    rows += _states(one)
    for point in one.points:
        rows.append(
            (point.at, 6, _said({"kind": "point", "actor": point.actor or NO_FOCAL, "code": point.code}, point))
        )
    rows += [(line.at, 7, tap) for line in one.scans if (tap := _scan(line))]
    for note in one.notes:
        tap = {"kind": "note", "text": note.text, "actor": note.actor, "zone": note.zone}
        rows.append((note.at, 7, {key: value for key, value in tap.items() if value}))
    rows.append((one.stop, 8, {"kind": "close"}))
    ordered = sorted(rows, key=lambda row: row[:2])
    return seal(name or one.name, moment, [tap | {"t_ms": at - shift} for at, _, tap in ordered])


def _states(one: Recording) -> list[tuple[int, int, Tap]]:
    """A tap for each beginning and each end; an end that leaving makes needs none, and a zone ends where the next begins."""
    gone = {(visit.actor, visit.stop) for visit in one.visits if not visit.cut_stop}
    rows: list[tuple[int, int, Tap]] = []
    for state in one.intervals:
        actor = state.actor or NO_FOCAL
        if state.track == ZONE:
            rows.append((state.start, 5, {"kind": "zone", "actor": actor, "zone": state.code}))
            continue
        track = state.track or "activity"
        rows.append(
            (state.start, 5, _said({"kind": "code", "actor": actor, "track": track, "code": state.code}, state))
        )
        if not state.cut_stop and state.stop <= one.stop and (state.actor, state.stop) not in gone:
            rows.append((state.stop, 4, {"kind": "code", "actor": actor, "track": track}))
    return rows


def _scan(line: ScanLine) -> Tap:
    """A line of a scan, of a person or of a zone with its counts; what was not seen, or missed, ends the scan."""
    value: dict[str, Any] = {"scan": line.scan}
    if line.status == "not visible":
        return {"kind": "scan_end", "value": value | {"unseen": [line.actor]}}
    if line.status == "ended":
        return {"kind": "scan_end", "value": value}
    if line.status == "missed":
        return {"kind": "scan_end", "value": value | {"missed": [line.zone] if line.zone else True}}
    value |= {"count": dict(line.people)} if line.people else {}
    value |= {"conditions": list(line.conditions)} if line.conditions else {}
    tap: Tap = {"kind": "scan", "actor": line.actor, "zone": line.zone, "code": line.code, "with": list(line.with_)}
    return {key: said for key, said in tap.items() if said} | {"value": value}


def _said(tap: Tap, one: Any) -> Tap:
    more = {"mods": list(one.mods), "with": list(one.with_)}
    return tap | {key: value for key, value in more.items() if value}


def _opened(given: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return UNDATED
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _plain(one) for key, one in value.items())
    if isinstance(value, list):
        return all(_plain(one) for one in value)
    return isinstance(value, str | int)


def overlapping(one: Recording) -> list[str]:
    """Tracks in which two states of one actor overlap: a log would end the first where the second begins."""
    found = set()
    last: dict[tuple[str, str], int] = {}
    for state in sorted(one.intervals, key=lambda state: (state.start, state.stop)):
        if last.get((state.actor, state.track), state.start) > state.start:
            found.add(state.track)
        last[state.actor, state.track] = max(state.stop, last.get((state.actor, state.track), 0))
    return sorted(found)


def apart(one: Recording) -> Recording:
    """Overlapping tracks divided: a track for each code (and its modifiers), as BORIS pairs them."""
    wide = set(overlapping(one))
    if not wide:
        return one
    states = tuple(
        replace(state, track=" ".join([state.track, state.code, *state.mods])) if state.track in wide else state
        for state in one.intervals
    )
    return replace(one, intervals=states)


def all_logs(recordings: Sequence[Recording]) -> list[list[Operation]]:
    """A log for each; nobody in particular is one actor."""
    return [log(apart(one), f"{place} {one.name or NOBODY}") for place, one in enumerate(recordings)]
