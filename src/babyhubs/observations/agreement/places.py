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
    """At every full minute: how far apart the two observers have the same person, by their last taps on the plan.

    In shares of the plan's width and height, or in metres where the first's layout has a scale.
    """
    width, height, metres = _scale(first)
    mine, theirs = _taps(first), _taps(second)
    there = [one.coverage for one in (first, second)]
    apart = []
    for one, other in pairs:
        own, known = mine.get(one, []), theirs.get(other, [])
        for at in range(first.start + EVERY_MS, min(first.stop, second.stop), EVERY_MS):
            if all(
                any(a <= at < b for a, b in spans.get(token, ()))
                for spans, token in zip(there, (one, other), strict=True)
            ):
                here, elsewhere = _last(own, at), _last(known, at)
                if here is not None and elsewhere is not None:
                    x, y = (here[place] - elsewhere[place] for place in (1, 2))
                    apart.append(float(np.hypot(x / PLAN * width, y / PLAN * height)))
    if not apart:
        return {"minutes": 0, "median": None, "p90": None, "in_metres": metres}
    middle, most = (float(np.quantile(apart, share)) for share in (0.5, 0.9))
    return {"minutes": len(apart), "median": middle, "p90": most, "in_metres": metres}


Tap = tuple[int, int, int]


def _taps(one: Recording) -> dict[str, list[Tap]]:
    found: dict[str, list[Tap]] = {}
    for place in one.positions:
        found.setdefault(place.actor, []).append((place.at, place.x, place.y))
    return {token: sorted(taps) for token, taps in found.items()}


def _last(taps: list[Tap], at: int) -> Tap | None:
    here = bisect_right(taps, (at, PLAN, PLAN)) - 1
    return taps[here] if here >= 0 else None


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
