"""From where to where: transitions between zones (or codes), with counts, shares and times.

A transition is a step from one state to the next of the same actor: the directly-follows relation of process mining (van der
Aalst W. Process Mining, 2nd ed. Berlin: Springer, 2016, section 5.2). Its time is from the end of the one to the end
of the next. Limits by resampling sessions, for shares pooled over sessions.
"""

import itertools
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.observations.records import ZONE, Recording
from babyhubs.statistics.interval import Floats, Indices

DRAWS = 1_000
Step = tuple[str, int, int]  # code, start, stop


@dataclass(frozen=True)
class Transition:
    """share: of all that follows `before`. lower, upper: its 95% limits over sessions, None with fewer than three."""

    before: str
    after: str
    count: int
    share: float
    lower: float | None
    upper: float | None
    mean_s: float
    median_s: float


def paths(recording: Recording, track: str | None = ZONE) -> dict[str, list[Step]]:
    """What each actor did one after the other. track: None for everything, points as steps without length."""
    found: dict[str, list[Step]] = {}
    for one in recording.intervals:
        if track is None or one.track == track:
            found.setdefault(one.actor, []).append((one.code, one.start, one.stop))
    if track is None:
        for point in recording.points:
            found.setdefault(point.actor, []).append((point.code, point.at, point.at))
    return {actor: sorted(steps, key=lambda step: (step[2], step[1])) for actor, steps in found.items()}


def transitions(recordings: Sequence[Recording], track: str | None = ZONE, *, seed: int = 0) -> list[Transition]:
    """Pooled over sessions, the most frequent first."""
    counts: list[Counter[tuple[str, str]]] = []
    times: dict[tuple[str, str], list[float]] = {}
    for recording in recordings:
        counted: Counter[tuple[str, str]] = Counter()
        for steps in paths(recording, track).values():
            for here, there in itertools.pairwise(steps):
                counted[here[0], there[0]] += 1
                times.setdefault((here[0], there[0]), []).append((there[2] - here[2]) / 1000)
        counts.append(counted)
    pairs = sorted(times)
    before = sorted({pair[0] for pair in pairs})
    table = np.array([[one[pair] for pair in pairs] for one in counts], dtype=np.float64).reshape(
        len(counts), len(pairs)
    )
    of = np.array([before.index(pair[0]) for pair in pairs], dtype=np.int64)
    low, high = _limits(table, of, len(before), seed)
    total = np.bincount(of, weights=table.sum(axis=0), minlength=len(before))
    found = [
        Transition(
            *pair,
            len(times[pair]),
            len(times[pair]) / float(total[of[place]]),
            low[place],
            high[place],
            statistics.fmean(times[pair]),
            statistics.median(times[pair]),
        )
        for place, pair in enumerate(pairs)
    ]
    return sorted(found, key=lambda one: (-one.count, one.before, one.after))


def _limits(table: Floats, of: Indices, groups: int, seed: int) -> tuple[list[float | None], list[float | None]]:
    sessions, pairs = table.shape
    if sessions < 3 or pairs == 0:
        return [None] * pairs, [None] * pairs
    drawn = np.random.Generator(np.random.PCG64(seed)).multinomial(sessions, [1 / sessions] * sessions, DRAWS) @ table
    whole = np.zeros((DRAWS, groups))
    for place in range(pairs):
        whole[:, of[place]] += drawn[:, place]
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = np.nanquantile(drawn / whole[:, of], [0.025, 0.975], axis=0)
    return [float(one) for one in low], [float(one) for one in high]


def variants(recordings: Iterable[Recording], track: str | None = ZONE) -> list[tuple[tuple[str, ...], int]]:
    """Whole paths and how many actors took each, the most common first."""
    counted: Counter[tuple[str, ...]] = Counter(
        tuple(step[0] for step in steps) for recording in recordings for steps in paths(recording, track).values()
    )
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))
