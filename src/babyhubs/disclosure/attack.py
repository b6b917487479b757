"""The attack: what a reader with a solver can work out about every sensitive cell."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from babyhubs.disclosure.counts import Flags
from babyhubs.disclosure.family import title
from babyhubs.disclosure.goals import HIGHEST, LOWEST, Goal, Reach, goals
from babyhubs.disclosure.programme import TOLERANCE
from babyhubs.disclosure.reader import Reader


@dataclass(frozen=True)
class Attack:
    """bounds: one row a sensitive cell; it stays inside, as it holds the exact counts.

    cell, count, published, low, high (whole numbers that a reader cannot rule out; high is null where nothing limits it),
    needed_low, needed_high, safe. complete: whether all that ties the cells was used.
    """

    bounds: pl.DataFrame
    places: tuple[int, ...]
    complete: bool

    @property
    def unsafe(self) -> tuple[int, ...]:
        """Places of the cells that a reader can narrow below their range."""
        return tuple(place for place, safe in zip(self.places, self.bounds["safe"], strict=True) if not safe)

    @property
    def succeeds(self) -> bool:
        """Whether any cell is given away."""
        return bool(self.unsafe)


def attack(reader: Reader, hidden: Flags, wanted: Sequence[Goal] | None = None) -> Attack:
    """Bounds on every sensitive cell from all that is published when these cells are hidden.

    Works from nothing but what a reader has: its linear programme is built anew, and a cell is safe only where tables of whole
    numbers reach both ends of its range.
    """
    wanted = tuple(goals(reader) if wanted is None else wanted)
    failing = set(Reach(reader, wanted).failing(hidden))
    programme = reader.programme()
    programme.bound(*reader.bounds(hidden))
    rows = []
    pairs = list(zip(wanted[::2], wanted[1::2], strict=True))
    for lowest, highest in pairs:
        least, most = (programme.extreme(lowest.place, sense) for sense in (LOWEST, HIGHEST))
        low = np.ceil(least.value - TOLERANCE) if least else np.nan
        high = np.floor(-most.value + TOLERANCE) if most else np.nan
        rows.append(
            {
                "cell": title(reader.structure.cells[lowest.place]),
                "count": int(reader.structure.values[lowest.place]),
                "published": bool(reader.structure.published[lowest.place]),
                "low": low,
                "high": None if high > reader.largest_count else high,
                "needed_low": lowest.limit,
                "needed_high": highest.limit,
                "safe": lowest not in failing and highest not in failing,
            }
        )
    return Attack(pl.DataFrame(rows, schema=SCHEMA), tuple(one.place for one, _ in pairs), reader.structure.complete)


SCHEMA = {
    "cell": pl.String,
    "count": pl.Int64,
    "published": pl.Boolean,
    "low": pl.Float64,
    "high": pl.Float64,
    "needed_low": pl.Float64,
    "needed_high": pl.Float64,
    "safe": pl.Boolean,
}
