"""About 30 hubs at real children's centres: where, on which weekdays, traditional or social, and how people spell them.

Sites are chosen greedily so that infants live near one (the p-median heuristic), which is how a service would spread
what it has. The places are real; that a hub is held there, when and how, is invented.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.columns import COLUMNS
from babyhubs.simulation.days import WEEKDAYS
from babyhubs.simulation.geography import Geography, kilometres
from babyhubs.simulation.randomness import Floats, Ints, stream
from babyhubs.simulation.settings import Settings
from babyhubs.simulation.spellings import spellings


@dataclass(frozen=True)
class Hubs:
    """The venue table, and for the hubs that are open in the window their weekdays and the distance from each area."""

    table: pl.DataFrame
    open: pl.DataFrame
    days: list[list[int]]
    distance: Floats  # areas x open hubs, kilometres


def hubs(settings: Settings, place: Geography) -> Hubs:
    """The hubs of a service. One of the table closed before the window: an old venue that exports still mention."""
    rng = stream(settings.seed, "hubs")
    invented = assumptions()["hubs"]
    chosen = _spread(place, invented["number"] + 1)
    sites = place.venues[chosen].with_columns(closes_early=pl.Series(np.arange(len(chosen)) == len(chosen) - 1))
    sites = sites.sort("venue_id")
    days = [_weekdays(rng, invented["second_weekday"]) for _ in range(sites.height)]
    rows = [
        _hub(rng, settings, site, number, opening)
        for number, (site, opening) in enumerate(zip(sites.iter_rows(named=True), days, strict=True), start=1)
    ]
    spelt = spellings([str(row["name"]) for row in rows])
    for row, others in zip(rows, spelt, strict=True):
        row["spellings"] = "|".join(others)
    table = pl.DataFrame(rows, schema_overrides={"opened": pl.Date, "closed": pl.Date, "model_changed": pl.Date})
    table = table.select(COLUMNS["hubs"].keys())
    is_open = table["closed"].is_null()
    still = table.filter(is_open)
    distance = kilometres(
        place.column("latitude"), place.column("longitude"), still["latitude"].to_numpy(), still["longitude"].to_numpy()
    )
    return Hubs(table, still, [day for day, keep in zip(days, is_open, strict=True) if keep], distance)


def choose(rng: np.random.Generator, service: Hubs, area: Ints) -> tuple[Ints, Ints]:
    """The hub that each family goes to if it goes (mostly the nearest) and the weekday that suits it."""
    shares = np.array(assumptions()["hubs"]["chosen"])
    rank = rng.choice(len(shares), len(area), p=shares)
    nearest = np.argsort(service.distance, axis=1, kind="stable")
    hub = nearest[area, rank]
    first = np.array([days[0] for days in service.days])[hub]
    last = np.array([days[-1] for days in service.days])[hub]
    return hub, np.where(rng.random(len(area)) < 0.5, first, last)


def _spread(place: Geography, number: int) -> list[int]:
    to_venues = kilometres(
        place.column("latitude"),
        place.column("longitude"),
        place.venues["latitude"].to_numpy(),
        place.venues["longitude"].to_numpy(),
    )
    infants = place.column("infants")[:, None]
    nearest = np.full((len(infants), 1), np.inf)
    chosen: list[int] = []
    for _ in range(number):
        walked = (infants * np.minimum(nearest, to_venues)).sum(axis=0)
        walked[chosen] = np.inf
        best = int(np.argmin(walked))
        chosen.append(best)
        nearest = np.minimum(nearest, to_venues[:, best : best + 1])
    return chosen


def _weekdays(rng: np.random.Generator, second: float) -> list[int]:
    number = 2 if rng.random() < second else 1
    return sorted(int(day) for day in rng.choice(5, number, replace=False))


def _hub(
    rng: np.random.Generator, settings: Settings, site: dict[str, object], number: int, days: list[int]
) -> dict[str, object]:
    opens, closes = [("09:30", "11:30"), ("10:00", "12:00"), ("13:00", "15:00")][int(rng.integers(3))]
    social = rng.random() < assumptions()["hubs"]["social_model"]
    changed = settings.start + timedelta(days=int(rng.integers(-400, 300)))
    opened = date(int(rng.integers(2012, 2023)), int(rng.integers(1, 13)), 1)
    return {
        "hub_id": site["venue_id"],
        "name": site["name"],
        "postcode": site["postcode"],
        "latitude": site["latitude"],
        "longitude": site["longitude"],
        "weekdays": " ".join(WEEKDAYS[day] for day in days),
        "opens": opens,
        "closes": closes,
        "opened": opened if rng.random() < 0.6 else None,
        "closed": settings.start - timedelta(days=62) if site["closes_early"] else None,
        "model": "social" if social else "traditional",
        "model_changed": changed if social else None,
        "site_code": f"SIM{number:02d}",
    }
