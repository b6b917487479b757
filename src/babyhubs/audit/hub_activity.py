"""What each hub recorded, beside what somebody counted in the room.

An attendance is a baby seen at the hub on a day, however many rows say so: that is what a head-count counts.

Capture rate: visits recorded over heads counted, on the days that were counted. Where it is low, the visits that are
missing may be anyone's.
"""

import ibis
import polars as pl

from babyhubs.audit.result import table
from babyhubs.audit.rule import Rule
from babyhubs.audit.visits import attended
from babyhubs.audit.window import Window
from babyhubs.intake.engine import flag, frame
from babyhubs.intake.records import Records

# Why a hub's records cannot show who came. Its thresholds are the rule's for the whole service.
GROUP_SESSIONS = "records group sessions without people"
LOW_CAPTURE = "records too few of the heads counted"
NOT_CODED = "attendance is not coded"
INCOMPLETE = (GROUP_SESSIONS, LOW_CAPTURE, NOT_CODED)
NO_VISIT = "no visit recorded"


def hub_activity(records: Records, rule: Rule, window: Window) -> pl.DataFrame:
    """One row a hub of the venue table."""
    start, end = ibis.date(window.start.isoformat()), ibis.date(window.end.isoformat())
    contacts = records.contacts.filter((records.contacts.setting == "hub") & records.contacts.hub.notnull())
    contacts = contacts.filter((contacts.date >= start) & (contacts.date < end))
    contacts = contacts.mutate(took_place=attended(contacts, rule), uncoded=contacts.attendance == "unknown")
    visits = frame(
        contacts.filter(contacts.took_place).group_by("hub", "date").agg(lambda t: t.child.nunique().name("recorded"))
    )
    children = frame(
        contacts.filter(contacts.took_place).group_by("hub").agg(lambda t: t.child.nunique().name("children"))
    )
    uncoded = frame(
        contacts.group_by("hub").agg(
            lambda t: t.count().name("contacts"), lambda t: flag(t.uncoded).sum().name("unknown_attendance")
        )
    )
    heads = records.head_counts
    heads = heads.filter((heads.date >= start) & (heads.date < end))
    counted = frame(heads.group_by("hub", "date").agg(lambda t: t.head_count.cast("int64").sum().name("counted")))
    groups = records.group_sessions
    groups = groups.filter(groups.hub.notnull() & (groups.date >= start) & (groups.date < end))
    grouped = frame(groups.group_by("hub").agg(lambda t: t.participants.cast("int64").sum().name("group_participants")))
    by_day = counted.join(visits, on=["hub", "date"], how="full", coalesce=True)
    days = by_day.group_by("hub").agg(
        session_days=pl.len(),
        attendances=pl.col("recorded").sum(),
        counted=pl.col("counted").sum(),
        recorded_when_counted=pl.col("recorded").filter(pl.col("counted").is_not_null()).sum(),
    )
    hubs = frame(records.hubs.select("hub", "name", "model"))
    joined = hubs
    for part in (days, children, uncoded, grouped):
        joined = joined.join(part, on="hub", how="left")
    numbers = [
        "session_days",
        "attendances",
        "children",
        "counted",
        "recorded_when_counted",
        "group_participants",
        "contacts",
        "unknown_attendance",
    ]
    joined = joined.with_columns(pl.col(name).cast(pl.Int64).fill_null(0) for name in numbers).with_columns(
        capture_rate=pl.when(pl.col("counted") > 0).then(pl.col("recorded_when_counted") / pl.col("counted"))
    )
    activity = pl.col("attendances") + pl.col("group_participants")
    reason = (
        pl.when(pl.col("group_participants") > rule.group_session_share_at_most * activity)
        .then(pl.lit(GROUP_SESSIONS))
        .when(pl.col("capture_rate") < rule.capture_at_least)
        .then(pl.lit(LOW_CAPTURE))
        .when(pl.col("unknown_attendance") > rule.unknown_attendance_at_most * pl.col("contacts"))
        .then(pl.lit(NOT_CODED))
        .when(pl.col("attendances") == 0)
        .then(pl.lit(NO_VISIT))
        .otherwise(pl.lit(""))
    )
    return table("hubs", joined.with_columns(reason=reason).sort("hub"))


def incomplete_hubs(activity: pl.DataFrame) -> list[str]:
    """The hubs whose records cannot show who came."""
    return activity.filter(pl.col("reason").is_in(INCOMPLETE))["hub"].to_list()
