"""How likely a visit is: an age curve, times the multipliers that are planted.

A gap is planted on the hazard: the weekly readiness to come, family by family. The reach of a group follows from it and
from who else the group's families are, so the truth is worked out (`truth.py`), not set.
"""

import math
from typing import Any

import numpy as np

from babyhubs.errors import InputError
from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.randomness import Floats, Names
from babyhubs.simulation.settings import Gaps

FIRST_WEEK = 2
LAST_WEEK = 51
REACH_AGE_DAYS = 182  # weeks 2 to 25 are the days of age 14 to 181
WEEKS = np.arange(FIRST_WEEK, LAST_WEEK + 1)
BEFORE_REACH_AGE = WEEKS < REACH_AGE_DAYS // 7


def weekly_hazard() -> Floats:
    """The hazard of the reference family in each age week of `WEEKS`: high at first, falling with age."""
    shape = assumptions()["visits"]
    falling = np.exp(-(WEEKS - FIRST_WEEK) / shape["falls_over_weeks"])
    hazard: Floats = shape["level"] * (shape["floor"] + (1 - shape["floor"]) * falling)
    return hazard


def planted(gaps: str | Gaps, groups: dict[str, tuple[str, ...]]) -> dict[str, dict[str, float]]:
    """The multipliers by attribute and group, checked against the groups that there are."""
    if gaps == "none":
        return {}
    chosen: Any = assumptions()["gaps"] if isinstance(gaps, str) else gaps
    for attribute, multipliers in chosen.items():
        if attribute not in groups:
            raise InputError(
                f"No gap can be planted on {attribute}.",
                where=f"gaps, {attribute}",
                remedy=f"Choose one of: {', '.join(groups)}.",
            )
        for group, multiplier in multipliers.items():
            if group not in groups[attribute]:
                raise InputError(
                    f"There is no group {group} of {attribute}.",
                    where=f"gaps, {attribute}, {group}",
                    remedy=f"Choose one of: {', '.join(groups[attribute])}.",
                )
            if not (math.isfinite(multiplier) and 0 < multiplier <= 100):
                raise InputError(
                    "A hazard multiplier must be above 0 and at most 100.",
                    where=f"gaps, {attribute}, {group} = {multiplier}",
                    remedy="1 plants no gap; 0.5 halves the hazard.",
                )
    return {attribute: dict(sorted(multipliers.items())) for attribute, multipliers in sorted(chosen.items())}


def multiplier(gaps: dict[str, dict[str, float]], membership: dict[str, Names]) -> Floats:
    """The product of the planted multipliers for each family."""
    size = len(next(iter(membership.values())))
    product = np.ones(size)
    for attribute, multipliers in gaps.items():
        for group, factor in multipliers.items():
            product[membership[attribute] == group] *= factor
    return product
