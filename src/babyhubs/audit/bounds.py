"""What the missing values could change: the answer recomputed at its extremes.

Attendance without a code: as if none, or all, of those contacts had taken place. An unknown attribute: as if every baby
whose group is not recorded belonged to the flagged group, or to the others (Manski CF. Partial Identification of
Probability Distributions. New York: Springer, 2003, chapter 1, for the idea of extremes instead of imputation). Hubs with
incomplete records: as if the families nearest to them were not there.
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

MAIN, NONE_CAME, ALL_CAME = "attendance_main", "attendance_none", "attendance_all"
COMPLETE_HUBS = "complete_hubs"
IN_GROUP, IN_OTHERS = "unknown_in_group", "unknown_in_others"
SCENARIOS = {
    MAIN: "attendance as the rule has it",
    NONE_CAME: "if no contact without an attendance code took place",
    ALL_CAME: "if every contact without an attendance code took place",
    COMPLETE_HUBS: "without those whose nearest hub's records are incomplete",
}


def bounds(
    scenarios: Mapping[str, Counts], flagged: pl.DataFrame, groups: Mapping[str, tuple[str, ...]], rule: Rule
) -> pl.DataFrame:
    """scenarios: of `SCENARIOS`, the counts at hubs. flagged: attribute, group, group_label of the under-served groups."""
    rows = [
        {"scenario": name, "label": f"All babies, {SCENARIOS[name]}", "attribute": ALL, "group": ALL}
        | _reach(followed(counts, ALL, (ALL,), rule), rule)
        for name, counts in scenarios.items()
    ]
    for one in flagged.iter_rows(named=True):
        identity = {"attribute": one["attribute"], "group": one["group"]}
        for name, counts in scenarios.items():
            parts = followed(counts, one["attribute"], groups[one["attribute"]], rule)
            group = parts.groups.index(one["group"])
            unknown = parts.groups.index(UNKNOWN)
            others = [row for row in range(len(parts.groups)) if row not in (group, unknown)]
            if name != MAIN:
                label = f"{one['group_label']}, {SCENARIOS[name]}"
                compared = _compared(_merged(parts, [group]), _merged(parts, others), rule)
                rows.append({"scenario": name, "label": label} | identity | compared)
            elif parts.sums["m"][unknown]:
                label = f"{one['group_label']}, with every baby whose group is not recorded"
                compared = _compared(_merged(parts, [group, unknown]), _merged(parts, others), rule)
                rows.append({"scenario": IN_GROUP, "label": label} | identity | compared)
                label = f"All but {one['group_label']}, with every baby whose group is not recorded"
                compared = _compared(_merged(parts, [*others, unknown]), _merged(parts, [group]), rule)
                rows.append({"scenario": IN_OTHERS, "label": label} | identity | compared)
    return with_ratio(table("bounds", rows))


def with_ratio(frame: pl.DataFrame) -> pl.DataFrame:
    """The ratio of the group to all others; where the row is that of the others, the other way round."""
    own, rest = pl.col("estimate"), pl.col("others_estimate")
    turned = pl.col("scenario") == IN_OTHERS
    above, below = pl.when(turned).then(rest).otherwise(own), pl.when(turned).then(own).otherwise(rest)
    return frame.with_columns(ratio=pl.when(below > 0).then(above / below))


def _merged(parts: Followed, rows: list[int]) -> Followed:
    """Some groups as one."""
    return Followed(
        (ALL,), parts.days,
        parts.entered[rows].sum(axis=0, keepdims=True),
        parts.first_visits[rows].sum(axis=0, keepdims=True),
        parts.left[rows].sum(axis=0, keepdims=True),
        {name: values[rows].sum(keepdims=True) for name, values in parts.sums.items()},
    )  # fmt: skip


def _compared(own: Followed, others: Followed, rule: Rule) -> dict[str, Any]:
    rest = _reach(others, rule)
    return _reach(own, rule) | {f"others_{name}": rest[name] for name in ("eligible", "events", "estimate", "se")}


def _reach(own: Followed, rule: Rule) -> dict[str, Any]:
    at = horizon_column(own, rule)
    curve = own.curve()
    figures = {"estimate": curve.incidence, "se": curve.se, "lower": curve.lower, "upper": curve.upper}
    return {
        "eligible": int(own.sums["m"][0]),
        "events": int(own.first_visits[0, : at + 1].sum()),
        **{name: float(values[0, at]) if np.isfinite(values[0, at]) else None for name, values in figures.items()},
    }
