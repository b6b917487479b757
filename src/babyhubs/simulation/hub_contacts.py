"""The visits as contacts at a hub, and the head-count that somebody made in the room."""

import numpy as np
import polars as pl

from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.attendance import Attendance
from babyhubs.simulation.births import Births
from babyhubs.simulation.days import day_number, weekday
from babyhubs.simulation.hubs import Hubs
from babyhubs.simulation.randomness import Bools, Ints, stream
from babyhubs.simulation.rows import HUB_VISIT, contact_rows
from babyhubs.simulation.settings import Settings


def hub_contacts(settings: Settings, visits: Attendance, service: Hubs, hub: Ints) -> pl.DataFrame:
    """Recorded visits, and the few who came too late to be seen (attendance 7)."""
    rng = stream(settings.seed, "hub contacts")
    came = visits.visits & visits.seen
    recorded = came & (rng.random(came.shape) < settings.capture)
    turned_away = ~came & visits.seen & (rng.random(came.shape) < assumptions()["hubs"]["turned_away"])
    family, week = np.nonzero(recorded | turned_away)
    where = hub[family]
    seen = recorded[family, week]
    late = rng.random(len(family)) < 0.06
    at_centre = rng.random(service.open.height) < 0.8
    opens = np.array([_minute(clock) for clock in service.open["opens"]])
    return contact_rows(
        family,
        visits.days[family, week],
        kind=HUB_VISIT,
        minute=opens[where] + rng.integers(0, 120, len(family)),
        venue=service.open["name"].to_numpy().astype(np.str_)[where],
        activity=np.where(rng.random(len(family)) < 0.7, "04", "12"),
        medium="01",
        location=np.where(at_centre, "K01", "N02")[where],
        attendance=np.where(seen, np.where(late, "6", "5"), "7"),
        minutes=np.where(seen, rng.integers(5, 41, len(family)), 0),
    )


def head_counts(settings: Settings, visits: Attendance, born: Births, service: Hubs, hub: Ints) -> pl.DataFrame:
    """Babies in the room at every session of the window, whether or not the record has them."""
    start, end = day_number(settings.start), day_number(settings.end)
    window = np.arange(start, end)
    sessions = pl.concat(
        pl.DataFrame({"hub_id": name, "day": window[np.isin(weekday(window), days)]})
        for name, days in zip(service.open["hub_id"], service.days, strict=True)
    )
    came: Bools = visits.visits & visits.seen
    family, week = np.nonzero(came)
    counted = (
        pl.DataFrame(
            {
                "hub_id": service.open["hub_id"].to_numpy().astype(np.str_)[hub[family]],
                "day": visits.days[family, week],
                "babies": np.where(born.twins[family], 2, 1),
            }
        )
        .group_by("hub_id", "day")
        .agg(head_count=pl.col("babies").sum())
    )
    return sessions.join(counted, on=["hub_id", "day"], how="left").with_columns(pl.col("head_count").fill_null(0))


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
