"""The cells of an evaluation, and the areas of siting, counted from clean records: infants by where they live, whether they come or not.

Each small area belongs to the hub that lies nearest to it as the crow flies, for all months: families who go elsewhere stay with
the hub of their home, so that a better hub draws nobody out of its comparison. A month counts where the records have contacts.
"""

from datetime import date

import numpy as np
import polars as pl

from babyhubs.errors import Refused
from babyhubs.intake.engine import frame
from babyhubs.intake.records import Records
from babyhubs.reference import codes

INFANT_DAYS = 365  # who is eligible: under one year on the 15th of a month
SEEN_BY = 182  # days of age by which a family that did not come to a hub counts as missed, as in the audit
_YEAR = 365.25
_METRES = 111_195.0  # a degree of latitude


def cells(records: Records, areas: pl.DataFrame) -> tuple[pl.DataFrame, date]:
    """A row a hub, month, fifth and ethnic group, and the first day of month 0. `areas` has the columns of `reference.areas.SCHEMA`."""
    children, contacts, hubs = _children(records, areas), _contacts(records), _hubs(records)
    months = _whole_months(contacts)
    nearest = _nearest(areas, hubs)
    living = children.join(nearest, on="area", how="inner").filter(pl.col("quintile").is_not_null())
    at = pl.DataFrame({"month": range(len(months)), "day": [one.replace(day=15) for one in months]})
    age = (pl.col("day") - pl.col("date_of_birth")).dt.total_days()
    there = (pl.col("caseload_start") <= pl.col("day")) & (
        pl.col("caseload_end").is_null() | (pl.col("caseload_end") > pl.col("day"))
    )
    keys = ["clinic", "month", "quintile", "ethnic"]
    infants = (
        living.join(at, how="cross")
        .filter((age >= 0) & (age < INFANT_DAYS) & there)
        .group_by(keys)
        .agg(infants=pl.len())
    )
    first = months[0]
    visits = (
        contacts.join(living, on="child")
        .with_columns(month=(pl.col("date").dt.year() - first.year) * 12 + pl.col("date").dt.month() - first.month)
        .filter(
            (pl.col("month") >= 0)
            & (pl.col("month") < len(months))
            & ((pl.col("date") - pl.col("date_of_birth")).dt.total_days() < INFANT_DAYS)
        )
        .group_by(keys)
        .agg(contacts=pl.len())
    )
    found = infants.join(visits.cast({"month": pl.Int64}), on=keys, how="left").with_columns(
        pl.col("contacts").fill_null(0)
    )
    return found.sort(keys), first


def places(records: Records, areas: pl.DataFrame) -> pl.DataFrame:
    """A row an area: infants born in a year, `missed` (no visit to a hub by six months), fifth, lat, lon; and infants by ethnic group.

    From births that could be followed for six months within the records; numbers are scaled to a year.
    """
    children, contacts = _children(records, areas), _contacts(records)
    begin, end = contacts["date"].min(), contacts["date"].max()
    assert isinstance(begin, date)
    assert isinstance(end, date)
    followed = (end - begin).days - SEEN_BY
    if followed < 28:
        raise Refused(
            "The records are too short to follow infants for six months.",
            remedy="Bring at least eight months of contacts.",
        )
    born = children.filter(
        (pl.col("date_of_birth") >= begin) & (pl.col("date_of_birth") <= pl.lit(begin) + pl.duration(days=followed))
    )
    seen = (
        contacts.join(born, on="child")
        .filter((pl.col("date") - pl.col("date_of_birth")).dt.total_days() <= SEEN_BY)
        .select("child")
        .unique()
    )
    born = born.join(seen.with_columns(seen=True), on="child", how="left")
    a_year = _YEAR / (followed + 1)
    groups = sorted(born["ethnic"].unique().to_list())
    return (
        born.group_by("area")
        .agg(
            infants=pl.len() * a_year,
            missed=pl.col("seen").is_null().sum() * a_year,
            **{f"infants: {group}": (pl.col("ethnic") == group).sum() * a_year for group in groups},
        )
        .join(_placed(areas), on="area")
        .filter(pl.col("quintile").is_not_null())
        .sort("area")
    )


def _children(records: Records, areas: pl.DataFrame) -> pl.DataFrame:
    group = codes.ethnic_group("census")
    wanted = ["child", "date_of_birth", "caseload_start", "caseload_end", "area", "ethnic_category"]
    return (
        frame(records.children.select(*wanted))
        .with_columns(ethnic=pl.col("ethnic_category").replace_strict(group, default=None).fill_null("not known"))
        .join(_placed(areas).select("area", "quintile"), on="area", how="left")
    )


def _contacts(records: Records) -> pl.DataFrame:
    table = records.contacts
    found = frame(table.filter((table.setting == "hub") & (table.attendance == "attended")).select("child", "date"))
    if not found.height:
        raise Refused("The records hold no visit to a hub.", remedy="Upload records of contacts, and run the audit.")
    return found


def _whole_months(contacts: pl.DataFrame) -> list[date]:
    """First days of the months from the first to the last visit: an export begins and ends with months."""
    begin, end = contacts["date"].min(), contacts["date"].max()
    assert isinstance(begin, date)
    assert isinstance(end, date)
    number = (end.year - begin.year) * 12 + end.month - begin.month + 1
    at = begin.year * 12 + begin.month - 1
    return [date((at + one) // 12, (at + one) % 12 + 1, 1) for one in range(number)]


def _hubs(records: Records) -> pl.DataFrame:
    """Hubs with a place that have not closed."""
    found = frame(records.hubs.select("hub", "latitude", "longitude", "closed").order_by("hub"))
    found = found.filter(
        pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null() & pl.col("closed").is_null()
    )
    if not found.height:
        raise Refused("The records do not say where the hubs are.", remedy="Upload the hubs file with the records.")
    return found


def _placed(areas: pl.DataFrame) -> pl.DataFrame:
    return areas.select("area", quintile="deprivation_quintile", lat="latitude", lon="longitude").drop_nulls(
        ["lat", "lon"]
    )


def _nearest(areas: pl.DataFrame, hubs: pl.DataFrame) -> pl.DataFrame:
    """Areas of far away places are left out: a hundred kilometres from every hub nobody belongs to one."""
    north_of, east_of = hubs["latitude"].to_numpy(), hubs["longitude"].to_numpy()
    near = _placed(areas).filter(
        pl.col("lat").is_between(float(north_of.min()) - 1, float(north_of.max()) + 1)
        & pl.col("lon").is_between(float(east_of.min()) - 2, float(east_of.max()) + 2)
    )
    north = (near["lat"].to_numpy()[:, None] - north_of[None, :]) * _METRES
    east = (near["lon"].to_numpy()[:, None] - east_of[None, :]) * _METRES
    east = east * np.cos(np.radians(near["lat"].to_numpy()))[:, None]
    best = (north**2 + east**2).argmin(axis=1)
    return near.select("area").with_columns(clinic=hubs["hub"].gather(best))
