"""What a simulated service is made from: a seed, a window, a size and the gaps that are planted.

Everything that decides a byte of the output stands here; nothing comes from the clock or the machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babyhubs.errors import InputError

Gaps = Mapping[str, Mapping[str, float]]

# NHS numbers of the 999 test range: a million bodies, one in eleven without a valid check digit.
MOST_CHILDREN = 800_000


@dataclass(frozen=True)
class Settings:
    """The window is `start` to `end`, the last day not included; `years` whole years.

    births_per_year:  births to residents; the infants of the three authorities at mid-2020 were about 10,000.
    gaps:             "default", "none", or attribute -> group -> hazard multiplier (one where not named).
    frailty_variance: variance of the family's gamma frailty (mean one): how unlike families are for reasons unrecorded.
    capture:          the share of hub visits that reaches the record; the head-count in the room always sees all.
    """

    seed: int = 1
    years: int = 1
    start: date = date(2025, 9, 1)
    births_per_year: int = 10_000
    gaps: str | Gaps = "default"
    frailty_variance: float = 2.0
    capture: float = 1.0

    def __post_init__(self) -> None:
        _require(self.seed >= 0, "The seed must be a whole number from 0", f"seed = {self.seed}")
        _require(1 <= self.years <= 20, "The number of years must be from 1 to 20", f"years = {self.years}")
        _require(
            self.births_per_year >= 1 and self.births_per_year * (self.years + 1) * 1.2 <= MOST_CHILDREN,
            f"There are test NHS numbers for about {MOST_CHILDREN:,} children",
            f"births a year = {self.births_per_year}, years = {self.years}",
        )
        _require(
            0 < self.frailty_variance <= 20,
            "The frailty variance must be above 0 and at most 20",
            f"frailty variance = {self.frailty_variance}",
        )
        _require(0 < self.capture <= 1, "The capture rate must be above 0 and at most 1", f"capture = {self.capture}")
        _require(
            not isinstance(self.gaps, str) or self.gaps in {"default", "none"},
            'The gaps must be "default", "none" or multipliers by attribute and group',
            f"gaps = {self.gaps}",
        )

    @property
    def end(self) -> date:
        """The first day after the window."""
        # 29 February has no anniversary in most years: the day after 28 February is 1 March.
        leap_day = (self.start.month, self.start.day) == (2, 29)
        anchor = self.start + timedelta(days=1) if leap_day else self.start
        return anchor.replace(year=anchor.year + self.years)

    def to_json(self) -> dict[str, Any]:
        """The settings as they stand in truth.json."""
        return {
            "seed": self.seed,
            "years": self.years,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "births_per_year": self.births_per_year,
            "gaps": self.gaps if isinstance(self.gaps, str) else {k: dict(v) for k, v in self.gaps.items()},
            "frailty_variance": self.frailty_variance,
            "capture": self.capture,
        }


def _require(holds: bool, what: str, where: str) -> None:
    if not holds:
        raise InputError(what + ".", where=where, remedy="Change the setting and run again.")
