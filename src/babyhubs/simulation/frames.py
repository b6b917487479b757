"""From families and day numbers to the frames of a `Service`: children, contacts, head-counts."""

import numpy as np
import polars as pl

from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.births import Births
from babyhubs.simulation.days import dates, day_number
from babyhubs.simulation.families import Families
from babyhubs.simulation.geography import Geography
from babyhubs.simulation.nhs_number import fictional_numbers
from babyhubs.simulation.randomness import Bools, Ints, Names, stream
from babyhubs.simulation.settings import Settings

NO_FIXED_ABODE = "ZZ99 3VZ"  # national pseudo-postcode
FIRST_CONTACT_ID = 10_000_001


def child_families(born: Births) -> Ints:
    """The family of each child: twins are two children of one family."""
    return np.repeat(np.arange(len(born.born)), np.where(born.twins, 2, 1))


def child_id(child: Ints) -> list[str]:
    """The provider's own number of a child."""
    return [f"C{number:07d}" for number in child + 1]


def children(
    seed: int, born: Births, people: Families, place: Geography, *, teams: Names, known: dict[str, Bools]
) -> pl.DataFrame:
    """One row a child, in order of birth."""
    rng = stream(seed, "children")
    family = child_families(born)
    share = assumptions()["unrecorded"]
    stated = share["ethnic_not_stated"] / (share["ethnic_not_stated"] + share["ethnic_not_known"])
    no_ethnic = np.where(rng.random(len(born.born)) < stated, "Z", "99")
    ethnic = np.where(known["ethnic_category"], people.detail, no_ethnic)
    postcode = np.where(known["distance"], _postcodes(rng, born.area, place), NO_FIXED_ABODE)
    by_child = pl.DataFrame(
        {
            "child_id": child_id(np.arange(len(family))),
            "nhs_number": fictional_numbers(rng, len(family)),
            "mother_id": [f"M{number:07d}" for number in family + 1],
            "date_of_birth": dates(born.born[family]),
            "postcode": postcode[family],
            "ethnic_category": ethnic[family],
            "language": people.language[family],
            "mother_age": people.mother_age[family].astype(np.int16),
            "first_child": people.first_child[family],
            "lone_parent": people.lone_parent[family],
            "team": teams[family],
            "caseload_start": dates(born.arrives[family]),
            "caseload_end": dates(born.leaves[family]),
        }
    )
    blanks = ("language", "mother_age", "first_child", "lone_parent")
    return by_child.with_columns(
        pl.when(pl.Series(known[name][family])).then(pl.col(name)).alias(name) for name in blanks
    )


def contacts(settings: Settings, born: Births, rows: list[pl.DataFrame]) -> pl.DataFrame:
    """One row a contact of a child, on the caseload and in the window, in order of time; at most one a day."""
    start, end = day_number(settings.start), day_number(settings.end)
    caseload = pl.DataFrame({"family": np.arange(len(born.born)), "arrives": born.arrives, "leaves": born.leaves})
    of_children = pl.DataFrame({"family": child_families(born)}).with_row_index("child").cast({"child": pl.Int64})
    kept = (
        pl.concat(rows)
        .join(caseload, on="family")
        .filter(
            pl.col("day").is_between(start, end - 1),
            pl.col("day") >= pl.col("arrives"),
            pl.col("day") < pl.col("leaves"),
        )
        .sort("family", "day", "kind", "minute", "venue", "activity_type", "attendance", "duration_minutes")
        .unique(["family", "day"], keep="first", maintain_order=True)
        .join(of_children, on="family")
        .sort("day", "minute", "child")
        .with_row_index("row")
    )
    return kept.select(
        contact_id=(pl.col("row").cast(pl.Int64) + FIRST_CONTACT_ID).cast(pl.String),
        referral_id=pl.format("R{}", (pl.col("child") + 1).cast(pl.String).str.zfill(7)),
        child_id=pl.format("C{}", (pl.col("child") + 1).cast(pl.String).str.zfill(7)),
        date=pl.col("day").cast(pl.Int32).cast(pl.Date),
        time=pl.format(
            "{}:{}",
            (pl.col("minute") // 60).cast(pl.String).str.zfill(2),
            (pl.col("minute") % 60).cast(pl.String).str.zfill(2),
        ),
        venue="venue",
        activity_type="activity_type",
        medium="medium",
        location_type="location_type",
        attendance="attendance",
        duration_minutes=pl.col("duration_minutes").cast(pl.Int32),
    )


def dated_counts(counted: pl.DataFrame) -> pl.DataFrame:
    """Head-counts by hub and date."""
    return counted.select(
        "hub_id", pl.col("day").cast(pl.Int32).cast(pl.Date).alias("date"), pl.col("head_count").cast(pl.Int32)
    ).sort("hub_id", "date")


def _postcodes(rng: np.random.Generator, area: Ints, place: Geography) -> Names:
    """A real postcode of the family's area."""
    first = place.postcodes["area"].search_sorted(place.areas["area"]).to_numpy().astype(np.int64)
    after = place.postcodes["area"].search_sorted(place.areas["area"], side="right").to_numpy().astype(np.int64)
    written = place.postcodes["postcode"].str.replace_all(" ", "").to_numpy().astype(np.str_)
    chosen = first[area] + np.floor(rng.random(len(area)) * (after - first)[area]).astype(np.int64)
    return np.array([f"{code[:-3]} {code[-3:]}" for code in written[chosen]])
