"""From the rows of the contacts file to one row a contact, a group session, or a reason why not.

Every row gets at most one reason: the first that holds, in the order below. Copies and later submissions are looked
for only among the rows that could be used, so that a broken late row does not displace a sound earlier one.
"""

from typing import Any

import ibis
import ibis.expr.types as ir

from babyhubs.intake.engine import first_that_holds
from babyhubs.intake.options import Options
from babyhubs.intake.setting import REVIEWS, medium, setting

GROUP = "group session"
RULE_OF_REASON = {
    "group_rows": GROUP,
    "future_dates": "future_date",
    "not_yet_happened": "not_yet_happened",
    "before_birth": "before_birth",
    "exact_duplicates": "exact_duplicate",
    "latest_submission": "superseded",
    "one_hub_visit_a_day": "second_visit_of_day",
}
NEEDED = (
    "row", "contact", "child", "referral_no", "contact_no", "venue_no", "date", "bad_date", "submitted", "location_type",
    "medium", "attendance", "activity", "duration", "participants", "hub", "venue_home", "known_venue", "bad_venue",
    "bad_medium",
)  # fmt: skip
# what makes two rows the same contact written twice; the day of submission apart
CONTENT = (
    "child", "referral_no", "contact_no", "date", "venue_no", "location_type", "medium", "attendance", "activity",
    "duration", "participants",
)  # fmt: skip


def judged(rows: ir.Table, children: ir.Table, options: Options) -> ir.Table:
    """Every row of the file: its clean columns, `reason` (null: used), `is_group`, and flags of rules.

    children: child, child_born, child_reason, one row a child of the children file.
    """
    listed = children.rename(listed_child="child")
    known = rows.select(*NEEDED).left_join(listed, rows.child == listed.listed_child)
    known = known.mutate(was_medium=known.medium, medium=medium(known, options))
    known = known.mutate(setting=setting(known, options), **_singly(known, options))
    copies = _copies_left_out(known, options)
    latest = _superseded_left_out(copies, options)
    whole = _second_visits_left_out(latest, options)
    return whole.select(
        "row", "contact", "child", "referral_no", "contact_no", "date", "hub", "setting", "medium", "activity",
        "participants", "submitted", "child_born", "reason",
        duration_minutes=whole.duration,
        attendance=_attendance(whole, options),
        is_listed=whole.listed_child.notnull(),
        is_group=(whole.reason == GROUP).fill_null(False),
        rule_cancelled_by_family_not_attended=whole.attendance == "cancelled_by_family",
        rule_place_says_face_to_face=whole.medium != whole.was_medium,
        rule_reviews_are_not_hub_visits=whole.hub.notnull()
        & (whole.medium == "face_to_face")
        & (whole.location_type != "home")
        & whole.activity.isin(REVIEWS),
    )  # fmt: skip


def changed(reasons: dict[str, int]) -> dict[str, int]:
    """Rows that each rule set aside, from the rows by reason."""
    return {rule: reasons.get(reason, 0) for rule, reason in RULE_OF_REASON.items()}


def _singly(rows: ir.Table, options: Options) -> dict[str, Any]:
    """The reasons that a row gives by itself. A group session has its reasons too."""
    on = options.on
    today = ibis.date(options.as_of.isoformat())
    nobody = rows.child.isnull()
    in_group = nobody & (rows.participants >= 0) & ("group_rows" in on)
    return {
        "reason": first_that_holds(
            [
                (nobody & ~in_group.fill_null(False), "no_child"),
                (rows.bad_date, "unreadable_date"),
                (rows.date.isnull(), "no_date"),
                ((rows.date > today) & ("future_dates" in on), "future_date"),
                (in_group, GROUP),
                ((rows.attendance == "future") & ("not_yet_happened" in on), "not_yet_happened"),
                (rows.listed_child.isnull(), "child_not_listed"),
                (rows.child_reason.notnull(), "child_set_aside"),
                (
                    (rows.date < rows.child_born) & (rows.activity != "antenatal") & ("before_birth" in on),
                    "before_birth",
                ),
            ]
        )
    }


def _copies_left_out(rows: ir.Table, options: Options) -> ir.Table:
    if "exact_duplicates" not in options.on:
        return rows
    order = [rows.submitted.desc(nulls_first=False), rows.row.asc()]
    earlier = ibis.row_number().over(
        ibis.window(group_by=[rows[name] for name in CONTENT] + [rows.reason], order_by=order)
    )
    return _marked(rows, earlier > 0, "exact_duplicate")


def _superseded_left_out(rows: ir.Table, options: Options) -> ir.Table:
    """By child, referral and contact identifier: earlier submissions go; within the latest, one row a day stays.

    Identifiers that are used again on another day of one submission are two contacts, not a correction.
    """
    if "latest_submission" not in options.on:
        return rows
    key = [rows.child, rows.referral_no, rows.contact_no, rows.reason]
    never = ibis.date("0001-01-01")
    when = ibis.coalesce(rows.submitted, never)
    latest = when.max().over(ibis.window(group_by=key))
    behind = ibis.row_number().over(ibis.window(group_by=[*key, when, rows.date], order_by=rows.row.desc()))
    replaced = rows.contact_no.notnull() & ((when < latest) | (behind > 0))
    return _marked(rows, replaced, "superseded")


def _second_visits_left_out(rows: ir.Table, options: Options) -> ir.Table:
    if "one_hub_visit_a_day" not in options.on:
        return rows
    order = [
        (rows.attendance == "attended").desc(),
        (rows.attendance == "unknown").desc(),
        rows.duration.desc(nulls_first=False),
        rows.row.asc(),
    ]
    place = ibis.row_number().over(
        ibis.window(group_by=[rows.child, rows.hub, rows.date, rows.setting, rows.reason], order_by=order)
    )
    return _marked(rows, rows.child.notnull() & (rows.setting == "hub") & (place > 0), "second_visit_of_day")


def _marked(rows: ir.Table, condition: Any, reason: str) -> ir.Table:
    """Rows that could be used so far get this reason where the condition holds."""
    usable = rows.reason.isnull() | (rows.reason == GROUP)
    return rows.mutate(reason=ibis.ifelse(usable & condition, reason, rows.reason))


def _attendance(rows: ir.Table, options: Options) -> Any:
    by_family = "not_attended" if "cancelled_by_family_not_attended" in options.on else "unknown"
    return ibis.cases(
        (rows.attendance == "cancelled_by_family", by_family),
        (rows.attendance == "future", "unknown"),
        else_=rows.attendance,
    )
