"""How the truth of a simulated service is known.

A family visits in age week w with probability 1 - exp(-z h_w), where z is gamma with mean 1 and variance theta. Hence
reach by day 182 is 1 - (1 + theta H)^(-1/theta), with H the sum of the hazards of weeks 2 to 25. These tests count.
"""

from datetime import date

import numpy as np
import polars as pl
import pytest

from babyhubs.simulation.attendance import attendance, no_visit
from babyhubs.simulation.births import Births
from babyhubs.simulation.days import NEVER, day_number
from babyhubs.simulation.hazards import BEFORE_REACH_AGE, WEEKS, weekly_hazard
from babyhubs.simulation.service import Service, Settings, simulate
from tests.simulation.services import small_service

FAMILIES = 200_000


def _born(age_at_arrival: int | None = None) -> Births:
    """Families whose whole first year lies in a window of two years."""
    born = day_number(date(2025, 9, 1)) + np.arange(FAMILIES) % 300
    return Births(
        born=born,
        area=np.zeros(FAMILIES, dtype=np.int64),
        twins=np.zeros(FAMILIES, dtype=np.bool_),
        arrives=born + (age_at_arrival or 0),
        leaves=np.full(FAMILIES, NEVER),
        moved_in=np.full(FAMILIES, age_at_arrival is not None),
    )


@pytest.mark.parametrize("theta", [0.2, 2.0, 5.0])
@pytest.mark.parametrize("multiplier", [0.3, 1.0])
def test_reach_by_closed_form_is_reach_by_counting(theta: float, multiplier: float) -> None:
    settings = Settings(years=2, frailty_variance=theta)
    hazard = np.tile(multiplier * weekly_hazard(), (FAMILIES, 1))
    made = attendance(settings, _born(), np.arange(FAMILIES) % 5, hazard)
    counted = (made.visits & made.seen)[:, BEFORE_REACH_AGE].any(axis=1).mean()
    true = 1 - no_visit(hazard[0, BEFORE_REACH_AGE].sum(), theta)
    assert counted == pytest.approx(true, abs=4 * np.sqrt(true * (1 - true) / FAMILIES))


def test_visits_by_closed_form_are_visits_by_counting() -> None:
    settings = Settings(years=2)
    hazard = np.tile(weekly_hazard(), (FAMILIES, 1))
    visits = attendance(settings, _born(), np.zeros(FAMILIES, dtype=np.int64), hazard).visits.sum(axis=1)
    true = (1 - no_visit(hazard[0], settings.frailty_variance)).sum()
    assert visits.mean() == pytest.approx(true, abs=4 * visits.std() / np.sqrt(FAMILIES))


