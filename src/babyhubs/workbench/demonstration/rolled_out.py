"""A simulated roll-out of the social model at the hubs of the demonstration, with a known truth: the gap narrows, reviews do not move.

The hubs that the directory calls social are those that changed, the earliest first; all others stayed as they were.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from babyhubs.simulation.randomness import stream
from babyhubs.simulation.rollout import rollout
from babyhubs.simulation.rollout_cells import cells
from babyhubs.simulation.rollout_scenarios import SCENARIOS
from babyhubs.simulation.rollout_truth import truth

FIRST, MONTHS = date(2022, 3, 1), 46  # to December 2025: what changed in 2026 comes after the study
SEED = 5
CLOSED = range(9, 11)  # months in which the first unchanged hub had no roof
_REVIEWED = 0.82  # of the reviews due, before and after alike: the outcome on which nothing is planted


@dataclass(frozen=True)
class RolledOut:
    """frame: the table as it is brought. starts: the day on which each hub changed. closed: the hub without a roof. true: what is planted."""

    frame: pl.DataFrame
    starts: Mapping[str, date]
    closed: str
    true: Mapping[str, Any]


def rolled_out(social: Sequence[str], others: Sequence[str]) -> RolledOut:
    """Codes of the hubs that change, the earliest first, and of those that do not."""
    share = len(others) / (len(social) + len(others))
    service = rollout(replace(SCENARIOS["narrows"], never=share), SEED, hubs=len(social) + len(others))
    order = np.argsort(np.where(service.start < 0, 999, service.start), kind="stable")
    code = dict(zip(order.tolist(), [*social, *others], strict=True))
    closed = others[0]
    shut = (pl.col("clinic") == closed) & pl.col("month").is_in(list(CLOSED))
    frame = (
        cells(service)
        .filter(pl.col("month") < MONTHS)
        .with_columns(clinic=pl.col("clinic").replace_strict(code, return_dtype=pl.String))
        .with_columns(contacts=pl.when(shut).then(0).otherwise(pl.col("contacts")), review_n=pl.col("bf_due"))
        .drop("start", "closed", "dose")  # the log of the hubs says when they changed and closed
    )
    done = stream(SEED, "mandated reviews").binomial(frame["review_n"].to_numpy(), _REVIEWED)
    starts = {
        code[hub]: month_of(int(month)) for hub, month in enumerate(service.start.tolist()) if 0 <= month < MONTHS
    }
    return RolledOut(frame.with_columns(review_y=pl.Series(done)), starts, closed, truth(service))


def month_of(number: int) -> date:
    """The first day of a month of the study."""
    at = FIRST.year * 12 + FIRST.month - 1 + number
    return date(at // 12, at % 12 + 1, 1)
