"""The real place: small areas, infants, census, postcodes and children's centres of the three authorities.

Bristol, North Somerset and South Gloucestershire, LSOA 2021. Three areas have no postcode in the shipped list (their
post towns lie outside it); no births are placed there, because a child's record carries a postcode and not an area.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from babyhubs.reference import areas, census, postcodes, venues
from babyhubs.simulation.randomness import Floats, Names

AUTHORITIES = ("E06000023", "E06000024", "E06000025")
EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True)
class Geography:
    """areas: one row an area with census columns, sorted; postcodes: their postcodes; venues: children's centres."""

    areas: pl.DataFrame
    postcodes: pl.DataFrame
    venues: pl.DataFrame

    def column(self, name: str) -> Floats:
        """One column of `areas` as numbers."""
        return self.areas[name].to_numpy().astype(np.float64)


@cache
def geography() -> Geography:
    """The place as the reference files hold it."""
    known = postcodes.lookup().filter(pl.col("area_2021").is_not_null(), pl.col("how") != "unresolved")
    england = areas.england(2025).filter(pl.col("authority").is_in(AUTHORITIES))
    counted = census.lsoa21()
    counted = counted.drop(set(counted.columns) & (set(england.columns) - {"area"}))
    joined = england.join(counted, on="area", how="inner").sort("area")
    placed = joined.filter(pl.col("area").is_in(known["area_2021"].unique().to_list()))
    return Geography(
        areas=placed,
        postcodes=known.select("postcode", area="area_2021").sort("area", "postcode"),
        venues=venues.childrens_centres().filter(pl.col("latitude").is_not_null()).sort("venue_id"),
    )


def localities(place: Geography) -> Names:
    """The name of the team for each area: a simple cut of each authority, invented."""
    north, east, authority = place.column("latitude"), place.column("longitude"), place.areas["authority"].to_numpy()
    bristol = np.where(
        north > 51.475, "Bristol North", np.where(north > 51.448, "Bristol Inner and East", "Bristol South")
    )
    somerset = np.where(east < -2.89, "Weston and Worle", "Woodspring")
    gloucestershire = np.where(east < -2.51, "Severnside", "Kingswood and Yate")
    names: Names = np.where(
        authority == AUTHORITIES[0], bristol, np.where(authority == AUTHORITIES[1], somerset, gloucestershire)
    )
    return names


def kilometres(latitude: Floats, longitude: Floats, to_latitude: Floats, to_longitude: Floats) -> Floats:
    """Great-circle distance of every first place (rows) to every second place (columns); haversine."""
    a, b = np.radians(latitude)[:, None], np.radians(to_latitude)[None, :]
    across = np.radians(longitude)[:, None] - np.radians(to_longitude)[None, :]
    chord = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
    result: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord))
    return result
