"""What a file of another program holds, for somebody who is to say what it means: observations, subjects, codes, places."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from babyhubs.errors import InputError
from babyhubs.observations.records import NOBODY, Actor, Contact, Interval, Point, Recording
from babyhubs.observations.spans import length, union

MOST = {"observations": 40, "subjects": 80, "codes": 80, "places": 40}
MOST_EVENTS = 20_000  # of one observation: a session of ours holds 60,000 operations


@dataclass(frozen=True)
class Name:
    """A name as the file has it: how often, as a state, a moment or a line of a scan, and for how long in all."""

    name: str
    states: int = 0
    moments: int = 0
    scans: int = 0
    minutes: float = 0.0


@dataclass(frozen=True)
class Observation:
    """One observation of the file, by its number from 1. still_open: states that had no end."""

    number: int
    name: str
    opened: str
    observer: str
    minutes: float
    subjects: int
    states: int
    moments: int
    scans: int
    still_open: int


@dataclass(frozen=True)
class Contents:
    """Everything that somebody has to say something about."""

    observations: tuple[Observation, ...]
    subjects: tuple[Name, ...]
    codes: tuple[Name, ...]
    places: tuple[Name, ...]


def with_people(one: Recording) -> Recording:
    """A file without subjects, but with columns (Datavyu): a column is a person, or one of what somebody does."""
    if any(actor.token != NOBODY for actor in one.actors) or not one.header.get("columns"):
        return one
    states = tuple(replace(state, actor=state.track) for state in one.intervals)
    points = tuple(replace(point, actor=point.comment, comment="") for point in one.points)
    rows: tuple[Interval | Point, ...] = (*states, *points)
    tokens = sorted({row.actor for row in rows})
    return replace(one, actors=tuple(Actor(token, "other") for token in tokens), intervals=states, points=points)


def contents(recordings: Sequence[Recording]) -> Contents:
    """What to say something about. A file that holds more than anybody can answer for is refused."""
    found = [with_people(one) for one in recordings]
    made = Contents(
        tuple(_observation(number, one) for number, one in enumerate(found, start=1)),
        _names(found, lambda row: row.actor, everybody=True),
        _names(found, lambda row: row.code),
        _places(found),
    )
    for part, most in MOST.items():
        if (number := len(getattr(made, part))) > most:
            raise InputError(
                f"The file holds {number:,} {part}; {most} at most can be told what they mean.",
                remedy="Take out in the other program what you do not need, or import it piece by piece.",
            )
    for row in made.observations:
        if row.states + row.moments + row.scans > MOST_EVENTS:
            raise InputError(
                f"Observation {row.number} holds more than {MOST_EVENTS:,} events.",
                remedy="Divide it in the other program.",
            )
    return made


def _observation(number: int, one: Recording) -> Observation:
    return Observation(
        number=number,
        name=one.name,
        opened=one.opened,
        observer=one.observer,
        minutes=(one.stop - one.start) / 60_000,
        subjects=len(one.actors),
        states=len(one.intervals),
        moments=len(one.points),
        scans=len(one.scans),
        still_open=sum(state.cut_stop for state in one.intervals),
    )


def _names(found: Iterable[Recording], of: Callable[..., str], *, everybody: bool = False) -> tuple[Name, ...]:
    states: Counter[str] = Counter()
    moments: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    for one in found:
        spans: dict[str, list[tuple[int, int]]] = {}
        for state in one.intervals:
            states[of(state)] += 1
            spans.setdefault(of(state), []).append((state.start, state.stop))
        for name, held in spans.items():
            spent[name] += length(union(held) if everybody else held)
        moments.update(of(point) for point in one.points)
        if everybody:
            states.update({actor.token: 0 for actor in one.actors})
            states.update({token: 0 for contact in one.contacts for token in contact.members})
        else:
            states.update(contact.code for contact in _untapped(one))
    names = sorted(states.keys() | moments.keys())
    return tuple(Name(name, states[name], moments[name], 0, spent[name] / 60_000) for name in names)


def _untapped(one: Recording) -> tuple[Contact, ...]:
    """Contacts of a file that has nothing else (a list of sightings)."""
    return one.contacts if not one.intervals and not one.points else ()


def _places(found: Iterable[Recording]) -> tuple[Name, ...]:
    lines = Counter(line.zone for one in found for line in one.scans if line.zone)
    return tuple(Name(name, scans=number) for name, number in sorted(lines.items()))
