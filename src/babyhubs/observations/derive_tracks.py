"""Who is there, where, and what holds in each track, as operations go by in the order of what happened."""

from dataclasses import dataclass, field, replace

from babyhubs.observations.log.operation import Operation
from babyhubs.observations.records import ZONE, Interval, Visit
from babyhubs.observations.spans import Span, union

_EVENTS = ("arrive", "present", "leave", "hide", "show", "zone", "code")


@dataclass
class _Open:
    """A state that holds: the operation that began it, and whether it held before observation began."""

    began: Operation
    start: int
    cut: bool


@dataclass
class _Stay:
    start: int
    cut: bool
    since: int | None = None


@dataclass
class Tracks:
    """Take operations in their order, then ask for what they add up to. stop: when observation ended."""

    stop: int
    tokens: set[str] = field(default_factory=set)
    _open: dict[tuple[str, str], _Open] = field(default_factory=dict)
    _done: list[Interval] = field(default_factory=list)
    _there: dict[str, _Stay] = field(default_factory=dict)
    _visits: list[Visit] = field(default_factory=list)
    _away: dict[str, int] = field(default_factory=dict)
    _hidden: dict[str, list[Span]] = field(default_factory=dict)

    def take(self, one: Operation) -> None:
        """An operation about an actor; others are not of this module's concern."""
        if one.kind not in _EVENTS or one.when > self.stop:
            return
        self.tokens.add(one.actor)
        if one.kind == "leave":
            self._leave(one)
            return
        if one.kind in {"arrive", "present"}:
            # tapped again while there: nothing new
            since = one.value.get("since_ms")
            self._there.setdefault(one.actor, _Stay(one.when, one.kind == "present", since))
        self.noticed(one)
        if one.kind == "hide":
            self._away.setdefault(one.actor, one.when)
        elif one.actor in self._away:  # seen again, whether or not somebody tapped so
            self._hidden.setdefault(one.actor, []).append((self._away.pop(one.actor), one.when))
        if one.zone:
            self._begin(one, ZONE, one.zone)
        if one.kind == "code":
            self._begin(one, one.track, one.code)

    def noticed(self, one: Operation) -> None:
        """Somebody of whom no arrival was seen came in unseen: a visit whose start is not known."""
        if one.actor and one.when <= self.stop:
            self.tokens.add(one.actor)
            self._there.setdefault(one.actor, _Stay(one.when, True))

    def intervals(self) -> tuple[Interval, ...]:
        """Every interval; what still holds is cut at the end."""
        for actor, track in list(self._open):
            self._end(actor, track, self.stop, cut=True)
        return tuple(sorted(self._done, key=lambda one: (one.start, one.actor, one.track, one.stop, one.code)))

    def visits(self, families: set[str]) -> tuple[Visit, ...]:
        """Every visit. Others than families have one only where coming or going was recorded: else they are there throughout."""
        still = [Visit(actor, stay.start, self.stop, stay.cut, True, stay.since) for actor, stay in self._there.items()]
        recorded = {one.actor for one in self._visits} | {actor for actor, stay in self._there.items() if not stay.cut}
        found = [one for one in (*self._visits, *still) if one.actor in families and one.stop > one.start]
        for one in (*self._visits, *still):
            if one.actor in recorded and one.actor not in families:
                # a practitioner of whom no arrival was recorded was there when the doors opened
                found.append(replace(one, start=0) if one.cut_start else one)
        return tuple(sorted(found, key=lambda one: (one.start, one.actor)))

    def hidden(self) -> dict[str, tuple[Span, ...]]:
        """When each actor was out of view."""
        for actor, since in self._away.items():
            self._hidden.setdefault(actor, []).append((since, self.stop))
        self._away = {}
        return {actor: tuple(union(spans)) for actor, spans in sorted(self._hidden.items())}

    def _leave(self, one: Operation) -> None:
        for actor, track in list(self._open):
            if actor == one.actor:
                self._end(actor, track, one.when, cut=False)
        if one.actor in self._away:
            self._hidden.setdefault(one.actor, []).append((self._away.pop(one.actor), one.when))
        stay = self._there.pop(one.actor, None)
        if stay is None and not any(before.actor == one.actor for before in self._visits):
            stay = _Stay(one.when, True)  # nobody saw it come
        if stay is not None:
            self._visits.append(Visit(one.actor, stay.start, one.when, stay.cut, False, stay.since))

    def _begin(self, one: Operation, track: str, code: str) -> None:
        now = self._open.get((one.actor, track))
        if now is not None:
            began = now.began
            same = code == (began.zone if track == ZONE else began.code)
            if same and (track == ZONE or (one.with_, one.mods) == (began.with_, began.mods)):
                return
            self._end(one.actor, track, one.when, cut=False)
        if code:
            stay = self._there[one.actor]
            self._open[one.actor, track] = _Open(one, one.when, stay.cut and stay.start == one.when)

    def _end(self, actor: str, track: str, when: int, *, cut: bool) -> None:
        now = self._open.pop((actor, track))
        if when <= now.start:
            return
        one, of_code = now.began, track != ZONE
        self._done.append(
            Interval(
                actor,
                track,
                one.code if of_code else one.zone,
                now.start,
                when,
                now.cut,
                cut,
                one.mods if of_code else (),
                one.with_ if of_code else (),
                one.at_ms is not None,
                one.certainty == "unsure",
            )
        )
