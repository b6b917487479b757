"""Where the data cannot carry a figure there is none: there is the reason, and what would fix it."""

import polars as pl

from babyhubs.audit.result import table
from babyhubs.audit.rule import Rule

STEP = 5  # per cent
FEWEST_FOR_A_SHARE = 100  # below, five per cent would be a handful of people
NO_LIST = {
    "scope": "all",
    "reason": "The children are known from their contacts alone: the families who never had one are not in the file, so nobody can say who is missed.",
    "remedy": "Bring the caseload list of the health visiting service: every child on it, seen or not.",
}


def refusals(
    hubs: pl.DataFrame, attributes: pl.DataFrame, first_visits: int, rule: Rule, *, own_list: bool = True
) -> pl.DataFrame:
    """One row a refusal; scope "all" withdraws the main answer, an attribute only its comparisons.

    own_list: whether the children come from a list of their own. Children who are known from their contacts alone
    are no denominator: whoever never came is not among them.
    """
    rows = [] if own_list else [NO_LIST]
    rows += _whole_service(hubs, first_visits, rule)
    for row in attributes.filter(pl.col("status") == "cannot tell").iter_rows(named=True):
        rows.append(
            {
                "scope": row["attribute"],
                "reason": f"{row['label']} is known for {_about(row['known_children'], row['children'], rule.known_at_least)} of babies; the rule asks for {rule.known_at_least:.0%}.",
                "remedy": f"Record {row['label'].lower()} for more families. The data quality page shows which teams leave it blank.",
            }
        )
    return table("refusals", rows)


def _whole_service(hubs: pl.DataFrame, first_visits: int, rule: Rule) -> list[dict[str, str]]:
    rows = []
    attendances, participants = int(hubs["attendances"].sum()), int(hubs["group_participants"].sum())
    activity = attendances + participants
    if activity and participants / activity > rule.group_session_share_at_most:
        named = _named(hubs, pl.col("group_participants") > 0)
        rows.append(
            {
                "scope": "all",
                "reason": f"{_capital(_about(participants, activity, rule.group_session_share_at_most))} of hub activity is recorded as group sessions, which hold a number of participants and no people. {named}",
                "remedy": "Ask these hubs to record each baby's attendance as a contact of its own, or bring their signing-in lists as contacts.",
            }
        )
    counted, recorded = int(hubs["counted"].sum()), int(hubs["recorded_when_counted"].sum())
    if counted and recorded / counted < rule.capture_at_least:
        named = _named(hubs, pl.col("capture_rate") < rule.capture_at_least)
        rows.append(
            {
                "scope": "all",
                "reason": f"Only {_about(recorded, counted, rule.capture_at_least)} of the babies counted in the room are in the records; the rule asks for {rule.capture_at_least:.0%}. {named}",
                "remedy": "Find out which visits are not entered (weigh-only visits, busy days), enter them, and run the audit again.",
            }
        )
    unknown, contacts = int(hubs["unknown_attendance"].sum()), int(hubs["contacts"].sum())
    if unknown and unknown / contacts > rule.unknown_attendance_at_most:
        named = _named(hubs, pl.col("unknown_attendance") > 0)
        rows.append(
            {
                "scope": "all",
                "reason": f"{_capital(_about(unknown, contacts, rule.unknown_attendance_at_most))} of hub contacts have no attendance code; the rule allows {rule.unknown_attendance_at_most:.0%}. {named}",
                "remedy": "Outcome these contacts in the record system, or ask its supplier why the field is empty in the export.",
            }
        )
    if not activity and not unknown:
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


def _about(part: int, whole: int, limit: float) -> str:
    """A share in words that give no small count away: to the nearest five per cent, and none of few.

    It lies on one side of the rule's limit, and must not be rounded onto it.
    """
    if whole < FEWEST_FOR_A_SHARE:
        return "a part"
    share = 100 * part / whole
    if share < STEP:
        return f"less than {STEP}%"
    if share > 100 - STEP:
        return f"more than {100 - STEP}%"
    about = STEP * int(share / STEP + 0.5)
    if about == round(100 * limit):
        return f"a little {'less' if share < about else 'more'} than {about}%"
    return f"about {about}%"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(hubs: pl.DataFrame, which: pl.Expr) -> str:
    return f"Hubs: {', '.join(hubs.filter(which)['name'].to_list())}."
