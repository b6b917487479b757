"""Scans as the table "people staying" of the Public Life Data Protocol (beta, 2017), zones as its locations.

Guessed sex and age are fields of that protocol that we never fill. Our codes stand in the protocol's activity columns by
`ACTIVITIES`; a code without a counterpart is counted in `staying_row_total` alone.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from babyhubs.observations.records import FAMILY, Recording

ACTIVITIES = {
    "waiting_alone": "waiting_for_transit_or_other", "waiting_talking": "in_conversation", "parent_parent_talk": "in_conversation",
    "group_talk": "in_conversation", "one_to_one": "in_conversation", "being_welcomed": "in_conversation",
    "playing": "recreation_play", "feeding": "eating_drinking", "feeding_supported": "eating_drinking", "on_phone": "using_electronics",
}  # fmt: skip
COLUMNS = (
    "study_id", "location_id", "survey_id", "staying_time_start", "staying_time_end", "staying_row_id", "staying_row_total", "staying_in_conversation",
    "staying_recreation_play", "staying_eating_drinking", "staying_using_electronics", "staying_waiting_for_transit_or_other",
)  # fmt: skip


def table(recordings: Sequence[Recording]) -> str:
    """One row a scan and zone. A row counts families as tapped, one for each, not the people in them."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for one in recordings:
        cells: dict[tuple[int, int, str], Counter[str]] = {}
        for line in one.scans:
            if line.status != "seen":
                continue
            counted = cells.setdefault((line.scan, line.at, line.zone), Counter())
            if line.actor:
                if one.role(line.actor) == FAMILY:
                    counted["total"] += 1
                    counted[ACTIVITIES.get(line.code, "")] += 1
            else:
                counted["total"] += sum(count for _, count in line.people)
        for place, ((scan, at, zone), counted) in enumerate(sorted(cells.items()), start=1):
            row = {
                "study_id": one.hub or one.occasion,
                "location_id": zone,
                "survey_id": f"{one.occasion} {one.observer} scan {scan}".replace("  ", " "),
                "staying_time_start": _time(one.opened, at),
                "staying_time_end": _time(one.opened, at),  # a scan is a moment
                "staying_row_id": place,
                "staying_row_total": counted["total"],
            }
            writer.writerow(
                row | {f"staying_{name}": count for name, count in counted.items() if name not in {"", "total"}}
            )
    return out.getvalue()


def _time(opened: str, at: int) -> str:
    try:
        moment = datetime.fromisoformat(opened) + timedelta(milliseconds=at)
    except ValueError:
        return ""
    return moment.strftime("%Y-%m-%d %H:%M:%S")
