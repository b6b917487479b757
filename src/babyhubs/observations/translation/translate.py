"""An observation of another program's file as a session of ours, by what somebody said that its names mean.

Names of subjects become tokens (F01, H1): they may be names of people. Comments, descriptions and modifiers stay behind for the same
reason; a modifier that names a subject says who it was with.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from babyhubs.observations.derive import contacts
from babyhubs.observations.log.operation_kinds import ROLES
from babyhubs.observations.records import ACTIVITY, FAMILY, ZONE, Actor, Interval, Point, Recording, ScanLine, Visit
from babyhubs.observations.translation.contents import with_people
from babyhubs.observations.translation.guesses import ARRIVES, LEAVES, OUT, OWN_ACTIVITY, OWN_MOMENT, OWN_ZONE, THERE
from babyhubs.observations.translation.meanings import Meanings
from babyhubs.observations.translation.one_at_a_time import exclusive
from babyhubs.observations.translation.presence import Mark, visits, within

LETTER = {
    "family": "F", "health_visitor": "H", "nursery_nurse": "N", "student": "S", "gp": "G", "peer_supporter": "P",
    "volunteer": "V", "interpreter": "I", "observer": "O", "other": "X",
}  # fmt: skip
NEVER_KEPT = ("gender", "sex", "age", "male", "female", "race", "ethnicity")  # somebody guessed it by looking
LONGEST = 60  # signs of a name that is kept
UNNAMED = "unnamed"  # an empty code would say in a log that nothing holds


@dataclass(frozen=True)
class Left:
    """What stayed behind: events of left out names, minutes in which codes overlapped, comments, modifiers, guessed traits."""

    events: int = 0
    overlapping_minutes: float = 0.0
    comments: int = 0
    modifiers: int = 0
    guessed_traits: int = 0


@dataclass(frozen=True)
class Translated:
    """The session, and what of it stayed behind."""

    session: Recording
    left: Left


def translate(given: Recording, said: Meanings, header: dict[str, Any], opened: str) -> Translated:
    """header: hub, model, occasion ... as a session's opening has it. opened: date and time, with the offset from UTC."""
    one = with_people(given)
    begin = min([one.start, *(row.start for row in one.intervals), *(row.at for row in one.points)])
    stop = max(one.stop, begin + 1) - begin
    tokens = _tokens(one, said)
    states, points, marks, left_out = _events(one, said, tokens, begin)
    states += _sightings(one, said, tokens, begin)
    kept: list[Interval] = []
    overlapping = 0
    for of_actor in _by_track(states, points, stop).values():
        rows, twice = exclusive(of_actor)
        kept += rows
        overlapping += twice
    moments = [row for kind, row in points if kind == "moment"]
    scans, traits = _scans(one, said, begin)
    roles = {token: said.subjects.get(name, "other") for name, token in tokens.items()}
    there = {
        token: _visits(token, marks.get(token, []), [*kept, *moments], stop)
        for token, role in sorted(roles.items())
        if role == FAMILY
    }
    inside = within(kept, moments, there)
    left_out += inside.left_out
    intervals = tuple(sorted(inside.states, key=lambda row: (row.start, row.actor, row.track, row.stop, row.code)))
    ordered = tuple(sorted(inside.moments, key=lambda row: (row.at, row.actor, row.code)))
    session = Recording(
        name=given.name,
        start=0,
        stop=stop,
        actors=tuple(Actor(token, role) for token, role in sorted(roles.items())),
        intervals=intervals,
        points=ordered,
        visits=tuple(sorted((row for rows in there.values() for row in rows), key=lambda row: (row.start, row.actor))),
        contacts=contacts(intervals, ordered),
        scans=tuple(scans),
        header=header,
        opened=opened,
    )
    comments = sum(bool(row.comment) for row in one.intervals) + sum(bool(row.comment) for row in one.points)
    everything: tuple[Interval | Point, ...] = (*one.intervals, *one.points)
    modifiers = sum(name not in said.subjects for row in everything for name in row.mods if name)
    return Translated(session, Left(left_out, overlapping / 60_000, comments, modifiers, traits))


def _tokens(one: Recording, said: Meanings) -> dict[str, str]:
    """Name -> token, numbered in the order in which subjects are first met."""
    first: dict[str, int] = {}
    for at, name in sorted(
        [(row.start, row.actor) for row in one.intervals]
        + [(row.at, row.actor) for row in one.points]
        + [(row.start, name) for row in one.contacts for name in row.members]
    ):
        first.setdefault(name, at)
    found: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for name in sorted(
        {*first, *(actor.token for actor in one.actors)}, key=lambda name: (first.get(name, 1 << 60), name)
    ):
        role = said.subjects.get(name, "other")
        if role == OUT or role not in ROLES:
            continue
        numbers[role] = numbers.get(role, 0) + 1
        found[name] = f"{LETTER[role]}{numbers[role]:02d}" if role == FAMILY else f"{LETTER[role]}{numbers[role]}"
    return found


