"""Tables of intervals in: a row each, with who, what, from and to. Also ZooMonitor's interval report: a row each scan.

The heading may use any of several names for a column, such as those that published data sets use. Without a column of
sessions the whole file is one. A row without an end, or whose end is its start, is a point.
"""

from pathlib import Path

from babyhubs.errors import InputError
from babyhubs.observations.formats.text import milliseconds, rows
from babyhubs.observations.records import Actor, Interval, Point, Recording

NAMES = {
    "session": ("session", "observation", "observation_id", "video", "file"),
    "observer": ("observer", "rater", "coder", "annotator", "set"),
    "actor": ("actor", "subject", "participant", "who", "speaker_id"),
    "track": ("track", "tier", "category"),
    "code": ("code", "behaviour", "behavior", "activity", "value", "label", "speaker_type"),
    "start": ("start", "start_s", "onset", "from", "begin", "segment_onset"),
    "stop": ("stop", "stop_s", "end", "offset", "to", "segment_offset"),
}


def read(path: Path, until: int | None = None) -> tuple[Recording, ...]:
    """A recording for each session and observer. until: when observation ended, in milliseconds."""
    given = rows(path)
    if not given:
        raise InputError("The table has no rows.", where=str(path))
    heading = {name.lower(): name for name in given[0]}
    column = {ours: next((heading[name] for name in theirs if name in heading), None) for ours, theirs in NAMES.items()}
    for needed in ("code", "start"):
        if column[needed] is None:
            raise InputError(
                f"The table has no column for {needed}.",
                where=str(path),
                remedy=f"Name one of its columns {' or '.join(NAMES[needed][:3])}.",
            )

    def cell(row: dict[str, str], name: str) -> str:
        return row.get(column[name] or "", "").strip()

    parts: dict[tuple[str, str], list[tuple[str, str, str, int, int | None]]] = {}
    for number, row in enumerate(given, start=2):
        where = f"{path}, row {number}"
        start = milliseconds(cell(row, "start"), where)
        stop = milliseconds(cell(row, "stop"), where) if cell(row, "stop") else None
        if stop is not None and stop < start:
            raise InputError("It ends before it begins.", where=where)
        who = cell(row, "session"), cell(row, "observer")
        code = cell(row, "code")
        parts.setdefault(who, []).append((cell(row, "actor"), cell(row, "track") or code, code, start, stop))
    return tuple(_recording(path, *who, found, until) for who, found in sorted(parts.items()))


def _recording(
    path: Path,
    session: str,
    observer: str,
    found: list[tuple[str, str, str, int, int | None]],
    until: int | None,
) -> Recording:
    states = [
        Interval(actor, track, code, start, stop) for actor, track, code, start, stop in found if stop and stop > start
    ]
    points = [Point(actor, code, start) for actor, _, code, start, stop in found if stop is None or stop <= start]
    last = max([*(one.stop for one in states), *(one.at for one in points)], default=0)
    return Recording(
        name="|".join(part for part in (session or path.stem, observer) if part),
        start=0,
        stop=until if until is not None else last,
        actors=tuple(Actor(token, "other") for token in sorted({one[0] for one in found})),
        intervals=tuple(sorted(states, key=lambda one: (one.start, one.actor, one.track, one.stop, one.code))),
        points=tuple(sorted(points, key=lambda one: (one.at, one.actor, one.code))),
        header={name: value for name, value in (("occasion", session), ("observer", observer)) if value},
    )
