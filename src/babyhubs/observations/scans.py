"""What scans say: shares of people seen, with sessions as clusters, and how many scans were made of those that were due.

A continuous log can be scanned too, which is a check of both: the shares must agree within the error of sampling.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from babyhubs.observations.budget import ratio_limits
from babyhubs.observations.records import ACTIVITY, FAMILY, ZONE, Recording, ScanLine


@dataclass(frozen=True)
class ScanShare:
    """Share of families seen at scans who were at `code`. lower, upper: None with fewer than two sessions."""

    code: str
    seen: int
    of: int
    share: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Kept:
    """How many scans there were, how many of them whole, and how many were missed."""

    scans: int
    missed: int
    not_visible: int


def shares(recordings: Sequence[Recording], *, zones: bool = False) -> list[ScanShare]:
    """By code (or zone), over the families seen; who was not visible is in no denominator."""
    counts: dict[str, dict[str, float]] = {}
    totals: dict[str, float] = {}
    for recording in recordings:
        families = {actor.token for actor in recording.actors if actor.role == FAMILY}
        for line in recording.scans:
            if line.status == "seen" and line.actor in families:
                code = line.zone if zones else line.code
                cell = counts.setdefault(code, {})
                cell[recording.name] = cell.get(recording.name, 0.0) + 1
                totals[recording.name] = totals.get(recording.name, 0.0) + 1
    names = sorted(totals)
    whole = np.array([totals[name] for name in names])
    found = []
    for code, cell in sorted(counts.items()):
        part = np.array([cell.get(name, 0.0) for name in names])
        lower, upper = ratio_limits(part, whole)
        found.append(ScanShare(code, int(part.sum()), int(whole.sum()), float(part.sum() / whole.sum()), lower, upper))
    return found


@dataclass(frozen=True)
class Counted:
    """People counted in a zone, over the scans that counted there."""

    zone: str
    scans: int
    mean: float
    most: int


def people(recordings: Sequence[Recording]) -> list[Counted]:
    """By zone, the fullest first. A count that a scan gives for everybody goes before those by role."""
    counts: dict[str, dict[tuple[str, int, int], int]] = {}
    for recording in recordings:
        for line in recording.scans:
            if line.status == "seen" and not line.actor and line.people:
                number = dict(line.people)
                scan = counts.setdefault(line.zone, {})
                key = recording.name, line.scan, line.at
                scan[key] = scan.get(key, 0) + number.get("people", sum(number.values()))
    found = [
        Counted(zone, len(of), sum(of.values()) / len(of), max(of.values())) for zone, of in sorted(counts.items())
    ]
    return sorted(found, key=lambda one: (-one.mean, one.zone))


def kept(recordings: Sequence[Recording]) -> Kept:
    """Whether scans were made as planned."""
    numbers = {(one.name, line.scan) for one in recordings for line in one.scans}
    missed = {
        (one.name, line.scan) for one in recordings for line in one.scans if line.status == "missed" and not line.zone
    }
    unseen = sum(line.status == "not visible" for one in recordings for line in one.scans)
    return Kept(len(numbers), len(missed), unseen)


def scanned(recording: Recording, every_ms: int, track: str = ACTIVITY) -> list[ScanLine]:
    """Scans taken from a continuous log: who held which code at each full interval."""
    coverage = recording.coverage
    found = []
    for number, at in enumerate(range(recording.start + every_ms, recording.stop, every_ms), start=1):
        for actor in recording.actors:
            if not any(start <= at < stop for start, stop in coverage[actor.token]):
                continue
            held = {
                state.track: state.code
                for state in recording.intervals
                if state.actor == actor.token and state.start <= at < state.stop
            }
            found.append(ScanLine(number, at, actor.token, held.get(ZONE, ""), held.get(track, ""), "seen"))
    return found
