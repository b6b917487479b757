"""How long families stay in sessions that were only scanned: each stay is known to lie between two lengths.

A family was there from its first scan to its last (at least so long), and was not there at the scan before and the scan after (at most so
long). That is all that is known; the middle of the two is not an observation. So the median is an interval: Turnbull's estimate
(statistics/interval_censored) says where the most likely one lies, and the two outer medians, from all shortest and all longest stays,
bracket it whatever the families did between scans.

Offered only for sessions in which no coming and no going was recorded. Where it was, `dwell` has the times themselves.
"""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from babyhubs.observations.records import FAMILY, Recording
from babyhubs.statistics.interval_censored import npmle

FEWEST = 5  # families without which no median is given


@dataclass(frozen=True)
class ScanStay:
    """Minutes. median: the interval of the most likely median. outer: the medians of all shortest and all longest stays.

    still: there at the last scan. left_out: there at the first one, so that nobody knows since when. The end of an interval may be infinite.
    """

    families: int
    still: int
    left_out: int
    median: tuple[float, float] | None
    outer: tuple[float, float] | None


def scan_stays(recordings: Sequence[Recording]) -> ScanStay:
    """Over all sessions that were only scanned."""
    lower: list[float] = []
    upper: list[float] = []
    left_out = 0
    for one in recordings:
        if only_scanned(one):
            found, unknown = _stays(one)
            lower += [low for low, _ in found]
            upper += [high for _, high in found]
            left_out += unknown
    still = sum(math.isinf(high) for high in upper)
    if len(lower) < FEWEST:
        return ScanStay(len(lower), still, left_out, None, None)
    outer = statistics.median_low(lower), statistics.median_low(upper)
    return ScanStay(len(lower), still, left_out, npmle(lower, upper).quantile(0.5), outer)


def only_scanned(one: Recording) -> bool:
    """Families were marked at scans, and neither their coming nor their going was recorded."""
    return bool(seen(one)) and not any(one.role(visit.actor) == FAMILY for visit in one.visits)


def seen(one: Recording) -> dict[str, list[int]]:
    """At which scans (by their place) each family was seen."""
    place = {number: at for at, number in enumerate(sorted(_looks(one)))}
    found: dict[str, list[int]] = {}
    for line in one.scans:
        if line.status == "seen" and line.actor and one.role(line.actor) == FAMILY and line.scan in place:
            found.setdefault(line.actor, []).append(place[line.scan])
    return {token: sorted(set(places)) for token, places in sorted(found.items())}


def _looks(one: Recording) -> dict[int, int]:
    """Number of each scan that was made, and when it began."""
    missed = {line.scan for line in one.scans if line.status == "missed" and not line.zone}
    found: dict[int, int] = {}
    for line in one.scans:
        if line.scan not in missed:
            found[line.scan] = min(line.at, found.get(line.scan, line.at))
    return found


def _stays(one: Recording) -> tuple[list[tuple[float, float]], int]:
    looks = _looks(one)
    order = sorted(looks)
    times = [looks[number] for number in order]
    unseen = {(line.actor, line.scan) for line in one.scans if line.status == "not visible"}
    found: list[tuple[float, float]] = []
    left_out = 0
    for token, places in seen(one).items():
        # a scan at which somebody was out of view says nothing of whether they were there
        before = [at for at in range(places[0]) if (token, order[at]) not in unseen]
        after = [at for at in range(places[-1] + 1, len(order)) if (token, order[at]) not in unseen]
        if not before:
            left_out += 1
            continue
        low = (times[places[-1]] - times[places[0]]) / 60_000
        high = (times[after[0]] - times[before[-1]]) / 60_000 if after else math.inf
        if high > low:
            found.append((low, high))
    return found, left_out
