"""How long families stay, how long they wait, and for how many nobody comes: with cut visits counted for what they tell.

A family that came before observation, and of which nobody knows when, tells nothing about how long it had stayed: it is
left out and counted as left out. If a door log knows, it enters late: it counts from then on (left truncation). A family
that is still there at the end is censored. Waiting for a first greeting can end another way, by leaving unseen; one
minus Kaplan-Meier would count those families as if they could still be greeted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.observations.log.operation_kinds import PRACTITIONERS
from babyhubs.observations.records import Recording, Visit
from babyhubs.statistics import competing, survival
from babyhubs.statistics.follow_up import risk_sets
from babyhubs.statistics.interval import Floats

GREETED = "greeted"
FEWEST = 5  # families without which no median is given


@dataclass(frozen=True)
class Followed:
    """Times in minutes since arrival. cause: 1 the event, 2 what rules it out, 0 still open. left_out: arrival not known."""

    entry: Floats
    ended: Floats
    cause: Floats
    left_out: int


@dataclass(frozen=True)
class Median:
    """Minutes; None where half never got there, or with too few families. lower, upper: 95%."""

    families: int
    censored: int
    late_entries: int
    left_out: int
    median: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Wait:
    """Greeted within `minutes`: share of families, with limits; and the share that left without, by the same time."""

    families: int
    minutes: float
    share: float | None
    lower: float | None
    upper: float | None
    left_unseen: float | None
    median: float | None


def stays(recordings: Sequence[Recording]) -> Followed:
    """Dwell: the event is leaving."""
    return _followed(recordings, lambda _, visit: (visit.stop, 0 if visit.cut_stop else 1))


def waits(recordings: Sequence[Recording], code: str = GREETED) -> Followed:
    """Waiting for a first moment `code`, or a first contact with a practitioner, whichever comes first; leaving competes."""

    known: dict[str, dict[str, list[int]]] = {}

    def first(recording: Recording, visit: Visit) -> tuple[int, int]:
        if recording.name not in known:
            known[recording.name] = _moments(recording, code)
        inside = [at for at in known[recording.name].get(visit.actor, ()) if visit.start <= at <= visit.stop]
        if inside:
            return min(inside), 1
        return visit.stop, 0 if visit.cut_stop else 2

    return _followed(recordings, first)


def _moments(recording: Recording, code: str) -> dict[str, list[int]]:
    """By actor, when the moment (or a state of that code) was; for a greeting also when a practitioner was with them."""
    found: dict[str, list[int]] = {}
    for point in recording.points:
        if point.code == code:
            found.setdefault(point.actor, []).append(point.at)
    for state in recording.intervals:
        if state.code == code:
            found.setdefault(state.actor, []).append(state.start)
    if code == GREETED:
        for contact in recording.contacts:
            if any(recording.role(token) in PRACTITIONERS for token in contact.members):
                for token in contact.members:
                    found.setdefault(token, []).append(contact.start)
    return found


def median_stay(found: Followed, level: float = 0.95) -> Median:
    """Kaplan-Meier's median with limits by inverting those of the curve."""
    n = found.ended.size
    censored, late = int((found.cause == 0).sum()), int((found.entry > 0).sum())
    if n < FEWEST:
        return Median(n, censored, late, found.left_out, None, None, None)
    sets = risk_sets(found.entry, found.ended, found.cause, causes=1)
    curve = survival.cumulative_incidence(sets.at_risk, sets.events[0], level=level)
    middle, low, high = (float(one[0]) for one in survival.age_at_share(curve, sets.times, 0.5))
    return Median(n, censored, late, found.left_out, *(None if np.isnan(one) else one for one in (middle, low, high)))


def curve(found: Followed) -> list[tuple[float, float, float, float]]:
    """(minutes, share of families still there, lower, upper), a step at each leaving."""
    if found.ended.size < FEWEST:
        return []
    sets = risk_sets(found.entry, found.ended, found.cause, causes=1)
    one = survival.cumulative_incidence(sets.at_risk, sets.events[0])
    rows = zip(sets.times, 1 - one.incidence[0], 1 - one.upper[0], 1 - one.lower[0], sets.events[0][0], strict=True)
    return [
        (float(t), float(s), float(low), float(high)) for t, s, low, high, events in rows if events and np.isfinite(s)
    ]


def waited(found: Followed, minutes: float) -> Wait:
    """Cumulative incidence with a competing end, at `minutes`."""
    n = found.ended.size
    if n < FEWEST:
        return Wait(n, minutes, None, None, None, None, None)
    # greeted at the door: no time has passed, so half a second is taken
    ended = np.maximum(found.ended, found.entry + 0.5 / 60)
    sets = risk_sets(found.entry, ended, found.cause, causes=2)
    came = competing.competing_incidence(sets.at_risk, sets.events[0], sets.events[1])
    left = competing.competing_incidence(sets.at_risk, sets.events[1], sets.events[0])
    at = int(np.searchsorted(sets.times, minutes, side="right")) - 1
    values: list[float] = [0.0, 0.0, 0.0, 0.0]
    if at >= 0:
        values = [float(one[0, at]) for one in (came.incidence, came.lower, came.upper, left.incidence)]
    reached = np.flatnonzero(np.nan_to_num(came.incidence[0], nan=-1.0) >= 0.5 - 1e-12)
    middle = float(sets.times[reached[0]]) if reached.size else None
    share, low, high, unseen = (None if np.isnan(one) else one for one in values)
    return Wait(n, minutes, share, low, high, unseen, middle)


def _followed(recordings: Sequence[Recording], end: Callable[[Recording, Visit], tuple[int, int]]) -> Followed:
    rows: list[tuple[float, float, int]] = []
    left_out = 0
    for recording in recordings:
        for visit in recording.visits:
            if recording.role(visit.actor) != "family":
                continue
            if visit.cut_start and visit.since is None:
                left_out += 1
                continue
            since = visit.since or 0
            at, cause = end(recording, visit)
            if at >= visit.start:
                rows.append((since / 60_000, (at - visit.start + since) / 60_000, cause))
    table = np.array([row for row in rows if row[1] > row[0] or row[2]], dtype=np.float64).reshape(-1, 3)
    return Followed(table[:, 0], np.maximum(table[:, 1], table[:, 0] + 1e-6), table[:, 2], left_out)
