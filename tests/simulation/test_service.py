"""What every simulated service keeps to, whatever the seed."""

from datetime import date

import polars as pl
import pytest

from babyhubs.reference import areas, postcodes, venues
from babyhubs.simulation.columns import COLUMNS
from babyhubs.simulation.service import Service, Settings, simulate
from tests.simulation.services import small_service

REVIEWS = ["08", "09", "10", "11"]


def _hub_visits(made: Service) -> pl.DataFrame:
    """The export rule: at a hub of the venue table, face to face, not a mandated review."""
    return made.contacts.join(made.hubs, left_on="venue", right_on="name").filter(
        pl.col("medium") == "01", ~pl.col("activity_type").is_in(REVIEWS)
    )


@pytest.mark.parametrize("name", COLUMNS)
def test_frames_have_the_columns_and_types_of_the_own_format(name: str) -> None:
    assert dict(getattr(small_service(), name).schema) == COLUMNS[name]


def test_identifiers_are_unique() -> None:
    service = small_service()
    for frame, key in (
        (service.children, "child_id"),
        (service.children, "nhs_number"),
        (service.contacts, "contact_id"),
        (service.hubs, "hub_id"),
        (service.hubs, "name"),
        (service.hubs, "site_code"),
    ):
        assert frame[key].is_unique().all(), key


def test_every_contact_is_on_the_caseload_and_in_the_window() -> None:
    service = small_service()
    joined = service.contacts.join(service.children, on="child_id", how="left", validate="m:1")
    assert joined["date_of_birth"].null_count() == 0
    outside = joined.filter(
        (pl.col("date") < pl.col("caseload_start"))
        | (pl.col("date") >= pl.col("caseload_end")).fill_null(False)
        | (pl.col("date") < date(2025, 9, 1))
        | (pl.col("date") >= date(2026, 9, 1))
    )
    assert outside.is_empty()


def test_the_file_holds_children_born_from_a_year_before_the_window() -> None:
    children = small_service().children
    assert children["date_of_birth"].min() >= date(2024, 9, 1)  # type: ignore[operator]
    assert children["date_of_birth"].max() < date(2026, 9, 1)  # type: ignore[operator]
    assert (children["caseload_start"] >= children["date_of_birth"]).all()
    assert (children["caseload_end"].drop_nulls() > date(2025, 9, 1)).all()


def test_a_child_has_at_most_one_contact_a_day() -> None:
    assert not small_service().contacts.select("child_id", "date").is_duplicated().any()


def test_hub_visits_fall_on_a_weekday_of_the_hub() -> None:
    visits = _hub_visits(small_service())
    weekday = visits["date"].dt.strftime("%a")
    opened = [day in days.split() for day, days in zip(weekday, visits["weekdays"], strict=True)]
    assert len(opened) > 5_000
    assert all(opened)


