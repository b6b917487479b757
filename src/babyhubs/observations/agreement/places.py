"""Whether two observers put people in the same place, and count the same number in each zone."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from babyhubs.observations.log.operation import PLAN
from babyhubs.observations.records import FAMILY, ZONE, Recording
from babyhubs.statistics.concordance import concordance, intraclass
from babyhubs.statistics.interval import Indices

EVERY_MS = 60_000


def position_error(
    first: Recording, second: Recording, pairs: Sequence[tuple[str, str]]
) -> dict[str, float | int | None]:
    """At each tap of the first observer on the plan: how far away the second has the same person then.

    In shares of the plan's width, or in metres where both layouts have the same scale.
    """
    width, height, metres = _scale(first)
    names = dict(pairs)
    theirs: dict[str, list[tuple[int, int, int]]] = {}
    for place in second.positions:
        theirs.setdefault(place.actor, []).append((place.at, place.x, place.y))
    apart = []
    for place in first.positions:
        known = sorted(theirs.get(names.get(place.actor, ""), []))
        here = bisect_right(known, (place.at, PLAN, PLAN)) - 1
        if here >= 0:
            _, x, y = known[here]
            apart.append(np.hypot((x - place.x) / PLAN * width, (y - place.y) / PLAN * height))
    if not apart:
        return {"taps": 0, "median": None, "p90": None, "in_metres": metres}
    return {
        "taps": len(apart),
        "median": float(np.median(apart)),
        "p90": float(np.quantile(apart, 0.9)),
        "in_metres": metres,
    }


def counts(first: Recording, second: Recording) -> dict[str, float | int | None]:
    """Families in each zone at every full minute that both observed, as two series of counts."""
    begin, end = max(first.start, second.start), min(first.stop, second.stop)
    times = np.arange(begin, end, EVERY_MS)
    zones = sorted({state.code for one in (first, second) for state in one.intervals if state.track == ZONE})
    series = [_counted(one, zones, times) for one in (first, second)]
    if not zones or times.size == 0:
        return {"counts": 0, "concordance": None, "lower": None, "upper": None, "intraclass": None}
    ccc = concordance(series[0], series[1])
    icc = intraclass(np.column_stack(series))
    values = [None if np.isnan(value) else float(value) for value in (*ccc, icc)]
    return {
        "counts": len(series[0]),
        "concordance": values[0],
        "lower": values[1],
        "upper": values[2],
        "intraclass": values[3],
    }


def _counted(one: Recording, zones: list[str], times: Indices) -> list[int]:
    families = {actor.token for actor in one.actors if actor.role == FAMILY}
    table = np.zeros((len(zones), times.size), dtype=np.int64)
    for state in one.intervals:
        if state.track == ZONE and state.actor in families:
            low, high = np.searchsorted(times, [state.start, state.stop])
            table[zones.index(state.code), low:high] += 1
    return [int(value) for value in table.ravel()]


def _scale(one: Recording) -> tuple[float, float, bool]:
    scale = one.header.get("layout", {}).get("scale") if isinstance(one.header.get("layout"), dict) else None
    if isinstance(scale, list) and len(scale) == 2:
        return float(scale[0]) / 1000, float(scale[1]) / 1000, True
    return 1.0, 1.0, False
