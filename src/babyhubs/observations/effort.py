"""How much watching is enough: sessions for a wished precision of a share, and minutes with two observers for kappa.

With a pilot, from its spread; before one, from a table of assumed values, which says that it is one. The session is the unit, and where
a clinic has several, what clinics differ by is not made smaller by going to the same one again.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

MOST = 1_000
# Ten minutes of one person coded by two gave half-widths of 0.06 to 0.13 (three real ten-minute videos).
PILOT_MINUTES, PILOT_HALF_WIDTHS = 10.0, (0.06, 0.13)
ASSUMED_SD = (0.05, 0.10, 0.15)  # of a share of time, between sessions


@dataclass(frozen=True)
class Spread:
    """Standard deviations of a share: between clinics, and between sessions of one clinic."""

    clinics: float
    sessions: float


def spread_of(values: Mapping[str, Sequence[float]]) -> Spread | None:
    """From a pilot: for each clinic the share of each session. None with fewer than two clinics.

    Analysis of variance for unequal groups (Searle SR, Casella G, McCulloch CE. Variance Components. New York: Wiley, 1992,
    section 3.6); a negative component is none.
    """
    groups = [np.asarray(one, dtype=np.float64) for one in values.values() if len(one)]
    if len(groups) < 2:
        return None
    sizes = np.array([one.size for one in groups])
    total = sizes.sum()
    means = np.array([one.mean() for one in groups])
    grand = float((means * sizes).sum() / total)
    between = float((sizes * (means - grand) ** 2).sum() / (len(groups) - 1))
    freedom = total - len(groups)
    if freedom == 0:
        return Spread(math.sqrt(between), 0.0)
    within = sum(float(((one - one.mean()) ** 2).sum()) for one in groups) / freedom
    size = (total - (sizes**2).sum() / total) / (len(groups) - 1)
    return Spread(math.sqrt(max((between - within) / size, 0.0)), math.sqrt(within))


def half_width(spread: Spread, clinics: int, sessions_each: int, level: float = 0.95) -> float:
    """Of the limits of a mean over clinics, Student's t on (clinics - 1)."""
    variance = (spread.clinics**2 + spread.sessions**2 / sessions_each) / clinics
    return float(special.stdtrit(clinics - 1, 0.5 + level / 2) * math.sqrt(variance))


def clinics_needed(spread: Spread, wished: float, sessions_each: int = 1) -> int | None:
    """The fewest clinics for a half-width; None where a thousand would not do."""
    for clinics in range(2, MOST + 1):
        if half_width(spread, clinics, sessions_each) <= wished:
            return clinics
    return None


def minutes_needed(
    wished: float, pilot_minutes: float = PILOT_MINUTES, pilot_half_width: float | None = None
) -> tuple[float, float]:
    """Minutes of a person watched by two for a half-width of kappa: lowest and highest; precision goes with the root of time."""
    widths = PILOT_HALF_WIDTHS if pilot_half_width is None else (pilot_half_width,) * 2
    low, high = (pilot_minutes * (width / wished) ** 2 for width in widths)
    return low, high


def before_a_pilot(wished: float) -> list[tuple[float, int | None]]:
    """Assumed standard deviation between clinics, and how many clinics it would take."""
    return [(sd, clinics_needed(Spread(sd, 0.0), wished)) for sd in ASSUMED_SD]
