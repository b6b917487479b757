"""Sessions as an XES event log (IEEE 1849-2016): a trace an actor, two events a state (start and complete), one a moment."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from babyhubs.observations.records import ZONE, Recording

EXTENSIONS = (("Concept", "concept"), ("Time", "time"), ("Lifecycle", "lifecycle"), ("Organizational", "org"))


def document(recordings: Sequence[Recording], track: str | None = ZONE) -> str:
    """The log's text. track: which states are the events; None for all, moments too."""
    log = Element("log", {"xes.version": "1.0", "xes.features": ""})
    for name, prefix in EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        SubElement(log, "extension", {"name": name, "prefix": prefix, "uri": uri})
    for one in recordings:
        opened = _moment(one.opened)
        for actor in one.actors:
            rows = [
                (at, turn, state.code, step)
                for state in one.intervals
                if state.actor == actor.token and (track is None or state.track == track)
                for at, turn, step in ((state.start, 1, "start"), (state.stop, 0, "complete"))
            ]
            if track is None:
                rows += [(p.at, 2, p.code, "complete") for p in one.points if p.actor == actor.token]
            if not rows:
                continue
            trace = SubElement(log, "trace")
            name = f"{one.occasion} {one.observer} {actor.token}".replace("  ", " ")
            SubElement(trace, "string", {"key": "concept:name", "value": name})
            SubElement(trace, "string", {"key": "org:role", "value": actor.role})
            for at, _, code, step in sorted(rows):
                event = SubElement(trace, "event")
                SubElement(event, "string", {"key": "concept:name", "value": code})
                SubElement(event, "string", {"key": "lifecycle:transition", "value": step})
                time = (opened + timedelta(milliseconds=at)).isoformat(timespec="milliseconds")
                SubElement(event, "date", {"key": "time:timestamp", "value": time})
    indent(log, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(log, encoding="unicode") + "\n"


def _moment(given: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
