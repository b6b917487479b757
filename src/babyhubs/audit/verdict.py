"""Verdicts by the pre-registered rule, on reach at hubs.

Under-served and unseen are never merged: one says that the evidence shows low reach, the other that the records cannot
show the group.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.measures import INTENSITY, REACH
from babyhubs.audit.rule import Rule
from babyhubs.statistics.testing import false_discovery

UNDER_SERVED, ADEQUATE, CANNOT_TELL, UNSEEN = "under-served", "adequately served", "cannot tell", "unseen"
MORE_ELSEWHERE = "more face-to-face contact in all than others: may be good targeting elsewhere"


def judged(measures: pl.DataFrame, statuses: Mapping[str, str], rule: Rule) -> pl.DataFrame:
    """Measures with q-values, verdicts and their reasons.

    statuses: attribute -> usable | cannot tell | absent. q-values are taken over all tested groups of a measure and view:
    the groups that are known and not too small, of the attributes that can be used.
    """
    usable = [name for name, status in statuses.items() if status == "usable"]
    tested = (
        pl.col("p_value").is_not_null()
        & pl.col("attribute").is_in(usable)
        & (pl.col("group") != UNKNOWN)
        & (pl.coalesce("eligible", "families") >= rule.smallest_group)
    )
    parts = []
    for _, part in measures.group_by(["view", "measure"], maintain_order=True):
        p = part.select(pl.when(tested).then(pl.col("p_value")).otherwise(None))["p_value"].fill_null(np.nan).to_numpy()
        parts.append(part.with_columns(q_value=pl.Series(false_discovery(p)).fill_nan(None)))
    with_q = pl.concat(parts)
    more_in_all = with_q.filter(
        (pl.col("view") == "all_contact") & (pl.col("measure") == INTENSITY) & (pl.col("ratio_lower") > 1)
    )
    more_elsewhere = set(more_in_all.select("attribute", "group").iter_rows())
    verdicts, why = [], []
    for row in with_q.iter_rows(named=True):
        if row["view"] != "hub" or row["measure"] != REACH or row["attribute"] not in statuses:
            verdict, reason = "", ""
        else:
            verdict, reason = _one(row, statuses[row["attribute"]], rule)
            if row["ratio"] is not None and row["ratio"] < 1 and (row["attribute"], row["group"]) in more_elsewhere:
                reason = f"{reason}; {MORE_ELSEWHERE}"
        verdicts.append(verdict)
        why.append(reason)
    return with_q.with_columns(
        verdict=pl.Series(verdicts, dtype=pl.String), verdict_reason=pl.Series(why, dtype=pl.String)
    )


def _one(row: Mapping[str, Any], status: str, rule: Rule) -> tuple[str, str]:
    """The verdict of one group, and why in words."""
    if row["group"] == UNKNOWN:
        return "", "not a group: these babies' attribute is not recorded"
    if status == "absent":
        return UNSEEN, "the export does not carry this attribute"
    if status == "cannot tell":
        return CANNOT_TELL, f"the attribute is known for fewer than {rule.known_at_least:.0%} of babies"
    if row["eligible"] < rule.smallest_group:
        return CANNOT_TELL, f"fewer than {rule.smallest_group} babies"
    if row["ratio"] is None or row["ratio_upper"] is None:
        return CANNOT_TELL, "no comparison could be made"
    return by_numbers(row["ratio"], row["ratio_lower"], row["ratio_upper"], row["shortfall_families"], rule)


def by_numbers(ratio: float, low: float, high: float, shortfall: float, rule: Rule) -> tuple[str, str]:
    """The rule itself: the ratio to all others with its 95% limits, and the shortfall in families a year."""
    if ratio < rule.reach_ratio_below and high < rule.upper_limit_below:
        if shortfall >= rule.shortfall_at_least:
            return UNDER_SERVED, f"reach below {rule.reach_ratio_below:.0%} of the others', limits exclude equal reach"
        return CANNOT_TELL, f"a gap, but fewer than {rule.shortfall_at_least:g} families a year: too few for the rule"
    if low >= rule.reach_ratio_below:
        return ADEQUATE, f"the limits exclude a reach below {rule.reach_ratio_below:.0%} of the others'"
    return CANNOT_TELL, "the limits allow both an important gap and none"
