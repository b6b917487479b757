"""Verdicts by the pre-registered rule, on reach at hubs.

Under-served and unseen are never merged: one says that the evidence shows low reach, the other that the records cannot
show the group.
"""

import numpy as np
import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.measures import INTENSITY, REACH
from babyhubs.audit.rule import Rule
from babyhubs.statistics.testing import false_discovery

UNDER_SERVED, ADEQUATE, CANNOT_TELL, UNSEEN = "under-served", "adequately served", "cannot tell", "unseen"


def judged(measures: pl.DataFrame, statuses: dict[str, str], rule: Rule) -> pl.DataFrame:
    """Measures with q-values, verdicts and their reasons.

    statuses: attribute -> usable | cannot tell | absent. q-values are taken over all tested groups of a measure and view.
    """
    tested = (
        (pl.col("p_value").is_not_null())
        & (pl.col("group") != UNKNOWN)
        & (pl.col("eligible").fill_null(rule.smallest_group) >= rule.smallest_group)
    )
    parts = []
    for _, part in measures.group_by(["view", "measure"], maintain_order=True):
        p = part.select(pl.when(tested).then(pl.col("p_value")).otherwise(None))["p_value"].fill_null(np.nan).to_numpy()
        parts.append(part.with_columns(q_value=pl.Series(false_discovery(p)).fill_nan(None)))
    with_q = pl.concat(parts)
    more_elsewhere = {
        (row["attribute"], row["group"])
        for row in with_q.filter((pl.col("view") == "all_contact") & (pl.col("measure") == INTENSITY)).iter_rows(
            named=True
        )
        if row["ratio_lower"] is not None and row["ratio_lower"] > 1
    }
    verdicts, why = [], []
    for row in with_q.iter_rows(named=True):
        if row["view"] != "hub" or row["measure"] != REACH or row["attribute"] not in statuses:
            verdict, reason = "", ""
        else:
            verdict, reason = _one(row, statuses[row["attribute"]], rule)
            if row["ratio"] is not None and row["ratio"] < 1 and (row["attribute"], row["group"]) in more_elsewhere:
                reason = f"{reason}; more face-to-face contact in all than others: may be good targeting elsewhere"
        verdicts.append(verdict)
        why.append(reason)
    return with_q.with_columns(
        verdict=pl.Series(verdicts, dtype=pl.String), verdict_reason=pl.Series(why, dtype=pl.String)
    )


def _one(row: dict[str, object], status: str, rule: Rule) -> tuple[str, str]:
    """The verdict of one group, and why in words."""
    if row["group"] == UNKNOWN:
        return "", "not a group: these babies' attribute is not recorded"
    if status == "absent":
        return UNSEEN, "the export does not carry this attribute"
    if status == "cannot tell":
        return CANNOT_TELL, f"the attribute is known for fewer than {rule.known_at_least:.0%} of babies"
    if _number(row["eligible"]) < rule.smallest_group:
        return CANNOT_TELL, f"fewer than {rule.smallest_group} babies"
    if row["ratio"] is None:
        return CANNOT_TELL, "no comparison could be made"
    ratio, low, high = (_number(row[name]) for name in ("ratio", "ratio_lower", "ratio_upper"))
    shortfall = _number(row["shortfall_families"])
    if ratio < rule.reach_ratio_below and high < rule.upper_limit_below:
        if shortfall >= rule.shortfall_at_least:
            return UNDER_SERVED, f"reach below {rule.reach_ratio_below:.0%} of the others', limits exclude equal reach"
        return CANNOT_TELL, f"a gap, but fewer than {rule.shortfall_at_least:g} families a year: too few for the rule"
    if low >= rule.reach_ratio_below:
        return ADEQUATE, f"the limits exclude a reach below {rule.reach_ratio_below:.0%} of the others'"
    return CANNOT_TELL, "the limits allow both an important gap and none"


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")
