"""What an observer taps of it: with their own numbers for families, a few seconds late, sometimes mistaken, sometimes put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from babyhubs.simulation.observed.happening import Family, State, assumptions
from babyhubs.simulation.observed.room import half, middle

Tap = dict[str, Any]
SCAN_EVERY = 10.0
CONFUSED = {"waiting_alone": "on_phone", "on_phone": "waiting_alone", "playing": "feeding", "feeding": "playing",
            "parent_parent_talk": "group_talk", "group_talk": "parent_parent_talk"}  # fmt: skip
ROLES = {"H1": "health_visitor", "N1": "nursery_nurse"}


@dataclass(frozen=True)
class Observer:
    """delay: seconds on average. wrong, missed: shares of states. second: whether it is the second observer.

    opened_later: by how many seconds this observer's session was opened after the doors.
    """

    code: str
    delay: float = 2.0
    wrong: float = 0.03
    missed: float = 0.02
    second: bool = False
    opened_later: float = 0.0


def taps(
    rng: np.random.Generator,
    seen: Sequence[Family],
    staff: Mapping[str, Sequence[State]],
    observer: Observer,
    header: dict[str, Any],
) -> list[Tap]:
    """The taps of a session, in their order."""
    end = float(assumptions()["session_minutes"])
    tokens = _tokens(rng, seen, observer, end)
    found: list[tuple[float, Tap]] = [(0.0, {"kind": "open", "value": header})]
    for token, role in ROLES.items():
        found.append((0.0, {"kind": "actor", "actor": token, "value": {"role": role}}))
        found += _staff(rng, token, staff[token], observer)
    for number, family in enumerate(seen):
        if number in tokens:
            found += _family(rng, family, number, tokens, observer, end)
    found += [(at, {"kind": "anchor", "value": {"why": "check"}}) for at in np.arange(5.0, end, 5.0)]
    found += _scans(seen, tokens, observer, end)
    found += [
        (end / 2, {"kind": "pause"}),
        (end / 2 + 1.5, {"kind": "resume"}),
        (end * 0.6, {"kind": "note", "text": "Scales out of use for a moment", "zone": "weighing_table"}),
        (end, {"kind": "close"}),
    ]
    ordered = sorted((one for one in found if one[0] <= end), key=lambda one: one[0])
    return [_timed(tap, at, observer.opened_later) for at, tap in ordered]


def _timed(tap: Tap, at: float, later: float) -> Tap:
    """The tap on the observer's own clock, to a tenth of a second."""
    own = tap | {"t_ms": max(round((at * 60 - later) * 10), 0) * 100}
    if "at_ms" in own:
        own["at_ms"] = min(max(own["at_ms"] - round(later * 10) * 100, 0), own["t_ms"])
    return own


def _tokens(rng: np.random.Generator, seen: Sequence[Family], observer: Observer, end: float) -> dict[int, str]:
    """Families in the order in which they were noticed; a second observer misses one now and then and so counts on differently."""
    there = [number for number, one in enumerate(seen) if one.went > 0 and one.came < end]
    noticed = [number for number in there if not (observer.second and rng.random() < 0.03)]
    return {number: f"F{place:02d}" for place, number in enumerate(noticed, start=1)}


def _family(
    rng: np.random.Generator, one: Family, number: int, tokens: dict[int, str], observer: Observer, end: float
) -> list[tuple[float, Tap]]:
    token = tokens[number]

    def late() -> float:
        return float(rng.exponential(observer.delay / 60))

    members = ["adult", "baby"] if rng.random() < 0.8 else ["adult", "adult", "baby"]
    begin = max(one.came, 0.0)
    first = begin + (late() if one.came > 0 else 0.0)
    introduced: Tap = {"kind": "actor", "actor": token, "value": {"role": "family", "members": members}}
    start: Tap = {"kind": "arrive" if one.came > 0 else "present", "actor": token}
    if one.came <= 0:
        start["value"] = {"since_ms": round(-one.came * 60_000)}
    found = [(first, introduced), (first, start)]
    last_zone = ""
    previous = first
    for state, following in zip(one.states, (*one.states[1:], None), strict=True):
        if following is not None and following.at <= 0:
            continue  # over before observation began
        if rng.random() < observer.missed:
            continue
        at = max(state.at, 0.0, previous) + late()
        if at >= min(one.went, end):
            break
        previous = at
        if state.zone != last_zone:
            last_zone = state.zone
            found.append((at, {"kind": "zone", "actor": token, "zone": state.zone, "xy": _place(rng, state)}))
        code = CONFUSED.get(state.code, state.code) if rng.random() < observer.wrong else state.code
        if code:
            tap: Tap = {"kind": "code", "actor": token, "track": "activity", "code": code}
            if code == "parent_parent_talk" and state.partner in tokens:
                tap["with"] = [tokens[state.partner]]
            found.append((at + 0.01, tap))
            if rng.random() < 0.03:
                slip = f"slip {token} {len(found)}"
                wrong: Tap = {"kind": "point", "actor": token, "code": "offered_drink", "ref": slip}
                found += [(at + 0.02, wrong), (at + 0.05, {"kind": "void", "voids": slip})]
    found += _greeting(rng, one, token, first, late(), end)
    if one.went < end:
        found.append((one.went + late(), {"kind": "leave", "actor": token}))
    return [row for row in found if row[0] < end]


def _greeting(
    rng: np.random.Generator, one: Family, token: str, first: float, late: float, end: float
) -> list[tuple[float, Tap]]:
    """The first greeting, now and then noticed a little later and entered so."""
    if one.greeted is None or not 0 < one.greeted < min(one.went, end):
        return []
    greet: Tap = {"kind": "point", "actor": token, "code": "greeted", "with": ["N1"]}
    at = max(one.greeted + late, first)
    if rng.random() < 0.1:
        greet["at_ms"] = round(at * 600) * 100
        at += 0.3
    return [(at, greet)] if at < min(one.went, end) else []


def _place(rng: np.random.Generator, state: State) -> list[int]:
    """Where a thumb lands: within about a third of a metre of the spot, and inside the zone."""
    found = []
    for centre, reach, spot in zip(middle(state.zone), half(state.zone), state.spot, strict=True):
        there = centre + reach * spot + 250 * rng.standard_normal()
        found.append(round(min(max(there, centre - reach), centre + reach)))
    return found


def _staff(
    rng: np.random.Generator, token: str, states: Sequence[State], observer: Observer
) -> list[tuple[float, Tap]]:
    found = []
    for state in states:
        if rng.random() >= observer.missed:
            at = state.at + float(rng.exponential(observer.delay / 60))
            found.append((at, {"kind": "code", "actor": token, "track": "activity", "code": state.code}))
    return found


def _scans(seen: Sequence[Family], tokens: dict[int, str], observer: Observer, end: float) -> list[tuple[float, Tap]]:
    found: list[tuple[float, Tap]] = []
    if observer.second:
        return found
    for place, at in enumerate(np.arange(SCAN_EVERY, end, SCAN_EVERY), start=1):
        if place == 7:
            found.append((float(at), {"kind": "scan_end", "value": {"scan": place, "missed": True}}))
            continue
        for number, token in tokens.items():
            one = seen[number]
            held = [state for state in one.states if state.at <= at]
            if one.came < at < one.went and held:
                said: Tap = {"kind": "scan", "actor": token, "zone": held[-1].zone, "value": {"scan": place}}
                found.append((float(at), said | ({"code": held[-1].code} if held[-1].code else {})))
        found.append((float(at) + 0.2, {"kind": "scan_end", "value": {"scan": place}}))
    return found