Pointed = tuple[str, Point]


def _events(
    one: Recording, said: Meanings, tokens: dict[str, str], begin: int
) -> tuple[list[Interval], list[Pointed], dict[str, list[Mark]], int]:
    """States by track, moments (and moments that begin a state), marks of coming and going, and how many events were left out."""
    states: list[Interval] = []
    points: list[Pointed] = []
    marks: dict[str, list[Mark]] = {}
    left_out = 0
    rows: tuple[Interval | Point, ...] = (*one.intervals, *one.points)
    for row in rows:
        kind, code = _kind(said.codes.get(row.code, OUT), row.code)
        token = tokens.get(row.actor)
        if token is None or kind == OUT:
            left_out += 1
            continue
        with_ = tuple(
            dict.fromkeys(tokens[name] for name in (*row.mods, *row.with_) if name in tokens and tokens[name] != token)
        )
        start = (row.start if isinstance(row, Interval) else row.at) - begin
        end = row.stop - begin if isinstance(row, Interval) else None
        cut = isinstance(row, Interval) and row.cut_stop
        if kind in {ARRIVES, LEAVES}:
            marks.setdefault(token, []).append((start, "comes" if kind == ARRIVES else "goes"))
        elif kind == THERE:
            already = start == 0 and isinstance(row, Interval)
            marks.setdefault(token, []).append((start, "was there" if already else "comes"))
            if end is not None and not cut:
                marks[token].append((end, "goes"))
        elif kind == "moment" or end is None:
            points.append((kind, Point(token, code, start, with_=with_)))
        else:
            track = ZONE if kind == ZONE else ACTIVITY
            states.append(Interval(token, track, code, start, end, cut_stop=cut, with_=with_))
    return states, points, marks, left_out


def _kind(meaning: str, name: str) -> tuple[str, str]:
    """What becomes of a code, and what it is called then."""
    own = {OWN_ACTIVITY: ACTIVITY, OWN_ZONE: ZONE, OWN_MOMENT: "moment"}
    if meaning in own:
        return own[meaning], name[:LONGEST].strip() or UNNAMED
    kind, _, code = meaning.partition(":")
    return kind, code


def _by_track(states: list[Interval], points: list[Pointed], stop: int) -> dict[tuple[str, str], list[Interval]]:
    """States by actor and track. A moment that begins a state (a live coder's key) holds until the next of that track."""
    found: dict[tuple[str, str], list[Interval]] = {}
    for state in states:
        found.setdefault((state.actor, state.track), []).append(state)
    begun: dict[tuple[str, str], list[Point]] = {}
    for kind, point in points:
        if kind != "moment":
            begun.setdefault((point.actor, ZONE if kind == ZONE else ACTIVITY), []).append(point)
    for (actor, track), ordered in begun.items():
        ordered.sort(key=lambda point: point.at)
        ends = [*(point.at for point in ordered[1:]), stop]
        found.setdefault((actor, track), []).extend(
            Interval(actor, track, point.code, point.at, end, cut_stop=end == stop, with_=point.with_)
            for point, end in zip(ordered, ends, strict=True)
            if end > point.at
        )
    return found


def _visits(token: str, marks: list[Mark], rows: Iterable[Interval | Point], stop: int) -> list[Visit]:
    times = [
        at
        for row in rows
        if row.actor == token
        for at in ((row.start, row.stop) if isinstance(row, Interval) else (row.at,))
    ] + [at for at, _ in marks]
    return visits(token, marks, min(times), max(times), stop) if times else []


def _sightings(one: Recording, said: Meanings, tokens: dict[str, str], begin: int) -> list[Interval]:
    """Contacts of a file that has nothing else: a track for each pair, because somebody may be with several at once."""
    found = []
    for row in one.contacts if not one.intervals and not one.points else ():
        kind, code = _kind(said.codes.get(row.code, OUT), row.code)
        members = sorted(tokens[name] for name in row.members if name in tokens)
        if len(members) > 1 and kind == ACTIVITY:
            first, others = members[0], tuple(members[1:])
            track = f"contact {' '.join(others)}"
            found.append(Interval(first, track, code, row.start - begin, row.stop - begin, with_=others))
    return found


def _scans(one: Recording, said: Meanings, begin: int) -> tuple[list[ScanLine], int]:
    """Lines of zones with their counts of people; what somebody guessed about people is not kept."""
    found, traits = [], 0
    for line in one.scans:
        kind, zone = _kind(said.places.get(line.zone, OUT), line.zone)
        if kind != ZONE:
            continue
        people = tuple(
            (name[:LONGEST], count) for name, count in line.people if not name.lower().startswith(NEVER_KEPT)
        )
        traits += len(line.people) - len(people)
        found.append(replace(line, at=line.at - begin, zone=zone, people=people))
    return found, traits
