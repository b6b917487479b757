"""Which verdicts may stay beside a hidden count: those that every count in the hidden range would have led to.

That a group of three hundred is under-served although its count is hidden is the very thing to say, and says no more than
the star does. Where the verdict would differ between one baby and seven, it goes with the count.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit.coarse import Flags
from babyhubs.audit.counts import ALL
from babyhubs.audit.measures import REACH
from babyhubs.audit.rule import Rule
from babyhubs.audit.verdict import by_numbers
from babyhubs.disclosure.profiles import Profile
from babyhubs.statistics import survival, two_intervals

NEVER_QUITE_ALL = 0.999


def verdicts_kept(measures: pl.DataFrame, hidden: Flags, profile: Profile, rule: Rule, years: float) -> Flags:
    """One flag a row of the exact measures; rows that are not hidden keep theirs."""
    kept = ~hidden
    everybody = measures.filter(
        pl.col("view") == "hub", pl.col("measure") == REACH, pl.col("attribute") == ALL
    ).row(0, named=True)  # fmt: skip
    # how much the curve adds for babies who are still too young, in the service as a whole
    share = everybody["events"] / everybody["eligible"] if everybody["eligible"] else 0.0
    censoring = (everybody["estimate"] or 0.0) / share if share else 1.0
    for index in np.flatnonzero(hidden):
        row = measures.row(int(index), named=True)
        if row["verdict"]:
            kept[index] = _the_same_for_all(row, censoring, profile, rule, years)
    return kept


def _the_same_for_all(row: Mapping[str, Any], censoring: float, profile: Profile, rule: Rule, years: float) -> bool:
    low, high = profile.suppress
    n, x = row["eligible"], row["events"]
    if n <= high:
        return high < rule.smallest_group  # "fewer than 30 babies", whatever the count
    if row["ratio"] is None or n < rule.smallest_group:
        return True  # not decided by the count
    given = by_numbers(row["ratio"], row["ratio_lower"], row["ratio_upper"], row["shortfall_families"], rule)
    if row["verdict"] != given[0]:
        return True  # decided by something else: the attribute, or the hubs' records
    if x > high and n - x > high:
        return False  # hidden to protect another count
    few = np.arange(max(low, 1), high + 1, dtype=np.float64)
    came = few if x <= high else n - few
    reach = np.minimum(censoring * came / n, NEVER_QUITE_ALL)
    se = reach * np.sqrt((1 - reach) / np.maximum(came, 1))
    reference = row["others_estimate"]
    others = (reference, *survival.log_log_limits(reference, row["others_se"], row["others_eligible"]))
    ratio, lower, upper, _ = two_intervals.ratio((reach, *survival.log_log_limits(reach, se, n)), others)
    short = row["families"] / years * (reference - reach)
    found = zip(ratio.tolist(), lower.tolist(), upper.tolist(), short.tolist(), strict=True)
    return {by_numbers(r, low, high, families, rule)[0] for r, low, high, families in found} == {row["verdict"]}