def test_weeks_2_to_51_and_one_session_day_in_each() -> None:
    made = attendance(Settings(), _born(), np.full(FAMILIES, 3), np.tile(weekly_hazard(), (FAMILIES, 1)))
    age = made.days - _born().born[:, None]
    assert (age // 7 == WEEKS).all()
    assert ((made.days + 3) % 7 == 3).all()  # Thursday
    assert (weekly_hazard()[1:] < weekly_hazard()[:-1]).all()


def test_those_who_move_in_are_like_those_who_still_wait() -> None:
    """At 120 days, a newcomer's chance of a visit in the next weeks is that of a family without one so far."""
    settings = Settings(years=2)
    hazard = np.tile(weekly_hazard(), (FAMILIES, 1))
    weekday = np.zeros(FAMILIES, dtype=np.int64)
    locals_ = attendance(settings, _born(), weekday, hazard)
    newcomers = attendance(settings, _born(120), weekday, hazard)
    later = newcomers.days >= _born(120).arrives[:, None]
    assert not newcomers.visits[~later].any()
    waiting = ~(locals_.visits & ~later).any(axis=1)
    of_locals = (locals_.visits & later).any(axis=1)[waiting].mean()
    of_newcomers = (newcomers.visits & later).any(axis=1).mean()
    assert of_newcomers == pytest.approx(of_locals, abs=0.008)


def test_frailty_makes_visits_more_unequal_than_chance() -> None:
    born, weekday = _born(), np.zeros(FAMILIES, dtype=np.int64)
    hazard = np.tile(weekly_hazard(), (FAMILIES, 1))
    alike = attendance(Settings(years=2, frailty_variance=0.001), born, weekday, hazard).visits.sum(axis=1)
    unlike = attendance(Settings(years=2, frailty_variance=2.0), born, weekday, hazard).visits.sum(axis=1)
    assert alike.var() < alike.mean()  # at most one visit a week: less than Poisson
    assert unlike.var() > 4 * unlike.mean()


def test_without_planted_gaps_every_group_has_the_same_true_reach() -> None:
    truth = simulate(Settings(births_per_year=500, gaps="none")).truth
    hub = [row for row in truth["groups"] if row["view"] == "hub"]
    assert truth["planted"] == {}
    assert len({row["reach"] for row in hub}) == 1
    assert {row["verdict"] for row in hub if row["attribute"] != "all"} == {"equal"}


def test_a_planted_gap_is_in_the_truth_of_its_group() -> None:
    truth = simulate(Settings(births_per_year=500, gaps={"lone_parent": {"yes": 0.2}})).truth
    lone = {row["group"]: row for row in truth["groups"] if (row["view"], row["attribute"]) == ("hub", "lone_parent")}
    theta, total = 2.0, weekly_hazard()[BEFORE_REACH_AGE].sum()
    assert lone["yes"]["reach"] == pytest.approx(1 - (1 + theta * 0.2 * total) ** (-1 / theta), abs=1e-6)
    assert lone["no"]["reach"] == pytest.approx(1 - (1 + theta * total) ** (-1 / theta), abs=1e-6)
    assert lone["yes"]["ratio"] == pytest.approx(lone["yes"]["reach"] / lone["no"]["reach"], abs=1e-5)
    assert lone["yes"]["verdict"] == "under-served"


def test_the_default_service_looks_like_a_service() -> None:
    rows = {(row["view"], row["attribute"], row["group"]): row for row in small_service().truth["groups"]}
    overall = rows["hub", "all", "all"]
    assert 0.60 <= overall["reach"] <= 0.65
    assert 5 <= overall["intensity"] * 12 / 100 <= 6
    under_served = {key[1:] for key, row in rows.items() if row["verdict"] == "under-served" and key[0] == "hub"}
    assert {
        ("deprivation_national", "1"),
        ("ethnic_group", "Black"),
        ("mother_age", "under 20"),
        ("mother_age", "20-24"),
        ("lone_parent", "yes"),
    } <= under_served
    assert rows["all_contact", "deprivation_national", "1"]["verdict"] == "equal"


def _first_visits(service: Service, settings: Settings, *, every_face_to_face: bool) -> pl.DataFrame:
    """For each child of the reach cohort: age at entry, at the first visit or at leaving, and whether it was a visit."""
    hub = pl.col("venue").is_in(service.hubs["name"].implode()) & ~pl.col("activity_type").is_in(
        ["08", "09", "10", "11"]
    )
    counts = pl.col("attendance").is_in(["5", "6"]) & (pl.col("medium") == "01")
    visits = service.contacts.filter(counts if every_face_to_face else counts & hub)
    age = (pl.col("date") - pl.col("date_of_birth")).dt.total_days()
    first = (
        visits.join(service.children, on="child_id")
        .select("child_id", age=age)
        .filter(pl.col("age") >= 10)
        .group_by("child_id")
        .agg(first=pl.col("age").min())
    )
    day = pl.col("date_of_birth")
    return (
        service.children.with_columns(
            entry=pl.max_horizontal((pl.col("caseload_start") - day).dt.total_days(), pl.lit(10)),
            leave=pl.min_horizontal(
                (pl.col("caseload_end").fill_null(settings.end) - day).dt.total_days(),
                (pl.lit(settings.end) - day).dt.total_days(),
                pl.lit(365),
            ),
        )
        .filter(day + pl.duration(days=pl.col("entry")) >= settings.start, pl.col("entry") < pl.col("leave"))
        .join(first, on="child_id", how="left")
        .with_columns(exit=pl.min_horizontal("first", "leave"), visited=pl.col("first").is_not_null())
    )


def _reach_at(cohort: pl.DataFrame, age: int) -> tuple[float, float]:
    """Kaplan-Meier with late entry, and Greenwood's standard error."""
    entry, leave, visited = (cohort[name].to_numpy() for name in ("entry", "exit", "visited"))
    days = np.arange(10, age + 1)
    # The day of leaving is no longer on the caseload, so nobody is at risk on it; the day of a visit is.
    at_risk = np.array([((entry <= d) & ((leave > d) | (visited & (leave == d)))).sum() for d in days])
    events = np.array([(visited & (leave == d)).sum() for d in days])
    steps = events / at_risk
    waiting = np.prod(1 - steps)
    error = waiting * np.sqrt((steps / np.maximum(at_risk - events, 1)).sum())
    return 1 - waiting, error


def _intensity(service: Service, settings: Settings) -> float:
    """Babies seen at hubs over the eligible months of all children in the window, a hundred months."""
    born = pl.col("date_of_birth")
    since = pl.max_horizontal(born + pl.duration(days=10), "caseload_start", pl.lit(settings.start))
    until = pl.min_horizontal(
        born + pl.duration(days=365), pl.col("caseload_end").fill_null(settings.end), pl.lit(settings.end)
    )
    days = service.children.select((until - since).dt.total_days().clip(0)).to_series().sum()
    return 100 * float(service.head_counts["head_count"].sum()) / (days / (365.25 / 12))


@pytest.mark.slow
def test_an_audit_of_the_files_finds_the_truth() -> None:
    """Reach curves of the written rows, group by group, lie about the truth as their standard errors say."""
    settings = Settings(seed=11, births_per_year=15_000)
    service = simulate(settings)
    rows = {(row["view"], row["attribute"], row["group"]): row for row in service.truth["groups"]}
    cohort = _first_visits(service, settings, every_face_to_face=False)
    assert cohort.height == rows["hub", "all", "all"]["children"]
    yes_no = pl.when("lone_parent").then(pl.lit("yes")).otherwise(pl.lit("no"))
    cohort = cohort.with_columns(
        ethnic_category=pl.col("ethnic_category").str.slice(0, 1).replace({"9": None, "Z": None}),
        lone_parent=pl.when(pl.col("lone_parent").is_not_null()).then(yes_no),
    )
    distances = []
    for attribute in ("ethnic_category", "language", "lone_parent"):
        for (group,), members in cohort.filter(pl.col(attribute).is_not_null()).group_by(attribute):
            row = rows["hub", attribute, group]
            assert members.height == row["children"]
            if members.height >= 200:
                reach, error = _reach_at(members, 181)
                distances.append((reach - row["reach"]) / error)
    assert len(distances) >= 10
    assert max(np.abs(distances)) < 4
    assert 0.4 < np.std(distances) < 1.6
    overall, error = _reach_at(cohort, 181)
    assert overall == pytest.approx(rows["hub", "all", "all"]["reach"], abs=3.5 * error)
    assert _intensity(service, settings) == pytest.approx(rows["hub", "all", "all"]["intensity"], rel=0.035)
    by_all, _ = _reach_at(_first_visits(service, settings, every_face_to_face=True), 181)
    assert by_all == pytest.approx(rows["all_contact", "all", "all"]["reach"], abs=0.002)
