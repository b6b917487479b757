"""One table that carries every outcome, with a change that closes each gap: the most deprived reach what the least have."""

import numpy as np
import polars as pl

from babyhubs.evaluation.outcomes import Outcome, outcomes

HUBS, MONTHS, BEGUN, CHANGED = 12, 24, 12, 6
DUE = 200.0


def column(one: Outcome) -> tuple[float, float]:
    """The rate of the least deprived end, and what is missing (or too much) at the most deprived end before the change."""
    if one.rate == "points":
        return (10.0, 4.0) if one.good == "lower" else (30.0, -8.0)
    level = 0.5 if one.scale == "difference" else 0.4
    return level, 0.2 if one.good == "lower" else -0.2


def every_outcome(recorded_after: float = 0.95) -> pl.DataFrame:
    """recorded_after: share of families due who have a record at changed hubs after the change; 0.95 elsewhere."""
    rng = np.random.default_rng(8)
    rows = []
    for hub in range(HUBS):
        for month in range(MONTHS):
            after = hub < CHANGED and month >= BEGUN
            for fifth, rank in enumerate((0.9, 0.7, 0.5, 0.3, 0.1), start=1):
                row: dict[str, float] = {
                    "clinic": hub, "month": month, "quintile": fifth, "start": BEGUN if hub < CHANGED else -1
                }  # fmt: skip
                for one in outcomes().values():
                    level, behind = column(one)
                    rate = level + behind * rank * (0.4 if after else 1.0)
                    rate *= 1 + 0.02 * np.sin(month) + 0.01 * hub + 0.01 * rng.standard_normal()
                    seen = DUE * (recorded_after if after and one.due else 0.95)
                    row |= {one.exposure: seen, one.events: seen * rate}
                    if one.due:
                        row[one.due] = DUE
                rows.append(row)
    return pl.DataFrame(rows)
