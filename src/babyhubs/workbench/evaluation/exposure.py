"""What changed when, from the log of the hubs, as the evaluation counts it: the first adoption of a part of the model starts a hub."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babyhubs.workbench.evaluation.models import Event
from babyhubs.workbench.hubs.kinds import kinds
from babyhubs.workbench.hubs.log import standing
from babyhubs.workbench.hubs.models import Hub

# What a part becomes when it is adopted. Its opposite (ended, shorter hours, the old layout again) starts nothing.
ADOPTED = {
    "model": ("social",),
    "layout": ("new layout",),
    "self-weighing": ("begun",),
    "circle": ("begun",),
    "peer-supporter": ("begun",),
    "staffing": ("more",),
    "hours": ("longer",),
}
FOR_GOOD = date(9999, 12, 31)
CLOSURE = "closure"  # evaluation.change_log.CLOSURE: the pages do not load what computes


@dataclass(frozen=True, slots=True)
class Dated:
    """One dated entry of any kind. hub: its code, "" for all. what: a key of ADOPTED, or an event. part: of the model, adopted."""

    hub: str
    on: date
    what: str
    title: str
    part: bool
    until: date | None = None
    note: str = ""


@cache
def parts() -> tuple[tuple[str, str], ...]:
    """The parts of the model that can count as the change: key, title."""
    return tuple((key, kind.title) for key, kind in kinds().items() if key in ADOPTED)


def hubs_with_logs(programme: Any) -> list[Hub]:
    """The hubs with their logs, in two queries."""
    return list(Hub.objects.filter(programme=programme).prefetch_related("changes").order_by("code"))


def events_of(programme: Any) -> list[Event]:
    """What else happened, as it stands."""
    return list(Event.objects.filter(programme=programme, withdrawn_at=None).select_related("hub"))


def dated(hubs: Iterable[Hub], events: Iterable[Event]) -> list[Dated]:
    """Everything with a day, in order of days."""
    found = [
        Dated(hub.code, one.on, one.kind, f"{kinds()[one.kind].title}: {one.became}", one.became in ADOPTED.get(one.kind, ()), note=one.note)
        for hub in hubs
        for one in standing(hub.changes.all())
        if one.on is not None
    ]  # fmt: skip
    found += [
        Dated(hub.code, hub.closed, CLOSURE, "Closed for good", part=False, until=FOR_GOOD)
        for hub in hubs
        if hub.closed
    ]
    found += [
        Dated(one.hub.code if one.hub else "", one.on, one.what, one.what.capitalize(), False, one.until, one.note)
        for one in events
    ]
    return sorted(found, key=lambda one: (one.on, one.hub, one.what))


def starts(entries: Iterable[Dated], counts: Sequence[str]) -> dict[str, date]:
    """The day on which each hub changed: its first adoption of a part that counts. counts: keys of ADOPTED, () for all."""
    found: dict[str, date] = {}
    for one in entries:
        if one.part and (not counts or one.what in counts):
            found.setdefault(one.hub, one.on)
    return found


def as_log(entries: Iterable[Dated], counts: Sequence[str], there: Iterable[str]) -> list[Any]:
    """The entries as `evaluation.change_log` reads them, of hubs that the table has. For the worker."""
    from babyhubs.evaluation.change_log import EVENTS, Entry  # noqa: PLC0415 - heavy, and for the worker alone

    known = {"", *there}
    return [
        Entry(one.hub, one.on, one.what.replace("-", " ") if one.what == "peer-supporter" else one.what, one.until)
        for one in entries
        if one.hub in known and (one.what in EVENTS or (one.part and (not counts or one.what in counts)))
    ]
