"""Small areas: deprivation, authority, place and infants, one row an area.

A deprivation index belongs to one vintage of areas: IMD 2019 to the 2011 LSOAs, IMD 2025 to the 2021 LSOAs. Codes that
did not change look alike in both, so a wrong join runs without an error and gives wrong ranks for the rest. It is
therefore refused here, and areas of the other vintage go through the lookup.
"""

from functools import cache

import polars as pl

from babyhubs.errors import InputError
from babyhubs.reference import registry

# index vintage -> vintage of the areas that it was published on
AREA_VINTAGE = {2019: 2011, 2025: 2021}
OWN = 0  # the area vintage of an areas file of one's own

SCHEMA = pl.Schema(
    {
        "area": pl.String(),
        "area_vintage": pl.Int16(),
        "authority": pl.String(),
        "authority_name": pl.String(),
        "icb": pl.String(),
        "latitude": pl.Float64(),
        "longitude": pl.Float64(),
        "deprivation_score": pl.Float64(),
        "deprivation_rank": pl.Int32(),  # 1 is the most deprived
        "deprivation_decile": pl.Int8(),
        "deprivation_quintile": pl.Int8(),
        "idaci_rank": pl.Int32(),
        "idaci_decile": pl.Int8(),  # null for 2025: not found published
        "infants": pl.Float64(),  # children aged 0
        "ward": pl.String(),  # null outside Bristol, North Somerset and South Gloucestershire
        "ward_name": pl.String(),
    }
)


def require_vintage(area_vintage: int, index_vintage: int) -> None:
    """Refuse to join a deprivation index to areas of another census."""
    if index_vintage not in AREA_VINTAGE:
        raise InputError(
            f"There is no deprivation index of {index_vintage} here.",
            where=f"index vintage {index_vintage}",
            remedy="Choose " + " or ".join(str(vintage) for vintage in AREA_VINTAGE) + ".",
        )
    wanted = AREA_VINTAGE[index_vintage]
    if area_vintage not in (wanted, OWN):
        raise InputError(
            f"The deprivation index of {index_vintage} is published for {wanted} areas, not for {area_vintage} areas.",
            where=f"index vintage {index_vintage}, area vintage {area_vintage}",
            remedy=f"Convert the areas to {wanted} with the lookup, or choose the index of the areas' own vintage.",
        )


@cache
def england(index_vintage: int) -> pl.DataFrame:
    """Every English area with the index of this vintage: 2025 on 2021 LSOAs, 2019 on 2011 LSOAs. Columns: `SCHEMA`."""
    require_vintage(AREA_VINTAGE.get(index_vintage, OWN), index_vintage)
    area_vintage = AREA_VINTAGE[index_vintage]
    return (
        registry.read(f"areas_{area_vintage}")
        .join(_wards(area_vintage), on="area", how="left")
        .with_columns(
            area_vintage=pl.lit(area_vintage, pl.Int16),
            deprivation_quintile=((pl.col("deprivation_decile") + 1) // 2).cast(pl.Int8),
        )
        .sort("area")
        .select(SCHEMA.names())
        .cast(SCHEMA)
    )


def _wards(area_vintage: int) -> pl.DataFrame:
    """Wards by area. A split 2011 area takes the ward of its first part: two parts rarely lie in different wards."""
    places = registry.read("places").select("area", "ward", "ward_name")
    if area_vintage == AREA_VINTAGE[2025]:
        return places
    return (
        registry.read("area_lookup")
        .join(places, left_on="area_2021", right_on="area")
        .sort("area_2011", "area_2021")
        .group_by("area_2011", maintain_order=True)
        .agg(pl.col("ward").first(), pl.col("ward_name").first())
        .rename({"area_2011": "area"})
    )


def convert(areas: pl.Series, from_vintage: int, to_vintage: int) -> pl.DataFrame:
    """Areas of one census as areas of the other.

    Columns: area_from, area_to, change (U unchanged, S split, M merged, X irregular), exact. Where an area was split,
    it goes to the part with the most infants and `exact` is false: a best fit, to be stated wherever it is used. An
    area that the lookup does not know has a null area_to.
    """
    if {from_vintage, to_vintage} != {2011, 2021}:
        raise InputError(
            "Areas can be converted between the 2011 and the 2021 census only.",
            where=f"from {from_vintage} to {to_vintage}",
            remedy="Name 2011 and 2021.",
        )
    infants = registry.read(f"areas_{to_vintage}").select(area_to="area", infants="infants")
    best = (
        registry.read("area_lookup")
        .select(area_from=f"area_{from_vintage}", area_to=f"area_{to_vintage}", change="change")
        .join(infants, on="area_to", how="left")
        .sort("area_from", "infants", "area_to", descending=[False, True, False])
        .group_by("area_from", maintain_order=True)
        .agg(pl.col("area_to").first(), pl.col("change").first(), parts=pl.len())
    )
    wanted = areas.rename("area_from").to_frame()
    return wanted.join(best, on="area_from", how="left", maintain_order="left").select(
        "area_from", "area_to", "change", exact=pl.col("parts") == 1
    )
