"""Sessions as a BORIS project (format 7.0). What a project has no place for is left out, and listed when asked.

A state is two events, its start and its stop; one that was cut at the end has its start only, which BORIS shows as unpaired,
unless it is closed at the end of observation (`close`), which makes its length look known.
"""

import json
from collections.abc import Sequence
from typing import Any

from babyhubs.observations.records import ZONE, Recording

LOST = (
    "cut starts and ends, late and unsure marks", "positions on the plan", "scans", "gaps and pauses", "who was observed when",
    "the operations themselves, with what was taken back",
)  # fmt: skip


def project(recordings: Sequence[Recording], name: str = "babyhubs", *, close: bool = True) -> str:
    """The project's text. Others that an actor is with stand in the comment."""
    states = {(state.code, state.track == ZONE) for one in recordings for state in one.intervals}
    points = {point.code for one in recordings for point in one.points}
    codes = {_code(code, zone): "State event" for code, zone in states}
    codes |= {_point(code, codes): "Point event" for code in points}
    subjects = sorted({actor.token for one in recordings for actor in one.actors if actor.token})
    days = sorted(one.opened[:19] for one in recordings if one.opened)
    found: dict[str, Any] = {
        "time_format": "s",
        "project_name": name,
        "project_date": days[0] if days else "2000-01-01T00:00:00",
        "project_description": "",
        "project_format_version": "7.0",
        "subjects_conf": {
            str(place): {"key": "", "name": token, "description": ""} for place, token in enumerate(subjects)
        },
        "behaviors_conf": {
            str(place): {
                "type": kind, "key": "", "code": code, "description": "", "color": "", "category": "", "modifiers": {},
                "excluded": "", "coding map": "",
            }
            for place, (code, kind) in enumerate(sorted(codes.items()))
        },
        "behavioral_categories": [],
        "coding_map": {},
        "behaviors_coding_map": [],
        "independent_variables": {},
        "converters": {},
        "observations": {_name(one, recordings): _observation(one, codes, close) for one in recordings},
    }  # fmt: skip
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _name(one: Recording, recordings: Sequence[Recording]) -> str:
    name = f"{one.occasion} {one.observer}".strip()
    same = [other for other in recordings if f"{other.occasion} {other.observer}".strip() == name]
    return name if len(same) == 1 else one.name


def _code(code: str, zone: bool) -> str:
    return f"in {code}" if zone else code


def _point(code: str, states: dict[str, str]) -> str:
    """A moment named like a state would be read as one."""
    return f"{code} (moment)" if states.get(code) == "State event" else code


def _observation(one: Recording, codes: dict[str, str], close: bool) -> dict[str, Any]:
    events: list[tuple[int, int, list[Any]]] = []
    for state in one.intervals:
        code, mods = _code(state.code, state.track == ZONE), "|".join(state.mods)
        comment = state.comment or (f"with {' '.join(state.with_)}" if state.with_ else "")
        events.append((state.start, 1, [state.start / 1000, state.actor, code, mods, comment]))
        if close or not state.cut_stop:
            events.append((state.stop, 0, [state.stop / 1000, state.actor, code, mods, ""]))
    for point in one.points:
        comment = point.comment or (f"with {' '.join(point.with_)}" if point.with_ else "")
        said = [point.at / 1000, point.actor, _point(point.code, codes), "|".join(point.mods), comment]
        events.append((point.at, 2, said))
    return {
        "file": {str(player): [] for player in range(1, 9)},
        "type": "LIVE",
        "date": one.opened[:19] or "2000-01-01T00:00:00",
        "description": "",
        "time offset": 0.0,
        "events": [event for _, _, event in sorted(events, key=lambda row: (row[0], row[1], row[2][1], row[2][2]))],
        "observation time interval": [one.start / 1000, one.stop / 1000],
        "independent_variables": {},
        "visualize_spectrogram": False,
        "visualize_waveform": False,
        "close_behaviors_between_videos": False,
        "scan_sampling_time": 0,
        "start_from_current_time": False,
    }
