"""Health visiting outside the drop-in: mandated reviews in their windows, extra visits, calls.

More of the extra contacts go where deprivation is high, to lone parents and to the youngest mothers: a family that
is rarely at a hub may be seen often at home, and every table of the audit stands twice for that reason.
None of these falls on the family's hub weekday or on a weekend, so that a family has at most one contact a day.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.births import Births
from babyhubs.simulation.days import to_working_day
from babyhubs.simulation.families import Families
from babyhubs.simulation.geography import Geography
from babyhubs.simulation.randomness import Floats, Ints, Names, stream
from babyhubs.simulation.rows import OTHER, REVIEW, contact_rows

FIRST_EXTRA_DAY = 14


@dataclass(frozen=True)
class Home:
    """Where and on which weekday a family goes to its hub, and its clinic by name."""

    hub_name: Names
    weekday: Ints
    clinic: Names


def reviews(seed: int, born: Births, home: Home) -> pl.DataFrame:
    """New birth, 6 to 8 week, one year and two year reviews; some are missed a week before, some are held at a hub."""
    rng = stream(seed, "reviews")
    frames = []
    for code, rule in assumptions()["reviews"].items():
        done = np.flatnonzero(rng.random(len(born.born)) < rule["done"])
        on_time = rng.random(len(done)) < rule["on_time"]
        early = rng.integers(rule["from"], rule["on_time_to"] + 1, len(done))
        late = rng.integers(rule["on_time_to"] + 1, rule["to"] + 1, len(done))
        day = to_working_day(born.born[done] + np.where(on_time, early, late), home.weekday[done])
        venue, location = _review_place(rng, code, home, done)
        frames.append(
            _rows(
                rng,
                done,
                day,
                kind=REVIEW,
                venue=venue,
                activity=code,
                medium="01",
                location=location,
                attendance="5",
                minutes=rule["minutes"],
            )
        )

        could_be_missed = day - 7 >= born.born[done] + rule["from"]
        first_try = could_be_missed & (rng.random(len(done)) < assumptions()["other"]["not_attended"])
        frames.append(
            _rows(
                rng,
                done[first_try],
                day[first_try] - 7,
                kind=REVIEW,
                venue="Home",
                activity=code,
                medium="01",
                location="A01",
                attendance="3",
                minutes=(0, 0),
            )
        )
    return pl.concat(frames)


def other_contacts(seed: int, born: Births, people: Families, place: Geography, home: Home) -> pl.DataFrame:
    """Extra home visits, telephone and video calls and clinic appointments over the first two years."""
    rng = stream(seed, "other contacts")
    invented = assumptions()["other"]
    more = need(born, people, place) * rng.gamma(1 / invented["variance"], invented["variance"], len(born.born))
    frames = []
    for name, medium, venue, location in (
        ("home_visits", "01", "Home", "A01"),
        ("telephone", "02", "Telephone", "X01"),
        ("video", "11", "Video", "X01"),
        ("clinic", "01", "", "B01"),
    ):
        family = np.repeat(np.arange(len(more)), rng.poisson(invented[name] * more))
        day = to_working_day(born.born[family] + _ages(rng, len(family)), home.weekday[family])
        where = home.clinic[family] if venue == "" else np.full(len(family), venue)
        if name == "telephone":  # some systems book a call under the site that made it: a hub's name, but no hub visit
            where = np.where(rng.random(len(family)) < 0.03, home.hub_name[family], where)
        missed, cancelled = invented["not_attended"], invented["cancelled_by_service"]
        chance = rng.random(len(family))
        attendance = np.where(chance < missed, "3", np.where(chance < missed + cancelled, "4", "5"))
        activity = np.where(rng.random(len(family)) < 0.6, "12", "04")
        frames.append(
            _rows(
                rng,
                family,
                day,
                kind=OTHER,
                venue=where,
                activity=activity,
                medium=medium,
                location=location,
                attendance=attendance,
                minutes=(15, 60),
            )
        )
    return pl.concat(frames)


def need(born: Births, people: Families, place: Geography) -> Floats:
    """How many more extra contacts a family is offered than a family of the middle quintile."""
    invented = assumptions()["other"]
    quintile = place.areas["deprivation_quintile"].to_numpy().astype(np.int64)[born.area]
    by_place = np.array(invented["by_quintile"])[quintile - 1]
    alone = np.where(people.lone_parent, invented["lone_parent"], 1.0)
    youngest: Floats = np.where(people.mother_age < 20, invented["mother_under_20"], 1.0)
    result: Floats = by_place * alone * youngest
    return result


def _ages(rng: np.random.Generator, size: int) -> Ints:
    """Days of age, evenly within bands; none before the first review is due."""
    invented = assumptions()["other"]
    weeks = np.array(invented["ages_in_weeks"])
    band = rng.choice(len(weeks) - 1, size, p=invented["shares"])
    ages = 7 * (weeks[band] + rng.random(size) * np.diff(weeks)[band])
    return np.maximum(ages.astype(np.int64), FIRST_EXTRA_DAY)


def _review_place(rng: np.random.Generator, code: str, home: Home, family: Ints) -> tuple[Names, Names]:
    """The early reviews are at home; the later ones may be at a clinic, or in the hub's rooms by appointment."""
    at_home, at_clinic = {"08": (1.0, 0.0), "09": (0.85, 0.15)}.get(code, (0.45, 0.25))
    chance = rng.random(len(family))
    somewhere_else = np.where(chance < at_home + at_clinic, home.clinic[family], home.hub_name[family])
    location = np.where(chance < at_home + at_clinic, "B01", "K01")
    return np.where(chance < at_home, "Home", somewhere_else), np.where(chance < at_home, "A01", location)


def _rows(
    rng: np.random.Generator,
    family: Ints,
    day: Ints,
    *,
    kind: int,
    venue: Names | str,
    activity: Names | str,
    medium: str,
    location: Names | str,
    attendance: Names | str,
    minutes: tuple[int, int],
) -> pl.DataFrame:
    """Contacts in working hours; one that was not attended lasted no time."""
    drawn = rng.integers(minutes[0], minutes[1] + 1, len(family))
    return contact_rows(
        family,
        day,
        kind=kind,
        minute=rng.integers(9 * 60, 16 * 60 + 45, len(family)),
        venue=venue,
        activity=activity,
        medium=medium,
        location=location,
        attendance=attendance,
        minutes=np.where(np.asarray(attendance) == "5", drawn, 0),
    )
