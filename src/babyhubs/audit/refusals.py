"""Where the data cannot carry a figure there is none: there is the reason, and what would fix it."""

import polars as pl

from babyhubs.audit.result import table
from babyhubs.audit.rule import Rule


def refusals(hubs: pl.DataFrame, attributes: pl.DataFrame, first_visits: int, rule: Rule) -> pl.DataFrame:
    """One row a refusal; scope "all" withdraws the main answer, an attribute or a hub only its own figures."""
    rows = [*_whole_service(hubs, first_visits, rule)]
    for row in attributes.filter(pl.col("status") == "cannot tell").iter_rows(named=True):
        rows.append(
            {
                "scope": row["attribute"],
                "reason": f"{row['label']} is known for {row['known']:.0%} of babies; the rule asks for {rule.known_at_least:.0%}.",
                "remedy": f"Record {row['label'].lower()} for more families. The data quality page shows which teams leave it blank.",
            }
        )
    return table("refusals", rows)


def _whole_service(hubs: pl.DataFrame, first_visits: int, rule: Rule) -> list[dict[str, str]]:
    rows = []
    attendances, participants = int(hubs["attendances"].sum()), int(hubs["group_participants"].sum())
    activity = attendances + participants
    if activity and participants / activity > rule.group_session_share_at_most:
        named = ", ".join(hubs.filter(pl.col("group_participants") > 0)["name"].to_list())
        rows.append(
            {
                "scope": "all",
                "reason": f"{participants / activity:.0%} of hub activity is recorded as group sessions, which hold a number of participants and no people. Hubs: {named}.",
                "remedy": "Ask these hubs to record each baby's attendance as a contact of its own, or bring their signing-in lists as contacts.",
            }
        )
    counted, recorded = int(hubs["counted"].sum()), int(hubs["recorded_when_counted"].sum())
    if counted and recorded / counted < rule.capture_at_least:
        low = hubs.filter(pl.col("capture_rate") < rule.capture_at_least)["name"].to_list()
        rows.append(
            {
                "scope": "all",
                "reason": f"Only {recorded / counted:.0%} of the babies counted in the room are in the records; the rule asks for {rule.capture_at_least:.0%}. Hubs: {', '.join(low)}.",
                "remedy": "Find out which visits are not entered (weigh-only visits, busy days), enter them, and run the audit again.",
            }
        )
    unknown = int(hubs["unknown_attendance"].sum())
    if unknown and unknown / max(attendances, unknown) > rule.unknown_attendance_at_most:
        named = ", ".join(hubs.filter(pl.col("unknown_attendance") > 0)["name"].to_list())
        rows.append(
            {
                "scope": "all",
                "reason": f"{unknown / max(attendances, unknown):.0%} of hub contacts have no attendance code; the rule allows {rule.unknown_attendance_at_most:.0%}. Hubs: {named}.",
                "remedy": "Outcome these contacts in the record system, or ask its supplier why the field is empty in the export.",
            }
        )
    if not activity:
        rows.append(
            {
                "scope": "all",
                "reason": "No contact could be recognised as a hub visit.",
                "remedy": "Check the venue names in the mapping file against the hubs file, and that the export holds drop-in contacts.",
            }
        )
    elif first_visits < rule.fewest_first_visits:
        rows.append(
            {
                "scope": "all",
                "reason": f"Fewer than {rule.fewest_first_visits} babies of the cohort came to a hub. That is too few to compare groups.",
                "remedy": "Bring a longer period, or more hubs.",
            }
        )
    return rows
