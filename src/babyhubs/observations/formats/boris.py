"""BORIS project files (format 7.0, `.boris` and `.boris.gz`) in.

A BORIS event is [time, subject, code, modifier, comment]; there is no mark of start or stop. A state's events are paired in
the order of time for each subject, code and modifier. One that is left over is a state still going on when the
observation ended: an open end, which BORIS calls UNPAIRED and refuses.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babyhubs.errors import InputError
from babyhubs.observations.formats.text import content, milliseconds
from babyhubs.observations.records import NOBODY, Actor, Interval, Point, Recording

REMEDY = "Open it in BORIS and save it again."
OPEN_END = "{} still held at the last recorded moment. If the observation went on, say until when (--until SECONDS)."


def read(path: Path, until: int | None = None) -> tuple[Recording, ...]:
    """Every observation of a project. until: when observation ended, in milliseconds, where the file does not say."""
    try:
        project = json.loads(content(path))
        codes = {str(one["code"]): _is_point(one) for one in project["behaviors_conf"].values()}
        observations = dict(project["observations"])
    except RecursionError as error:
        raise InputError("This is nested too deeply for a BORIS project.", where=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("This is not a BORIS project.", where=str(path), remedy=REMEDY) from error
    return tuple(
        _observation(str(name), one, codes, until, f"{path}, observation {name}") for name, one in observations.items()
    )


def _is_point(behaviour: Mapping[str, Any]) -> bool:
    return "point" in str(behaviour.get("type", "")).lower()


def _observation(name: str, given: Any, codes: dict[str, bool], until: int | None, where: str) -> Recording:
    try:
        events: list[tuple[Any, ...]] = [
            (milliseconds(time, where), *(str(part or "") for part in (subject, code, *more, "", "")[:4]))
            for time, subject, code, *more in given.get("events", [])
        ]
        events.sort(key=lambda event: int(event[0]))
        start, stop = (milliseconds(end, where) for end in given.get("observation time interval") or (0, 0))
        lengths = [milliseconds(one, where) for one in ((given.get("media_info") or {}).get("length") or {}).values()]
        setting = {f"{key}": str(value) for key, value in (given.get("independent_variables") or {}).items()}
        told = {"date": str(given.get("date", "")), "description": str(given.get("description", ""))}
    except (IndexError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError("An observation of this project cannot be read.", where=where, remedy=REMEDY) from error
    times = [int(event[0]) for event in events]
    last, first = max(times, default=0), min(0, *times, 0)
    end = until if until is not None else stop or max([last, *lengths])
    window = (start or first, max(end, last))
    known = until is not None or bool(stop)
    return paired(name, events, codes, window, {"variables": setting, **told}, end_known=known)


def paired(
    name: str,
    events: list[tuple[Any, ...]],
    codes: dict[str, bool],
    window: tuple[int, int],
    header: dict[str, Any],
    *,
    end_known: bool,
) -> Recording:
    """States and points from events in the order of time. codes: whether each is a point.

    end_known: whether somebody said when observation ended; if not, a state still going on comes with a warning.
    """
    intervals, points = [], []
    running: dict[tuple[str, str, str], tuple[int, str]] = {}
    for at, subject, code, modifier, *rest in events:
        comment = rest[0] if rest else ""
        if codes.get(code, False):
            points.append(Point(subject, code, at, mods=_mods(modifier), comment=comment))
        elif (subject, code, modifier) in running:
            begun, said = running.pop((subject, code, modifier))
            comments = " / ".join(text for text in (said, comment) if text)
            intervals.append(Interval(subject, code, code, begun, at, mods=_mods(modifier), comment=comments))
        else:
            running[subject, code, modifier] = (at, comment)
    for (subject, code, modifier), (begun, said) in running.items():
        intervals.append(
            Interval(subject, code, code, begun, window[1], cut_stop=True, mods=_mods(modifier), comment=said)
        )
    tokens = sorted({event[1] for event in events})
    return Recording(
        name=name,
        start=window[0],
        stop=window[1],
        actors=tuple(Actor(token, "other") for token in tokens),
        intervals=tuple(sorted(intervals, key=lambda one: (one.start, one.actor, one.code, one.stop))),
        points=tuple(points),
        header=header,
        opened=str(header.get("date", "")),
        warnings=tuple(OPEN_END.format(_named(subject, code)) for subject, code, _ in sorted(running) if not end_known),
    )


def _named(subject: str, code: str) -> str:
    return f"{code} of {subject}" if subject != NOBODY else code


def _mods(modifier: str) -> tuple[str, ...]:
    return tuple(modifier.split("|")) if modifier else ()
