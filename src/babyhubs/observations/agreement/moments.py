"""Moments that both observers recorded, within a tolerance: how many of each other's, and how far apart.

The largest number of one-to-one matches within the tolerance; moments in order are matched first come, first served, which
gives that number. Two moments a second apart are a match at a tolerance of two seconds, wherever a grid would lie.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.observations.records import Recording

TOLERANCE_MS = 5_000


@dataclass(frozen=True)
class Matched:
    """matched of `first` and `second` moments; f1: twice the matches over all moments. errors in seconds, second minus first."""

    code: str
    first: int
    second: int
    matched: int
    f1: float | None
    median_error_s: float | None
    quarter_s: float | None
    three_quarters_s: float | None


def moments(
    first: Recording,
    second: Recording,
    pairs: Sequence[tuple[str, str]],
    tolerance_ms: int = TOLERANCE_MS,
    track: str | None = None,
) -> list[Matched]:
    """One row a code (points, and the starts of states, named "start of ..."), and one for all."""
    mine: dict[tuple[str, str], list[int]] = {}
    theirs: dict[tuple[str, str], list[int]] = {}
    names = {other: one for one, other in pairs}
    for key, at in _moments(first, {one: one for one, _ in pairs}, track):
        mine.setdefault(key, []).append(at)
    for key, at in _moments(second, names, track):
        theirs.setdefault(key, []).append(at)
    errors: dict[str, list[int]] = {}
    counts: dict[str, list[int]] = {}
    for key in sorted(mine.keys() | theirs.keys()):
        own, other = sorted(mine.get(key, [])), sorted(theirs.get(key, []))
        apart = match(own, other, tolerance_ms)
        for code in (key[1], "all"):
            errors.setdefault(code, []).extend(apart)
            counted = counts.setdefault(code, [0, 0])
            counted[0] += len(own)
            counted[1] += len(other)
    order = sorted(counts, key=lambda code: (code == "all", code))
    return [_row(code, counts[code][0], counts[code][1], errors[code]) for code in order]


def match(first: Sequence[int], second: Sequence[int], tolerance: int) -> list[int]:
    """Differences (second minus first) of the matched ones; both sorted."""
    apart = []
    here = there = 0
    while here < len(first) and there < len(second):
        difference = second[there] - first[here]
        if abs(difference) <= tolerance:
            apart.append(difference)
            here, there = here + 1, there + 1
        elif difference > 0:
            here += 1
        else:
            there += 1
    return apart


def _moments(one: Recording, names: dict[str, str], track: str | None) -> list[tuple[tuple[str, str], int]]:
    found = [((names[point.actor], point.code), point.at) for point in one.points if point.actor in names]
    for state in one.intervals:
        if state.actor in names and not state.cut_start and track in {None, state.track}:
            found.append(((names[state.actor], f"start of {state.code}"), state.start))
    return found


def _row(code: str, first: int, second: int, apart: list[int]) -> Matched:
    f1 = 2 * len(apart) / (first + second) if first + second else None
    if not apart:
        return Matched(code, first, second, 0, f1, None, None, None)
    low, middle, high = (float(one) / 1000 for one in np.quantile(apart, [0.25, 0.5, 0.75]))
    return Matched(code, first, second, len(apart), f1, middle, low, high)
