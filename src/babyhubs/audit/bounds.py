"""What the missing values could change: the answer recomputed at its extremes.

Attendance without a code: as if none, or all, of those contacts had taken place. An unknown attribute: as if every baby
whose group is not recorded belonged to the flagged group, or to the others (Manski CF. Partial Identification of
Probability Distributions. New York: Springer, 2003, chapter 1, for the idea of extremes instead of imputation).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.counts import ALL, Counts
from babyhubs.audit.figures import Followed, followed
from babyhubs.audit.measures import horizon_column
from babyhubs.audit.result import table
from babyhubs.audit.rule import Rule

ATTENDANCE = {
    "attendance_main": "All babies, attendance as the rule has it",
    "attendance_none": "All babies, if no contact without an attendance code took place",
    "attendance_all": "All babies, if every contact without an attendance code took place",
}


def bounds(
    attendance: Mapping[str, Counts], flagged: pl.DataFrame, groups: Mapping[str, tuple[str, ...]], rule: Rule
) -> pl.DataFrame:
    """attendance: scenario -> counts at hubs. flagged: attribute, group, group_label of the under-served groups."""
    rows = [
        {"scenario": name, "label": ATTENDANCE[name]} | _reach(followed(counts, ALL, (ALL,), rule), rule)
        for name, counts in attendance.items()
    ]
    main = attendance["attendance_main"]
    for row in flagged.iter_rows(named=True):
        own = followed(main, row["attribute"], groups[row["attribute"]], rule)
        both = (own.groups.index(row["group"]), own.groups.index(UNKNOWN))
        if own.sums["m"][both[1]] == 0:
            continue
        rows.append(
            {
                "scenario": "unknown_in_group",
                "label": f"{row['group_label']}, with every baby whose group is not recorded",
            }
            | _reach(_merged(own, both), rule)
        )
        rest = tuple(i for i in range(len(own.groups)) if i != both[0])
        rows.append(
            {
                "scenario": "unknown_in_others",
                "label": f"All but {row['group_label']}, with every baby whose group is not recorded",
            }
            | _reach(_merged(own, rest), rule)
        )
    return table("bounds", rows)


def _merged(own: Followed, rows: tuple[int, ...]) -> Followed:
    index = list(rows)
    return Followed(
        (ALL,), own.days,
        own.entered[index].sum(axis=0, keepdims=True),
        own.first_visits[index].sum(axis=0, keepdims=True),
        own.left[index].sum(axis=0, keepdims=True),
        {name: values[index].sum(keepdims=True) for name, values in own.sums.items()},
    )  # fmt: skip


def _reach(own: Followed, rule: Rule) -> dict[str, Any]:
    at = horizon_column(own, rule)
    curve = own.curve()
    figures = {
        "estimate": curve.incidence[0, at],
        "se": curve.se[0, at],
        "lower": curve.lower[0, at],
        "upper": curve.upper[0, at],
    }
    return {
        "eligible": int(own.sums["m"][0]),
        "events": int(own.first_visits[0, : at + 1].sum()),
        **{name: float(value) if np.isfinite(value) else None for name, value in figures.items()},
    }
