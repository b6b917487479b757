"""Hubs as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from babyhubs.workbench.hubs import week
from babyhubs.workbench.hubs.hubs_file import week_of
from babyhubs.workbench.hubs.kinds import HOURS, kinds
from babyhubs.workbench.hubs.log import model_of, standing
from babyhubs.workbench.hubs.models import ANSWERS, Change, Hub
from babyhubs.workbench.hubs.place import language_names
from babyhubs.workbench.programme.models import Programme


@dataclass(frozen=True, slots=True)
class HubLine:
    """One line of the directory."""

    name: str
    address: str
    meets: str
    model: str
    changed: date | None
    closed: bool


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One entry of the log. standing: whether it holds, or was corrected or withdrawn later."""

    number: int
    what: str
    became: str
    on: date | None
    note: str
    written: datetime
    by: str
    corrects: int | None
    withdrawn: bool
    standing: bool
    correct: str


def hubs_of(programme: Programme) -> list[Hub]:
    """The hubs of a programme with all that their lines need, in three queries."""
    return list(Hub.objects.filter(programme=programme).prefetch_related("opening_times", "changes"))


def lines(hubs: Iterable[Hub]) -> list[HubLine]:
    """The directory."""
    return [_line(hub) for hub in hubs]


def facts(hub: Hub) -> list[tuple[str, str]]:
    """What a hub is, in the order of its page."""
    said = dict(ANSWERS)
    place = ", ".join(filter(None, (hub.address, hub.postcode)))
    known = hub.latitude is not None and hub.longitude is not None
    model, changed = model_of(hub.changes.all())
    since = f", since {changed.day} {changed:%B %Y}" if changed else ""
    rows = [
        ("Identifier", hub.code),
        ("Where", place or "Not written down"),
        ("On the map", f"{hub.latitude:.5f}, {hub.longitude:.5f}" if known else "Not known"),
        ("Model", f"{model.capitalize()}{since}" if model else "Not known"),
        ("Without a step", said[hub.step_free]),
        ("Parking", said[hub.parking]),
        ("Bus", hub.bus or "Not written down"),
        ("Languages spoken", ", ".join(language_names(hub.languages)) or "Not written down"),
        ("Other names in the records", ", ".join(filter(None, hub.spellings.split("|"))) or "None"),
    ]
    days = (("First day with a session", hub.opened), ("First day without one", hub.closed))
    return rows + [(title, f"{day.day} {day:%B %Y}") for title, day in days if day]


def timetable(hub: Hub) -> list[tuple[str, str]]:
    """Weekday and times."""
    by_day = week.by_day(week_of(hub))
    return [(week.DAYS[day], "Times not known" if text == week.OPEN else text) for day, text in by_day.items()]


def log(hub: Hub) -> list[ChangeShown]:
    """The log of a hub: newest day first, and of one day the newest entry."""
    entries = list(hub.changes.all())
    numbers = {one.pk: one.number for one in entries}
    held = {one.pk for one in standing(entries)}
    shown = [_shown(hub, one, numbers, held) for one in entries]
    return sorted(shown, key=lambda one: (one.on or date.min, one.number), reverse=True)


def additions(hub: Hub) -> list[tuple[str, str]]:
    """What can be added to the log, with the address of its form. Other hours come with the opening times."""
    return [
        (kind.title, reverse("hub-change", args=[hub.programme_id, hub.pk, kind.key]))
        for kind in kinds().values()
        if kind.key != HOURS
    ] + [(kinds()[HOURS].title, reverse("hub-hours", args=[hub.programme_id, hub.pk]))]


def initial(hub: Hub) -> dict[str, Any]:
    """A hub as its form begins."""
    names = ("code", "name", "address", "postcode", "site_code", "spellings", "step_free", "parking", "bus")
    filled: dict[str, Any] = {name: getattr(hub, name) for name in (*names, "latitude", "longitude")}
    for name in ("opened", "closed"):
        day = getattr(hub, name)
        filled[name] = f"{day:%d/%m/%Y}" if day else ""
    return filled | {"languages": ", ".join(language_names(hub.languages))}


def _line(hub: Hub) -> HubLine:
    model, _ = model_of(hub.changes.all())
    days = [one.on for one in standing(hub.changes.all()) if one.on]
    return HubLine(
        name=hub.name,
        address=reverse("hub", args=[hub.programme_id, hub.pk]),
        meets=week.told(week_of(hub)).replace(f" {week.OPEN}", ""),
        model=model,
        changed=days[-1] if days else None,
        closed=hub.closed is not None,
    )


def _shown(hub: Hub, one: Change, numbers: dict[Any, int], held: set[Any]) -> ChangeShown:
    open_to_correction = one.pk in held
    address = reverse("hub-change-correct", args=[hub.programme_id, hub.pk, one.pk]) if open_to_correction else ""
    return ChangeShown(
        number=one.number,
        what=kinds()[one.kind].title if one.kind in kinds() else one.kind,
        became=one.became,
        on=one.on,
        note=one.note,
        written=one.written_at,
        by=one.written_by,
        corrects=numbers.get(one.corrects_id),
        withdrawn=one.withdrawn,
        standing=one.pk in held,
        correct=address,
    )
