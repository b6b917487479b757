"""Whose F07 is whose F08: families of two observers matched, and the two clocks brought together.

Each observer numbers families as they are noticed, so one family has two tokens. Families are matched so that the sum of
likeness is largest (Kuhn HW. Naval Res Logist Q 1955;2:83-97); likeness is the share of time in which both observers
have the family there, and in the same zone. Practitioners and imported subjects keep their names.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from scipy.optimize import linear_sum_assignment

from babyhubs.observations.records import FAMILY, ZONE, Interval, Recording, Visit
from babyhubs.observations.spans import Span, common, length, union

LEAST_LIKENESS = 0.2  # below, two visits have less than a fifth in common: more likely two families


@dataclass(frozen=True)
class Alignment:
    """pairs: (first's token, second's token). only_first, only_second: families that the other did not record.

    shift_ms: what is added to the second observer's times. likeness: of each matched pair of families.
    """

    pairs: tuple[tuple[str, str], ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    shift_ms: int
    likeness: dict[str, float]


def align(first: Recording, second: Recording) -> Alignment:
    """Match the actors of two recordings of one occasion."""
    shift = clock_shift(first, second)
    one, two = _families(first), _families(second)
    moved = {token: [(start + shift, stop + shift) for start, stop in spans] for token, spans in two.items()}
    zones, other_zones = _zones(first, 0), _zones(second, shift)
    likeness = np.array(
        [[_likeness(one[a], moved[b], zones.get(a, {}), other_zones.get(b, {})) for b in moved] for a in one]
    ).reshape(len(one), len(moved))
    rows, columns = linear_sum_assignment(-likeness)
    names, others = list(one), list(moved)
    matched = {
        names[row]: (others[column], float(likeness[row, column]))
        for row, column in zip(rows, columns, strict=True)
        if likeness[row, column] >= LEAST_LIKENESS
    }
    same = sorted(({a.token for a in first.actors} - set(one)) & ({b.token for b in second.actors} - set(two)))
    pairs = [(token, token) for token in same] + [(a, b) for a, (b, _) in matched.items()]
    taken = {b for b, _ in matched.values()}
    return Alignment(
        tuple(sorted(pairs)),
        tuple(sorted(set(one) - set(matched))),
        tuple(sorted(set(two) - taken)),
        shift,
        {a: round(like, 3) for a, (_, like) in sorted(matched.items())},
    )


def clock_shift(first: Recording, second: Recording) -> int:
    """By how much the second session was opened after the first, by the wall clocks at the two openings."""
    if not (first.header.get("occasion") and first.opened and second.opened):
        return 0
    try:
        apart = datetime.fromisoformat(second.opened) - datetime.fromisoformat(first.opened)
    except (ValueError, TypeError):
        return 0
    return round(apart.total_seconds() * 1000)


def moved(one: Recording, shift: int) -> Recording:
    """The recording with all its times later by `shift`."""
    if shift == 0:
        return one

    def later(span: Span) -> Span:
        return span[0] + shift, span[1] + shift

    return replace(
        one,
        start=one.start + shift,
        stop=one.stop + shift,
        intervals=tuple(replace(state, start=state.start + shift, stop=state.stop + shift) for state in one.intervals),
        points=tuple(replace(point, at=point.at + shift) for point in one.points),
        visits=tuple(replace(visit, start=visit.start + shift, stop=visit.stop + shift) for visit in one.visits),
        positions=tuple(replace(place, at=place.at + shift) for place in one.positions),
        scans=tuple(replace(line, at=line.at + shift) for line in one.scans),
        gaps=tuple(later(gap) for gap in one.gaps),
        hidden={token: tuple(later(span) for span in spans) for token, spans in one.hidden.items()},
    )


def renamed(one: Recording, names: dict[str, str]) -> Recording:
    """The recording with other tokens; those without a new name are marked as the second observer's."""

    def name(token: str) -> str:
        return names.get(token, f"{token} (second observer)")

    def all_of(tokens: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name(token) for token in tokens)

    return replace(
        one,
        actors=tuple(replace(actor, token=name(actor.token)) for actor in one.actors),
        intervals=tuple(replace(state, actor=name(state.actor), with_=all_of(state.with_)) for state in one.intervals),
        points=tuple(replace(point, actor=name(point.actor), with_=all_of(point.with_)) for point in one.points),
        visits=tuple(replace(visit, actor=name(visit.actor)) for visit in one.visits),
        positions=tuple(replace(place, actor=name(place.actor)) for place in one.positions),
        scans=tuple(replace(line, actor=name(line.actor) if line.actor else "") for line in one.scans),
        hidden={name(token): spans for token, spans in one.hidden.items()},
    )


def _families(one: Recording) -> dict[str, list[Span]]:
    visits: dict[str, list[Visit]] = {}
    for visit in one.visits:
        visits.setdefault(visit.actor, []).append(visit)
    tokens = [actor.token for actor in one.actors if actor.role == FAMILY]
    return {token: union((visit.start, visit.stop) for visit in visits.get(token, ())) for token in tokens}


def _zones(one: Recording, shift: int) -> dict[str, dict[str, list[Span]]]:
    found: dict[str, dict[str, list[Span]]] = {}
    for state in one.intervals:
        if state.track == ZONE:
            found.setdefault(state.actor, {}).setdefault(state.code, []).append(
                (state.start + shift, state.stop + shift)
            )
    return found


def _likeness(
    first: list[Span], second: list[Span], zones: dict[str, list[Span]], others: dict[str, list[Span]]
) -> float:
    """Time that both have it there over time that either has; half of the weight is being in the same zone then."""
    both, either = length(common(first, second)), length(union([*first, *second]))
    if not either:
        return 0.0
    if not both or not zones or not others:
        return both / either
    same = sum(length(common(union(zones[code]), union(others[code]))) for code in zones.keys() & others.keys())
    return (both / either) * (0.5 + 0.5 * min(same / both, 1.0))


def states_of(one: Recording, actor: str, track: str | None) -> list[Interval]:
    """The intervals of one actor in one track; None: all tracks but zones, together."""
    return [
        state
        for state in one.intervals
        if state.actor == actor and (state.track == track if track is not None else state.track != ZONE)
    ]
