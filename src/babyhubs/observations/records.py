"""What a session says once its operations are read: visits, intervals, points, contacts, scans, notes, coverage.

Times are milliseconds from the opening. An interval or visit that was there before observation began (`cut_start`), or still
going on when it ended (`cut_stop`), is censored: its length is a lower bound, never a mistake.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from babyhubs.observations.spans import Span, common, length, union, without

ZONE = "zone"  # the track of where somebody is
ACTIVITY = "activity"
FAMILY = "family"
NOBODY = ""  # an observation without a focal actor


@dataclass(frozen=True, slots=True)
class Actor:
    """A token of one session. `said`: what the adult said at welcome ("dad"); never guessed."""

    token: str
    role: str
    members: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A code that held in a track; `with_` are the other actors. late: entered afterwards. unsure: the observer was."""

    actor: str
    track: str
    code: str
    start: int
    stop: int
    cut_start: bool = False
    cut_stop: bool = False
    mods: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    late: bool = False
    unsure: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Something without length."""

    actor: str
    code: str
    at: int
    zone: str = ""
    mods: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    late: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """From coming to going. cut_start: there already when noticed. cut_stop: still there at the end (censored).

    since: milliseconds that it had been there before `start`, where somebody knows (a door log); None where nobody does.
    """

    actor: str
    start: int
    stop: int
    cut_start: bool
    cut_stop: bool
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """An episode between actors, or with a length of 0 a moment (`introduced`)."""

    members: tuple[str, ...]
    code: str
    start: int
    stop: int
    zone: str = ""


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One line of one scan. status: "seen", "not visible", "missed" or "ended" (it was made). people: counts by role, of a zone."""

    scan: int
    at: int
    actor: str
    zone: str
    code: str
    status: str
    with_: tuple[str, ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A tap on the plan, in ten-thousandths of its width and height."""

    actor: str
    at: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Note:
    """A field note."""

    at: int
    text: str
    actor: str = ""
    zone: str = ""
    late: bool = False


@dataclass(frozen=True)
class Recording:
    """One session of one observer. `gaps`: stretches that nobody observed. `hidden`: out of view, by actor.

    header: the session's context as the log's opening has it; of other programs' files, what they say of the observation.
    source: digest of what it was read from. warnings: what a reader of any figure must know (an unfinished log ...).
    """

    name: str
    start: int
    stop: int
    actors: tuple[Actor, ...]
    intervals: tuple[Interval, ...] = ()
    points: tuple[Point, ...] = ()
    visits: tuple[Visit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    scans: tuple[ScanLine, ...] = ()
    positions: tuple[Position, ...] = ()
    notes: tuple[Note, ...] = ()
    gaps: tuple[Span, ...] = ()
    hidden: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    opened: str = ""
    source: str = ""
    warnings: tuple[str, ...] = ()

    @cached_property
    def observed(self) -> list[Span]:
        """When somebody observed."""
        return without(union([(self.start, self.stop)]), list(self.gaps))

    @cached_property
    def coverage(self) -> dict[str, list[Span]]:
        """When each actor was there, in view, and observed: the denominator of everything.

        A family is there during its visits. Anybody else is there throughout, unless arrivals or departures were recorded.
        """
        there: dict[str, list[Span]] = {}
        for visit in self.visits:
            there.setdefault(visit.actor, []).append((visit.start, visit.stop))
        observed = self.observed
        found = {}
        for one in self.actors:
            spans = union(there.get(one.token, [] if one.role == FAMILY else [(self.start, self.stop)]))
            found[one.token] = without(common(spans, observed), list(self.hidden.get(one.token, ())))
        return found

    def observed_ms(self, one: Interval) -> int:
        """How much of an interval was observed."""
        return length(common([(one.start, one.stop)], self.coverage.get(one.actor, self.observed)))

    @cached_property
    def roles(self) -> dict[str, str]:
        """The role of each actor."""
        return {one.token: one.role for one in self.actors}

    def role(self, token: str) -> str:
        """The role of an actor; "other" where it was never introduced."""
        return self.roles.get(token, "other")

    @property
    def occasion(self) -> str:
        """The clinic and day that two observers share."""
        return str(self.header.get("occasion") or self.name)

    @property
    def label(self) -> str:
        """What a person would call the session: clinic, day and observer; else the name that its file gives it."""
        return f"{self.occasion} {self.observer}".strip()

    @property
    def hub(self) -> str:
        """The hub's code."""
        return str(self.header.get("hub") or "")

    @property
    def model(self) -> str:
        """social, transitional or traditional; "" where the file does not say."""
        return str(self.header.get("model") or "")

    @property
    def observer(self) -> str:
        """The observer's code."""
        return str(self.header.get("observer") or "")
