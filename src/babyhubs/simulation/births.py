"""When and where births happen, and who moves in and out.

Births fall on the areas in proportion to the real infants. The file begins a year before the window, so that the
window holds babies of every age. Moves are independent of everything else: leaving does not depend on attendance.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.days import NEVER, day_number
from babyhubs.simulation.geography import Geography
from babyhubs.simulation.randomness import Bools, Ints, stream
from babyhubs.simulation.settings import Settings

OLDEST_ARRIVAL = 730  # days; health visiting goes on, but the file holds no older child


@dataclass(frozen=True)
class Births:
    """One row a delivery, in order of birth. Days are day numbers; `leaves` is NEVER for those who stay."""

    born: Ints
    area: Ints  # row of Geography.areas
    twins: Bools
    arrives: Ints  # first day on the caseload
    leaves: Ints  # first day no longer on it
    moved_in: Bools


def births(settings: Settings, place: Geography) -> Births:
    """Every delivery whose children are on the caseload for at least a day of the window."""
    rng = stream(settings.seed, "births")
    odds = assumptions()["moves"]
    first = day_number(settings.start - timedelta(days=365))
    end = day_number(settings.end)
    in_area = round(settings.births_per_year * (end - first) / 365.25 / (1 + odds["twins"]))
    arrivals = rng.poisson(in_area * odds["arrive_a_year"] * OLDEST_ARRIVAL / 365.25)
    total = in_area + int(arrivals)

    moved_in = np.arange(total) >= in_area
    born = rng.integers(first, end, total)
    infants = place.column("infants")
    area = rng.choice(len(infants), total, p=infants / infants.sum())
    twins = rng.random(total) < odds["twins"]
    notified = born + rng.integers(0, odds["notified_within"], total)
    arrives = np.where(moved_in, born + rng.integers(14, OLDEST_ARRIVAL, total), notified)
    stays = np.ceil(rng.exponential(365.25 / odds["leave_a_year"], total)).astype(np.int64)
    leaves = np.where(arrives + stays < end, arrives + stays, NEVER)

    seen = (arrives < end) & (leaves > day_number(settings.start))
    order = np.argsort(born[seen], kind="stable")
    kept = np.flatnonzero(seen)[order]
    return Births(born[kept], area[kept], twins[kept], arrives[kept], leaves[kept], moved_in[kept])
