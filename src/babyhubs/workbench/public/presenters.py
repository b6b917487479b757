"""Hubs as parents read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q
from django.utils.text import slugify

from babyhubs.workbench.hubs.hubs_file import week_of
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.hubs.place import language_names
from babyhubs.workbench.hubs.week import Session
from babyhubs.workbench.public.near import Point, miles
from babyhubs.workbench.public.reading import Reader
from babyhubs.workbench.public.texts import ENGLISH, OTHERS, texts

YES = "yes"
NEAREST = 0.1  # of a mile: a postcode is no closer known


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a parent looks for. near: None where nobody said, or where it is not known."""

    near: Point | None = None
    today: bool = False
    step_free: bool = False
    speaks: str = ""


@dataclass(frozen=True, slots=True)
class HubShown:
    """One hub. today: its times on this day, "" where it is closed or they are not known. week: day and times."""

    name: str
    slug: str
    place: str
    away: str
    open_today: bool
    today: str
    week: list[tuple[str, str]]
    step_free: str
    parking: str
    bus: str
    languages: str
    opens_on: str

    @property
    def times_known(self) -> bool:
        """Whether at least one day has its times."""
        return any(times for _, times in self.week)


def hubs_of(reader: Reader, today: date) -> list[Hub]:
    """The public hubs of a programme that have not closed, in two queries."""
    if not (reader.site.hubs or reader.preview):
        return []
    still = Q(closed=None) | Q(closed__gt=today)
    return list(Hub.objects.filter(still, programme=reader.site.programme_id).prefetch_related("opening_times"))


def slug_of(hub: Hub) -> str:
    """Its part of the address: the identifier, which does not change when a hub gets another name."""
    return slugify(hub.code) or str(hub.pk)


def found(reader: Reader, hubs: Iterable[Hub], wanted: Wanted, today: date) -> list[HubShown]:
    """The hubs that fit: the nearest first, or by name."""
    fits = [
        hub
        for hub in hubs
        if (not wanted.today or _open_on(hub, today))
        and (not wanted.step_free or hub.step_free == YES)
        and (not wanted.speaks or wanted.speaks in hub.languages.split())
    ]
    fits.sort(key=lambda hub: (_away(hub, wanted.near), hub.name.casefold()))
    return [shown(reader, hub, today, wanted.near) for hub in fits]


def spoken(hubs: Iterable[Hub]) -> list[tuple[str, str]]:
    """The languages of all teams, to choose from, each by its own name where we have it."""
    codes = {code for hub in hubs for code in hub.languages.split()}
    return sorted(((code, language_name(code)) for code in codes), key=lambda one: one[1].casefold())


def language_name(code: str) -> str:
    """A language by its own name, or by its English one."""
    return texts(code).own_name if code in (ENGLISH, *OTHERS) else language_names(code)[0]


def shown(reader: Reader, hub: Hub, today: date, near: Point | None = None) -> HubShown:
    """One hub."""
    times: dict[int, list[str]] = {}
    for one in week_of(hub):
        times.setdefault(one.weekday, []).append(_hours(one, reader.t.language))
    away = _away(hub, near)
    return HubShown(
        name=hub.name,
        slug=slug_of(hub),
        place=", ".join(filter(None, (hub.address, hub.postcode.replace(" ", "\N{NO-BREAK SPACE}")))),
        away=f"{max(away, NEAREST):.1f}" if near and away < float("inf") else "",
        open_today=_open_on(hub, today),
        today=", ".join(filter(None, times.get(today.weekday(), []))) if _open_on(hub, today) else "",
        week=[(reader.t(f"days.{day}"), ", ".join(filter(None, said))) for day, said in sorted(times.items())],
        step_free=hub.step_free or "unknown",
        parking=hub.parking,
        bus=hub.bus,
        languages=", ".join(language_name(code) for code in hub.languages.split()),
        opens_on=f"{hub.opened:%d/%m/%Y}" if hub.opened and hub.opened > today else "",
    )


def _open_on(hub: Hub, day: date) -> bool:
    begun = hub.opened is None or hub.opened <= day
    return begun and any(one.weekday == day.weekday() for one in hub.opening_times.all())


def _away(hub: Hub, near: Point | None) -> float:
    if near is None or hub.latitude is None or hub.longitude is None:
        return float("inf")
    return miles(near, (hub.latitude, hub.longitude))


def _hours(one: Session, language: str) -> str:
    """In English as people say it, 9:30am to 11am; elsewhere by the 24-hour clock, which reads the same everywhere."""
    if one.opens is None or one.closes is None:
        return ""
    if language != ENGLISH:
        return f"{one.opens:%H:%M}–{one.closes:%H:%M}"
    return f"{_clock(one.opens)} to {_clock(one.closes)}"


def _clock(at: time) -> str:
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
