"""How often, how long, how far apart: one row for each actor and code of each session (and modifier, if asked for).

The definitions are those of BORIS's time budget, so that its users find their figures again: number, sum, mean and sample
standard deviation of durations, and the gaps from the end of one to the start of the next. Where BORIS says UNPAIRED, the open
end is counted up to the end of observation, and `cut` says how many there are: the sum is then a lower bound.
"""

import itertools
import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from babyhubs.observations.records import Interval, Point, Recording

DIGITS = 6  # a microsecond: what is beyond is noise of the arithmetic


def event_rows(recording: Recording, *, by_modifier: bool = False) -> list[dict[str, Any]]:
    """Rows sorted by actor, code and modifiers; times in seconds. None where there is no figure (one event has no gap)."""
    states: dict[tuple[str, str, str], list[Interval]] = {}
    points: dict[tuple[str, str, str], list[Point]] = {}
    for one in recording.intervals:
        states.setdefault((one.actor, one.code, "|".join(one.mods) if by_modifier else ""), []).append(one)
    for point in recording.points:
        points.setdefault((point.actor, point.code, "|".join(point.mods) if by_modifier else ""), []).append(point)
    rows = [_row(recording, *key, _state(found)) for key, found in states.items()]
    rows += [_row(recording, *key, _point(found)) for key, found in points.items()]
    return sorted(rows, key=lambda row: (row["actor"], row["code"], row["modifiers"]))


def _row(recording: Recording, actor: str, code: str, modifiers: str, figures: dict[str, Any]) -> dict[str, Any]:
    key = {
        "session": recording.name,
        "actor": actor,
        "role": recording.role(actor),
        "code": code,
        "modifiers": modifiers,
    }
    return key | figures


def _state(found: Sequence[Interval]) -> dict[str, Any]:
    ordered = sorted(found, key=lambda one: (one.start, one.stop))
    lengths = [(one.stop - one.start) / 1000 for one in ordered]
    gaps = [(after.start - before.stop) / 1000 for before, after in itertools.pairwise(ordered)]
    return {
        "kind": "state",
        "number": len(ordered),
        "total_s": round(sum(lengths), DIGITS),
        "mean_s": round(statistics.fmean(lengths), DIGITS),
        "sd_s": _sd(lengths),
        "gap_mean_s": round(statistics.fmean(gaps), DIGITS) if gaps else None,
        "gap_sd_s": _sd(gaps),
        "cut": sum(one.cut_start or one.cut_stop for one in ordered),
    }


def _point(found: Sequence[Point]) -> dict[str, Any]:
    times = sorted(one.at / 1000 for one in found)
    gaps = [after - before for before, after in itertools.pairwise(times)]
    return {
        "kind": "point",
        "number": len(times),
        "total_s": None,
        "mean_s": None,
        "sd_s": None,
        "gap_mean_s": round(statistics.fmean(gaps), DIGITS) if gaps else None,
        "gap_sd_s": _sd(gaps),
        "cut": 0,
    }


def _sd(values: Iterable[float]) -> float | None:
    found = list(values)
    return round(statistics.stdev(found), DIGITS) if len(found) > 1 else None
