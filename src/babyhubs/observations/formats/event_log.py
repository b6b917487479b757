"""Event logs of process mining in: XES (IEEE 1849) and the same as CSV.

A trace (case) becomes an actor. An event with a start and an end, as two events (lifecycle start and complete) or with a
`start_timestamp`, is an interval; any other is a point at its timestamp.
"""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

from babyhubs.errors import InputError
from babyhubs.observations.formats.text import rows
from babyhubs.observations.formats.xml_tree import children, root
from babyhubs.observations.records import Actor, Interval, Point, Recording

CASE, NAME, TIME, START, LIFECYCLE = (
    "case:concept:name", "concept:name", "time:timestamp", "start_timestamp", "lifecycle:transition",
)  # fmt: skip
Event = tuple[str, str, int, int | None, str]  # case, name, time, start, lifecycle


def read(path: Path, until: int | None = None) -> tuple[Recording, ...]:
    """The whole log as one recording, times from its first event. until: when observation ended, in milliseconds."""
    xml = path.name.lower().endswith((".xes", ".xes.gz"))
    events = _xes(path) if xml else _csv(path)
    if not events:
        raise InputError("The log has no events.", where=str(path))
    begin = min(time if start is None else min(start, time) for _, _, time, start, _ in events)
    intervals: list[Interval] = []
    points: list[Point] = []
    running: dict[tuple[str, str], list[int]] = {}
    for case, name, time, start, lifecycle in events:
        if start is not None and start < time:
            intervals.append(Interval(case, "activity", name, start - begin, time - begin))
        elif lifecycle == "start":
            running.setdefault((case, name), []).append(time)
        elif lifecycle == "complete" and running.get((case, name)):
            since = running[case, name].pop(0)
            if since < time:
                intervals.append(Interval(case, "activity", name, since - begin, time - begin))
            else:
                points.append(Point(case, name, time - begin))
        else:
            points.append(Point(case, name, time - begin))
    last = max(time for _, _, time, _, _ in events) - begin
    stop = until if until is not None else last
    for (case, name), starts in running.items():
        intervals += [Interval(case, "activity", name, since - begin, stop, cut_stop=True) for since in starts]
    return (
        Recording(
            name=path.name.split(".", 1)[0],
            start=0,
            stop=stop,
            actors=tuple(Actor(case, "other") for case in sorted({event[0] for event in events})),
            intervals=tuple(sorted(intervals, key=lambda one: (one.stop, one.start))),
            points=tuple(sorted(points, key=lambda one: one.at)),
            opened=datetime.fromtimestamp(begin / 1000, UTC).isoformat(timespec="milliseconds"),
        ),
    )


def _xes(path: Path) -> list[Event]:
    log = root(path, "log", "an XES event log")
    found = []
    for number, trace in enumerate(children(log, "trace"), start=1):
        case = _attributes(trace).get(NAME, str(number))
        for place, event in enumerate(children(trace, "event"), start=1):
            said = _attributes(event)
            where = f"{path}, case {case}, event {place}"
            start = _time(said[START], where) if START in said else None
            found.append(
                (case, said.get(NAME, ""), _time(said.get(TIME, ""), where), start, said.get(LIFECYCLE, "").lower())
            )
    return found


def _attributes(element: Element) -> dict[str, str]:
    return {one.get("key", ""): one.get("value", "") for one in element if one.get("key") is not None}


def _csv(path: Path) -> list[Event]:
    given = rows(path)
    names = list(given[0]) if given else []
    for needed in (CASE, NAME, TIME):
        if needed not in names:
            raise InputError(f"The log has no column {needed}.", where=str(path))
    found = []
    for number, row in enumerate(given, start=2):
        where = f"{path}, row {number}"
        start = _time(row[START], where) if row.get(START) else None
        found.append((row[CASE], row[NAME], _time(row[TIME], where), start, row.get(LIFECYCLE, "").lower()))
    return found


def _time(given: str, where: str) -> int:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise InputError(
            f"{given!r} is not a time.", where=where, remedy="Write it as 2026-03-14T10:02:11+00:00."
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return round(moment.timestamp() * 1000)
