"""Candidates and hubs of today as the sites of the siting question, by latitude and longitude."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from babyhubs.errors import InputError
from babyhubs.reports.evaluation.places_file import Sites
from babyhubs.reports.measures.table import Table
from babyhubs.workbench.evaluation.tables.reading import frame
from babyhubs.workbench.hubs.place import centre

SAME = 0.0015  # degrees: about 150 metres; a candidate that near to a hub of today is that hub
DETAILS = ("kind", "address", "postcode", "telephone")


@dataclass(frozen=True)
class Candidate:
    """A place where a hub could open, and how to reach who answers for it."""

    name: str
    latitude: float
    longitude: float
    details: tuple[tuple[str, str], ...]


def candidates(table: Any) -> list[Candidate]:
    """The places of a table that somebody brought."""
    read = Table(frame(table), table.name)
    names = read.texts("site")
    blank = [number for number, name in enumerate(names, start=2) if not name]
    twice = {name for name in names if names.count(name) > 1 and name}
    if blank or twice:
        raise InputError(
            "A place has no name." if blank else f"{min(twice)} stands twice.",
            where=f"{table.name}, row {blank[0]}" if blank else table.name,
            remedy="Give each place a name of its own.",
        )
    extra = {name: read.texts(name) for name in DETAILS if read.has(name)}
    where = _where(read, extra.get("postcode"))
    return [
        Candidate(str(name), *where[row], tuple((key, text[row] or "") for key, text in extra.items() if text[row]))
        for row, name in enumerate(names)
    ]


def sites(hubs: Iterable[Any], those: Iterable[Candidate]) -> tuple[Sites, list[Candidate]]:
    """Hubs of today first, then the candidates that are not one of them; and these candidates."""
    there = [hub for hub in hubs if hub.closed is None and hub.latitude is not None and hub.longitude is not None]
    if not there:
        raise InputError(
            "No hub of today has a place on the map.",
            where="the hubs",
            remedy="Add postcode or latitude and longitude to each hub.",
        )
    new = [one for one in those if not any(_same(one, hub) for hub in there)]
    if not new:
        raise InputError(
            "Every place of the list is a hub already.",
            where="the list of places",
            remedy="Bring a list with places where there is none.",
        )
    x = np.array([*(hub.longitude for hub in there), *(one.longitude for one in new)])
    y = np.array([*(hub.latitude for hub in there), *(one.latitude for one in new)])
    opened = np.array([True] * len(there) + [False] * len(new))
    taken = {hub.name for hub in there}
    names = (*(hub.name for hub in there), *(f"{one.name} (place)" if one.name in taken else one.name for one in new))
    return Sites(names, opened, x, y, True), new


def _same(one: Candidate, hub: Any) -> bool:
    return abs(one.latitude - hub.latitude) < SAME and abs(one.longitude - hub.longitude) < SAME


def _where(read: Table, postcodes: list[str | None] | None) -> list[tuple[float, float]]:
    if read.has("lat") and read.has("lon"):
        latitude, longitude = read.numbers("lat"), read.numbers("lon")
        for name, values in (("lat", latitude), ("lon", longitude)):
            read.refuse_rows(name, np.isnan(values), "is no place")
        return list(zip(latitude.tolist(), longitude.tolist(), strict=True))
    if postcodes is None:
        raise InputError(
            "The table does not say where the places are.",
            where=read.where,
            remedy="Add the columns lat and lon, or postcode.",
        )
    found = [centre(code or "") for code in postcodes]
    for row, one in enumerate(found, start=2):
        if one is None:
            raise InputError(
                f"{postcodes[row - 2]!r} is no postcode that is known here.", where=f"{read.where}, row {row}, column postcode",
                remedy="Add the columns lat and lon.",
            )  # fmt: skip
    return [one for one in found if one is not None]
