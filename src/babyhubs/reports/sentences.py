"""The answer in plain English: short sentences that a commissioner can read aloud.

Every number comes from the released tables. Rounded figures say "about"; shares are so many in 100.
"""

from dataclasses import dataclass

from babyhubs.audit import verdict
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures, phrases
from babyhubs.reports.cells import Row

# The same families seen twice: the second of a pair is left out of the headline when the first is in it.
TOLD_ALREADY = {"deprivation_local": "deprivation_national", "ethnic_category": "ethnic_group"}
ELSEWHERE = "may be good targeting elsewhere"
MOST_NAMED = 3


@dataclass(frozen=True)
class Headline:
    """The lead is one sentence; the others follow it."""

    lead: str
    gap: str
    sure: str
    also: str
    elsewhere: str


def headline(released: AuditResult) -> Headline:
    """What the audit found. Not to be asked for when the main question was refused."""
    horizon = phrases.age(int(released.summary["horizon_days"]))
    all_babies = figures.everybody(released.measures)
    if all_babies["estimate"] is None:
        lead = "Too few babies came for a share to be shown."
    else:
        lead = (
            f"Of about {cells.about(all_babies['eligible'])} babies, about {cells.hundred(all_babies['estimate'])} in 100 "
            f"came to a baby hub by {horizon}."
        )
    flagged = _once(figures.judged(released.measures, verdict.UNDER_SERVED))
    if not flagged:
        tested = released.summary["groups_tested"]
        unsure = len(figures.judged(released.measures, verdict.CANNOT_TELL))
        gap = f"By our rule, none of the {tested} groups that we could test is under-served."
        also = f"For {unsure} groups the records cannot tell." if unsure else ""
        return Headline(lead, gap, "", also, "")
    first = flagged[0]
    return Headline(lead, _gap(first), how_sure(first), _also(flagged[1:]), _elsewhere(first))


def _gap(row: Row) -> str:
    name = phrases.group(row["attribute"], row["group"], row["group_label"])
    if row["estimate"] is None or row["shortfall_families"] is None:
        return f"We reach {name} less. So few of them came that no figure may be shown."
    return (
        f"We reach {name} less: {in_100(row['estimate'])}, against {in_100(row['others_estimate'])} of other "
        f"babies. That is about {cells.about(row['shortfall_families'])} families a year."
    )


def how_sure(row: Row) -> str:
    """How far chance could have made this gap, and between which numbers the truth may lie."""
    q = row["q_value"]
    if q is None:
        return ""
    if q < 0.001:
        words = "We are very sure that the gap is real"
    elif q < 0.01:
        words = "We are sure that the gap is real"
    elif q < 0.05:
        words = "We are fairly sure that the gap is real"
    else:
        words = "The gap could still be chance"
    low, high = row["shortfall_lower"], row["shortfall_upper"]
    if low is None or high is None:
        return f"{words}."
    return f"{words}. It is probably between {cells.about(max(low, 0))} and {cells.about(high)} families a year."


def _also(rows: list[Row]) -> str:
    if not rows:
        return ""
    named = [
        f"{phrases.group(row['attribute'], row['group'], row['group_label'])} ({in_100(row['estimate'])})"
        for row in rows[:MOST_NAMED]
    ]
    more = len(rows) - len(named)
    tail = f", and {more} more {'group' if more == 1 else 'groups'}" if more else ""
    return f"We also reach less: {'; '.join(named)}{tail}."


def _elsewhere(row: Row) -> str:
    if ELSEWHERE not in row["verdict_reason"]:
        return ""
    return (
        "Counting all face-to-face contact, at home and elsewhere, these families are seen more than others. "
        "A low hub rate can be good targeting elsewhere. It is not by itself neglect."
    )


def in_100(value: float | None) -> str:
    """A share inside a sentence."""
    return "too few to show" if value is None else f"{cells.hundred(value)} in 100"


def _once(rows: list[Row]) -> list[Row]:
    present = {row["attribute"] for row in rows}
    return [row for row in rows if TOLD_ALREADY.get(row["attribute"]) not in present]
