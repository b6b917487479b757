"""Where a postcode or a place is, from the reference tables alone: what a parent types is sent to nobody and kept nowhere."""

import math
import re
from collections.abc import Iterable
from functools import cache

from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.hubs.place import centre

Point = tuple[float, float]

_DISTRICT = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_EARTH = 3958.8  # miles: the mean radius, 6371.0 km


def point(written: str, hubs: Iterable[Hub]) -> Point | None:
    """Latitude and longitude of a full postcode, the first half of one, a ward, a hub or a place in a hub's address."""
    said = " ".join(written.split())
    squeezed = said.upper().replace(" ", "")
    if not squeezed:
        return None
    if found := centre(squeezed):
        return found
    if _DISTRICT.fullmatch(squeezed):
        return _districts().get(squeezed)
    word = said.casefold()
    if found := _wards().get(word):
        return found
    there = [one for one in hubs if word in f"{one.name}, {one.address}".casefold() and one.latitude is not None]
    parts = [where for name, where in _wards().items() if word in re.split(r"\W+", name)]
    return _middle([(one.latitude, one.longitude) for one in there] or parts)


def miles(one: Point, other: Point) -> float:
    """The way as the crow flies (haversine)."""
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, where)) for where in (one, other))
    part = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(part))


@cache
def _districts() -> dict[str, Point]:
    import polars as pl  # noqa: PLC0415 - only when somebody looks for a place

    from babyhubs.reference import postcodes  # noqa: PLC0415

    rows = postcodes.lookup().group_by(pl.col("postcode").str.slice(0, pl.col("postcode").str.len_chars() - 3))
    middles = rows.agg(pl.col("latitude").cast(pl.Float64).mean(), pl.col("longitude").cast(pl.Float64).mean())
    return {district: (latitude, longitude) for district, latitude, longitude in middles.iter_rows()}


@cache
def _wards() -> dict[str, Point]:
    from babyhubs.reference import registry  # noqa: PLC0415 - only when somebody looks for a place

    rows = registry.read("places").join(registry.read("areas_2021"), on="area")
    found: dict[str, list[Point]] = {}
    for name, latitude, longitude in rows.select("ward_name", "latitude", "longitude").iter_rows():
        found.setdefault(name.casefold(), []).append((latitude, longitude))
    return {name: middle for name, parts in found.items() if (middle := _middle(parts))}


def _middle(parts: list[Point]) -> Point | None:
    if not parts:
        return None
    return sum(lat for lat, _ in parts) / len(parts), sum(lon for _, lon in parts) / len(parts)
