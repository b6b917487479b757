"""Visits inside eligibility, by view: hub attendance alone, and all face-to-face health visiting.

Every table stands twice because a low hub rate can be good targeting elsewhere: families seen at home need the hub less.
"""

import ibis
import ibis.expr.types as ir

from babyhubs.audit.rule import Rule

VIEWS = ("hub", "all_contact")


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


def within_episodes(contacts: ir.Table, episodes: ir.Table) -> ir.Table:
    """child, age of each day with a contact inside its child's eligible episode.

    Two rows of one child on one day are one visit: a baby weighed and then seen came once.
    """
    spans = episodes.select("child", "date_of_birth", "entry_age", "exit_age").rename(episode_child="child")
    joined = contacts.select("child", "date").inner_join(spans, contacts.child == spans.episode_child)
    aged = joined.select(
        "child", "entry_age", "exit_age", age=joined.date.delta(joined.date_of_birth, unit="day").cast("int64")
    )
    return aged.filter((aged.age >= aged.entry_age) & (aged.age < aged.exit_age)).select("child", "age").distinct()


def per_child(episodes: ir.Table, visits: ir.Table) -> ir.Table:
    """Episodes with the child's visits: how many, the age at the first, and at the next one on a later day (or null)."""
    totals = visits.group_by("child").agg(visit_count=visits.count(), first_age=visits.age.min())
    totals = totals.rename(total_child="child")
    later = visits.inner_join(totals, visits.child == totals.total_child)
    later = later.filter(later.age > later.first_age)
    second = later.group_by("child").agg(second_age=later.age.min()).rename(second_child="child")
    joined = episodes.left_join(totals, episodes.child == totals.total_child)
    joined = joined.left_join(second, joined.child == second.second_child)
    return joined.select(
        *[joined[name] for name in episodes.columns],
        visit_count=ibis.coalesce(joined.visit_count, 0),
        first_age=joined.first_age,
        second_age=joined.second_age,
    )
