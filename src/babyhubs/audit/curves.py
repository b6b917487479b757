"""Reach by age, week by week, and reach by ward for the map."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit.attributes import UNKNOWN, UNKNOWN_LABEL
from babyhubs.audit.counts import ALL, WARD, Counts
from babyhubs.audit.figures import followed
from babyhubs.audit.measures import horizon_column
from babyhubs.audit.result import table
from babyhubs.audit.rule import Rule

WEEK = 7


def curves(
    counts: Mapping[str, Counts],
    groups: Mapping[str, tuple[str, ...]],
    labels: Mapping[str, Mapping[str, str]],
    rule: Rule,
) -> pl.DataFrame:
    """The curve of every group at whole weeks of age (the last day of each week)."""
    rows: list[dict[str, Any]] = []
    for view, one in counts.items():
        for attribute, its_groups in {ALL: (ALL,), **groups}.items():
            own = followed(one, attribute, its_groups, rule)
            curve = own.curve()
            came = np.cumsum(own.first_visits, axis=1)
            columns = [i for i, day in enumerate(own.days) if (day + 1) % WEEK == 0 and day < rule.oldest_days]
            for row, group in enumerate(its_groups):
                label = UNKNOWN_LABEL if group == UNKNOWN else labels[attribute].get(group, group)
                for column in columns:
                    rows.append(
                        {
                            "view": view,
                            "attribute": attribute,
                            "group": group,
                            "group_label": label,
                            "group_order": row,
                            "age_days": int(own.days[column]) + 1,
                            "eligible": int(own.sums["m"][row]),
                            "at_risk": int(curve.at_risk[row, column]),
                            "events": int(came[row, column]),
                            "estimate": _number(curve.incidence[row, column]),
                            "se": _number(curve.se[row, column]),
                            "lower": _number(curve.lower[row, column]),
                            "upper": _number(curve.upper[row, column]),
                        }
                    )
    return table("curves", rows)


def wards(counts: Mapping[str, Counts], areas: pl.DataFrame, rule: Rule) -> pl.DataFrame:
    """Reach by the ward where the family lives; babies outside the wards that ship are one row."""
    names = dict(areas.select("ward", "ward_name").drop_nulls().unique().sort("ward").iter_rows())
    rows: list[dict[str, Any]] = []
    for view, one in counts.items():
        found = one.families.filter(pl.col("attribute") == WARD)["group"].to_list()
        codes = tuple(sorted(found))
        own = followed(one, WARD, codes, rule)
        at = horizon_column(own, rule)
        curve = own.curve()
        for row, ward in enumerate(codes):
            rows.append(
                {
                    "view": view,
                    "ward": ward,
                    "ward_name": names.get(ward, "Ward not known"),
                    "eligible": int(own.sums["m"][row]),
                    "events": int(own.first_visits[row, : at + 1].sum()),
                    "estimate": _number(curve.incidence[row, at]),
                    "se": _number(curve.se[row, at]),
                    "lower": _number(curve.lower[row, at]),
                    "upper": _number(curve.upper[row, at]),
                    "reason": "",
                }
            )
    return table("wards", rows)


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
