"""Contacts while they are made: one row a family and day, before twins become two children."""

import numpy as np
import polars as pl

from babyhubs.simulation.randomness import Ints, Names

HUB_VISIT, REVIEW, OTHER = 0, 1, 2  # who keeps the day when two contacts of a family fall on it


def contact_rows(
    family: Ints,
    day: Ints,
    *,
    kind: int,
    minute: Ints,
    venue: Names | str,
    activity: Names | str,
    medium: str,
    location: Names | str,
    attendance: Names | str,
    minutes: Ints,
) -> pl.DataFrame:
    """One frame in the order of the arguments; single values hold for all rows."""
    size = len(family)

    def text(value: Names | str) -> Names:
        return np.broadcast_to(np.asarray(value, dtype=np.str_), size)

    return pl.DataFrame(
        {
            "family": family.astype(np.int64),
            "day": day.astype(np.int64),
            "kind": np.full(size, kind, dtype=np.int64),
            "minute": minute.astype(np.int64),
            "venue": text(venue),
            "activity_type": text(activity),
            "medium": text(medium),
            "location_type": text(location),
            "attendance": text(attendance),
            "duration_minutes": minutes.astype(np.int64),
        }
    )
