"""Visits inside eligibility, by view: hub attendance alone, and all face-to-face health visiting.

Every table stands twice because a low hub rate can be good targeting elsewhere: families seen at home need the hub less.
"""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from babyhubs.audit.engine import held
from babyhubs.audit.rule import Rule
from babyhubs.intake.engine import flag

VIEWS = ("hub", "all_contact")
DAYS_APART = 512  # above any age in days that is followed closely: a child's number and an age in one whole number


def attended(contacts: ir.Table, rule: Rule) -> ir.BooleanColumn:
    """Whether a contact took place: attended, or not coded but long enough to have happened (the rule's minutes)."""
    coded = contacts.attendance == "attended"
    if rule.attended_if_minutes_at_least == 0:
        return coded
    long_enough = ibis.coalesce(contacts.duration_minutes, 0) >= rule.attended_if_minutes_at_least
    return coded | ((contacts.attendance == "unknown") & long_enough)


def in_view(contacts: ir.Table, view: str) -> ir.BooleanColumn:
    """Whether a contact belongs to a view. Who comes to a hub is seen face to face, also where the medium is not recorded."""
    at_hub = contacts.setting == "hub"
    return at_hub if view == "hub" else at_hub | (contacts.medium == "face_to_face")


def visit_days(contacts: ir.Table, children: ir.Table, wanted: Mapping[str, ir.BooleanColumn], rule: Rule) -> ir.Table:
    """number, age, and a flag for each name of `wanted`: the days on which a child was seen inside its episode.

    Two rows of one child on one day are one visit: a baby weighed and then seen came once.
    """
    step = max(DAYS_APART, rule.oldest_days + 1)
    marked = contacts.select("child", "date", **{name: flag(condition) for name, condition in wanted.items()})
    marked = marked.filter(ibis.or_(*(marked[name] == 1 for name in wanted)))
    spans = children.select("number", "date_of_birth", "entry_age", "exit_age", episode_child="child")
    joined = marked.inner_join(spans, marked.child == spans.episode_child)
    age = joined.date.delta(joined.date_of_birth, unit="day").cast("int64")
    aged = joined.select(*wanted, "number", "entry_age", "exit_age", age=age)
    inside = aged.filter((aged.age >= aged.entry_age) & (aged.age < aged.exit_age))
    keyed = inside.select(*wanted, key=inside.number.cast("int64") * step + inside.age)
    days = keyed.group_by("key").agg(**{name: keyed[name].max() for name in wanted})
    return days.select(*wanted, number=(days.key // step).cast("int64"), age=(days.key % step).cast("int16"))


def per_child(children: ir.Table, days: ir.Table, names: tuple[str, ...], within: int) -> ir.Table:
    """Children with `NAME_count`, `NAME_first` and `NAME_second` for each name: how many visit days, the age at the
    first, and at the next of a child of the cohort, if it came within so many days (else null)."""
    totals = held(
        days.group_by(total_number="number").agg(
            **{f"{name}_count": days[name].sum() for name in names},
            **{f"{name}_first": days.age.min(where=days[name] == 1) for name in names},
        )
    )
    later = _next_visits(children, days, totals, names, within)
    joined = children.left_join(totals, children.number == totals.total_number)
    joined = joined.left_join(later, joined.number == later.later_number)
    own = [joined[name] for name in children.columns if name not in ("child", "date_of_birth")]
    return held(
        joined.select(
            *own,
            **{f"{name}_count": ibis.coalesce(joined[f"{name}_count"].cast("int64"), 0) for name in names},
            **{f"{name}_{place}": joined[f"{name}_{place}"] for name in names for place in ("first", "second")},
        )
    )


def _next_visits(children: ir.Table, days: ir.Table, totals: ir.Table, names: tuple[str, ...], within: int) -> ir.Table:
    """later_number and `NAME_second`, of children of the cohort who came again within so many days."""
    cohort = children.filter(children.in_cohort).select(cohort_number="number")
    came = totals.semi_join(cohort, totals.total_number == cohort.cohort_number)
    firsts = came.select(number="total_number", **{f"{name}_from": came[f"{name}_first"] for name in names})
    both = days.inner_join(firsts, "number")
    again = {
        name: (both[name] == 1) & (both.age > both[f"{name}_from"]) & (both.age <= both[f"{name}_from"] + within)
        for name in names
    }
    # most visits lie far behind the first one: they are left out before the engine sorts the rest by child
    near = both.filter(ibis.or_(*(again[name].fill_null(False) for name in names)))
    near = near.select("number", "age", **{name: flag(again[name]) for name in names})
    return near.group_by(later_number="number").agg(
        **{f"{name}_second": near.age.min(where=near[name] == 1) for name in names}
    )
