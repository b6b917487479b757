"""Time budgets: what share of their observed time people of a role spend where, and at what.

Two estimates, each named, because they answer different questions: **pooled** is all time over all observed time, so that a long
session weighs more; **mean of sessions** gives each session one voice. Limits of the pooled share are those of a ratio of
sums over sessions (Cochran WG. Sampling Techniques, 3rd ed. 1977, section 6.3) with Student's t, so that the session and not
the minute is the unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from babyhubs.observations.records import ACTIVITY, ZONE, Recording
from babyhubs.observations.spans import Span, common, length, union, without
from babyhubs.statistics.interval import Floats

ALL = "all"
NOT_CODED = "not coded"


@dataclass(frozen=True)
class Share:
    """One cell. time_s of observed_s, over `sessions` with anybody of the role; actors: how many people it rests on.

    lower, upper: 95% limits of the pooled share, None with fewer than two sessions.
    """

    role: str
    zone: str
    code: str
    time_s: float
    observed_s: float
    sessions: int
    actors: int
    pooled: float
    lower: float | None
    upper: float | None
    mean_of_sessions: float


def budget(
    recordings: Sequence[Recording], *, track: str = ACTIVITY, by_zone: bool = False, by_code: bool = True
) -> list[Share]:
    """Shares by role, and by zone and by code if asked for; `ALL` stands for what is not divided. Sorted."""
    times: dict[tuple[str, str, str], dict[str, float]] = {}
    observed: dict[str, dict[str, float]] = {}
    people: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    for recording in recordings:
        coverage = recording.coverage
        roles = recording.roles
        of_actor = _by_actor(recording, track)
        for token, spans in coverage.items():
            whole = length(spans)
            if whole == 0:
                continue
            role = roles[token]
            observed.setdefault(role, {}).setdefault(recording.name, 0.0)
            observed[role][recording.name] += whole
            zones, codes = of_actor.get(token, ({}, {}))
            for (zone, code), milliseconds in _cells(spans, zones, codes, by_zone, by_code).items():
                cell = times.setdefault((role, zone, code), {})
                cell[recording.name] = cell.get(recording.name, 0.0) + milliseconds
                people.setdefault((role, zone, code), set()).add((recording.name, token))
    return [
        _share(key, cell, observed[key[0]], len(people[key]))
        for key, cell in sorted(times.items())
        if sum(cell.values())
    ]


def ratio_limits(part: Floats, whole: Floats, level: float = 0.95) -> tuple[float | None, float | None]:
    """Limits of sum(part) / sum(whole) over sessions: linearised variance, t on (sessions - 1). part, whole: (sessions,)."""
    n = part.size
    if n < 2 or whole.sum() == 0:
        return None, None
    ratio = part.sum() / whole.sum()
    residual = part - ratio * whole
    se = np.sqrt(n / (n - 1) * (residual**2).sum()) / whole.sum()
    width = float(special.stdtrit(n - 1, 0.5 + level / 2) * se)
    return max(float(ratio) - width, 0.0), min(float(ratio) + width, 1.0)


def _share(key: tuple[str, str, str], cell: dict[str, float], observed: dict[str, float], actors: int) -> Share:
    names = sorted(observed)
    part, whole = (np.array([source.get(name, 0.0) for name in names]) for source in (cell, observed))
    lower, upper = ratio_limits(part, whole)
    return Share(
        *key,
        time_s=float(part.sum()) / 1000,
        observed_s=float(whole.sum()) / 1000,
        sessions=len(names),
        actors=actors,
        pooled=float(part.sum() / whole.sum()),
        lower=lower,
        upper=upper,
        mean_of_sessions=float((part / whole).mean()),
    )


Tracks = tuple[dict[str, list[Span]], dict[str, list[Span]]]


def _by_actor(recording: Recording, track: str) -> dict[str, Tracks]:
    """Zones and codes of each actor, as stretches. Where every code is a track of its own, all codes count."""
    own_tracks = not any(state.track == track for state in recording.intervals)
    found: dict[str, Tracks] = {}
    for state in recording.intervals:
        zones, codes = found.setdefault(state.actor, ({}, {}))
        if state.track == ZONE:
            zones.setdefault(state.code, []).append((state.start, state.stop))
        elif state.track == track or own_tracks:
            codes.setdefault(state.code, []).append((state.start, state.stop))
    return found


def _cells(
    spans: list[Span], zones: dict[str, list[Span]], codes: dict[str, list[Span]], by_zone: bool, by_code: bool
) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    places = _parts(spans, zones) if by_zone else {ALL: spans}
    for zone, there in places.items():
        for code, held in (_parts(there, codes) if by_code else {ALL: there}).items():
            if milliseconds := length(held):
                found[zone, code] = milliseconds
    return found


def _parts(spans: list[Span], of: dict[str, list[Span]]) -> dict[str, list[Span]]:
    """The spans divided; what none of the codes covers is `NOT_CODED`."""
    found = {name: common(spans, union(held)) for name, held in of.items()}
    covered = union(span for held in found.values() for span in held)
    if rest := without(spans, covered):
        found[NOT_CODED] = rest
    return found
