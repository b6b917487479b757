"""Eligible episodes: which child could have come, from which day of age to which.

A child is eligible while on the caseload, within the rule's ages and inside the window. Ages are whole days; an episode
runs from `entry_age` to before `exit_age`.
"""

import ibis
import ibis.expr.types as ir

from babyhubs.audit.engine import numbered
from babyhubs.audit.rule import Rule
from babyhubs.audit.window import Window


def eligible(children: ir.Table, rule: Rule, window: Window) -> ir.Table:
    """One row a child with eligible time in the window.

    number: a whole number for the child, for this run only (joins on it are several times faster than on pseudonyms).
    entry_age, exit_age: days of age. entry_date: the first day of the episode. family: the child itself where no
    mother is linked. in_cohort: whether eligibility began inside the window, so that no earlier visit can be hidden
    (docs/decisions/0003).
    """
    start, end = ibis.date(window.start.isoformat()), ibis.date(window.end.isoformat())
    born = children.date_of_birth
    joined = children.caseload_start.delta(born, unit="day")
    left = children.caseload_end.delta(born, unit="day")
    begins = ibis.greatest(ibis.literal(rule.youngest_days, "int64"), joined.cast("int64"))
    entry = ibis.greatest(begins, start.delta(born, unit="day").cast("int64"))
    # no caseload end: still on it, so the window ends the episode
    window_end = end.delta(born, unit="day").cast("int64")
    leaves = ibis.coalesce(left.cast("int64"), window_end)
    exit_ = ibis.least(ibis.literal(rule.oldest_days, "int64"), leaves, window_end)
    rows = children.select(
        "child", "date_of_birth", "area", "ethnic_category", "language", "mother_age", "first_child", "lone_parent",
        entry_age=entry.cast("int16"),
        exit_age=exit_.cast("int16"),
        in_cohort=begins >= start.delta(born, unit="day").cast("int64"),
        family=ibis.coalesce(children.family, children.child),
    )  # fmt: skip
    rows = rows.filter(rows.exit_age > rows.entry_age)
    rows = rows.mutate(entry_date=(rows.date_of_birth + rows.entry_age.as_interval("D")).cast("date"))
    return numbered(rows, "child")
