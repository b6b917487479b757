"""The nearest hub that was open, by small area and period.

Straight-line distance from the area's centroid (haversine). It explains who comes; it never decides who could.
"""

from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl

BANDS = ((0.5, "under 0.5 km"), (1.0, "0.5 to 1 km"), (2.0, "1 to 2 km"), (5.0, "2 to 5 km"), (np.inf, "5 km and over"))
EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
FOREVER = date(9999, 12, 31)
BEGINNING = date(1900, 1, 1)

SCHEMA = {
    "area": pl.String(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "nearest_hub": pl.String(),
    "distance": pl.String(),
}


def kilometres(
    latitude: np.ndarray, longitude: np.ndarray, to_latitude: np.ndarray, to_longitude: np.ndarray
) -> np.ndarray:
    """Great-circle distances, shape (places, targets), degrees in, kilometres out (Sinnott RW. Sky and Telescope 1984;68:159)."""
    phi, lam = np.radians(latitude)[:, None], np.radians(longitude)[:, None]
    to_phi, to_lam = np.radians(to_latitude)[None, :], np.radians(to_longitude)[None, :]
    a = np.sin((to_phi - phi) / 2) ** 2 + np.cos(phi) * np.cos(to_phi) * np.sin((to_lam - lam) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(a)))


def nearest_open_hub(areas: pl.DataFrame, hubs: pl.DataFrame) -> pl.DataFrame:
    """For each area and each period in which the same hubs were open: the nearest and its distance band.

    Areas or hubs without coordinates have no row: their distance is unknown. Ties go to the first hub by identifier.
    """
    placed = areas.filter(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()).sort("area")
    targets = hubs.filter(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()).sort("hub")
    if placed.is_empty() or targets.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    far = kilometres(
        placed["latitude"].to_numpy(), placed["longitude"].to_numpy(),
        targets["latitude"].to_numpy(), targets["longitude"].to_numpy(),
    )  # fmt: skip
    opened = targets["opened"].fill_null(BEGINNING).to_list()
    closed = targets["closed"].fill_null(FOREVER).to_list()
    cuts = sorted({BEGINNING, FOREVER, *opened, *closed})
    periods = []
    for start, end in pairwise(cuts):
        is_open = np.array([o <= start and c >= end for o, c in zip(opened, closed, strict=True)])
        if not is_open.any():
            continue
        reachable = np.where(is_open[None, :], far, np.inf)
        best = reachable.argmin(axis=1)
        km = reachable[np.arange(len(best)), best]
        periods.append(
            placed.select("area").with_columns(
                pl.lit(start).alias("valid_from"),
                pl.lit(end).alias("valid_to"),
                targets["hub"].gather(best).alias("nearest_hub"),
                pl.Series("distance", [_band(one) for one in km]),
            )
        )
    return pl.concat(periods) if periods else pl.DataFrame(schema=SCHEMA)


def _band(km: float) -> str:
    return next(label for limit, label in BANDS if km < limit)