def test_a_child_is_at_a_hub_at_most_once_in_a_week_of_age_between_weeks_2_and_51() -> None:
    service = small_service()
    age = (
        _hub_visits(service)
        .join(service.children, on="child_id")
        .select("child_id", week=(pl.col("date") - pl.col("date_of_birth")).dt.total_days() // 7)
    )
    assert age["week"].min() == 2
    assert age["week"].max() == 51
    assert not age.is_duplicated().any()


def test_no_visit_at_a_hub_that_is_closed() -> None:
    assert _hub_visits(small_service())["closed"].null_count() == _hub_visits(small_service()).height
    assert small_service().hubs["closed"].drop_nulls().to_list() == [date(2025, 7, 1)]


def test_head_counts_are_the_babies_who_were_seen() -> None:
    service = small_service()
    seen = _hub_visits(service).filter(pl.col("attendance") != "7").group_by("hub_id", "date").agg(seen=pl.len())
    counted = service.head_counts.join(seen, on=["hub_id", "date"], how="left").with_columns(
        pl.col("seen").fill_null(0)
    )
    assert counted["head_count"].to_list() == counted["seen"].to_list()
    assert counted["head_count"].sum() == seen["seen"].sum()


def test_a_low_capture_rate_thins_the_record_and_not_the_head_count() -> None:
    full = small_service()
    thin = simulate(Settings(seed=7, births_per_year=2_000, capture=0.6))
    assert thin.head_counts.equals(full.head_counts)
    hub_names = full.hubs["name"].implode()
    attended = pl.col("venue").is_in(hub_names) & (pl.col("medium") == "01") & pl.col("attendance").is_in(["5", "6"])
    visit = attended & ~pl.col("activity_type").is_in(REVIEWS)
    recorded = thin.contacts.filter(visit).height / full.head_counts["head_count"].sum()
    assert recorded == pytest.approx(0.6, abs=0.02)


def test_twins_share_visits() -> None:
    service = small_service()
    twins = service.children.filter(pl.col("mother_id").is_duplicated())
    assert twins.height > 60
    visits = _hub_visits(service).join(twins.select("child_id", "mother_id"), on="child_id")
    per_day = visits.group_by("mother_id", "date", "venue").agg(pl.len())
    assert per_day.height > 50
    assert set(per_day["len"]) == {2}


@pytest.mark.parametrize(
    ("code", "first", "last"), [("08", 10, 30), ("09", 42, 63), ("10", 270, 457), ("11", 691, 914)]
)
def test_mandated_reviews_stand_in_their_windows(code: str, first: int, last: int) -> None:
    service = small_service()
    age = (
        service.contacts.filter(pl.col("activity_type") == code)
        .join(service.children, on="child_id")
        .select((pl.col("date") - pl.col("date_of_birth")).dt.total_days())
        .to_series()
    )
    assert age.is_between(first, last).all()
    assert len(age) > 0


def test_most_new_birth_visits_are_within_14_days() -> None:
    service = small_service()
    done = service.contacts.filter(pl.col("activity_type") == "08", pl.col("attendance") == "5")
    age = done.join(service.children, on="child_id").select((pl.col("date") - pl.col("date_of_birth")).dt.total_days())
    assert (age.to_series() <= 14).mean() == pytest.approx(0.85, abs=0.05)


def test_only_real_places() -> None:
    service = small_service()
    centres = venues.childrens_centres()
    assert service.hubs.join(centres, left_on=["hub_id", "name"], right_on=["venue_id", "name"]).height == 31
    known = set(postcodes.lookup()["postcode"])
    lived_in = set(service.children["postcode"].str.replace_all(" ", "")) - {"ZZ993VZ"}
    assert lived_in <= known
    assert (service.children["postcode"] == "ZZ99 3VZ").any()


def test_extra_home_visits_go_where_deprivation_is_high() -> None:
    service = small_service()
    homes = service.children.with_columns(pl.col("postcode").str.replace_all(" ", "")).join(
        postcodes.lookup().select("postcode", area="area_2021"), on="postcode"
    )
    placed = homes.join(areas.england(2025).select("area", "deprivation_quintile"), on="area")
    extra = service.contacts.filter(pl.col("venue") == "Home", ~pl.col("activity_type").is_in(REVIEWS))
    number = extra.group_by("child_id").agg(visits=pl.len())
    means = (
        placed.join(number, on="child_id", how="left")
        .group_by("deprivation_quintile")
        .agg(pl.col("visits").fill_null(0).mean())
        .sort("deprivation_quintile")["visits"]
        .to_list()
    )
    assert means[0] > 1.5 * means[4]


def test_spellings_mean_one_hub_each() -> None:
    hubs = small_service().hubs
    spelt = [spelling.casefold() for row in hubs["spellings"] for spelling in row.split("|")]
    assert len(spelt) == len(set(spelt)) > 90
    assert not set(spelt) & {name.casefold() for name in hubs["name"]}
