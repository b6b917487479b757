"""What is true of a simulated service, by closed form and not by counting.

Reach: for each child of the reach cohort (eligible from inside the window) the chance of at least one visit by day 182
of its age had it stayed, 1 - (1 + theta H)^(-1/theta) with H the hazard of weeks 2 to 25; averaged over the
children of a group. That is what a reach curve estimates when leaving tells nothing about attendance.
Ratio: the group's reach over that of all other children whose group is recorded.
Shortfall: children a year whom a reach like the others' would add.
Intensity: expected visits over eligible months in the window, a hundred child-months.
All face-to-face contact: the chance of none is the product of none of each kind, because kinds are drawn apart.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from babyhubs.simulation.assumptions import assumptions
from babyhubs.simulation.attendance import ELIGIBLE_FROM, ELIGIBLE_TO, Attendance, no_visit
from babyhubs.simulation.births import Births
from babyhubs.simulation.days import day_number
from babyhubs.simulation.hazards import BEFORE_REACH_AGE, REACH_AGE_DAYS
from babyhubs.simulation.randomness import Bools, Floats, Ints, Names
from babyhubs.simulation.settings import Settings

DAYS_IN_MONTH = 365.25 / 12
UNDER_SERVED_BELOW = 0.80
EQUAL = (0.95, 1.05)


@dataclass(frozen=True)
class Expected:
    """By family: true reach by view, in the cohort or not, expected hub visits and eligible days in the window."""

    reach: dict[str, Floats]
    cohort: Bools
    visits: Floats
    days: Ints
    children: Ints


def expected(settings: Settings, born: Births, visits: Attendance, need: Floats) -> Expected:
    """The closed forms for every family."""
    theta = settings.frailty_variance
    start, end = day_number(settings.start), day_number(settings.end)
    eligible_from = np.maximum(born.born + ELIGIBLE_FROM, born.arrives)
    eligible_to = np.minimum(np.minimum(born.born + ELIGIBLE_TO, born.leaves), end)
    none_at_hub = no_visit(visits.hazard[:, BEFORE_REACH_AGE].sum(axis=1), theta)
    each = 1 - no_visit(visits.hazard, theta, visits.before[:, None])
    return Expected(
        reach={"hub": 1 - none_at_hub, "all_contact": 1 - none_at_hub * _none_elsewhere(need)},
        cohort=(eligible_from >= start) & (eligible_from < eligible_to),
        visits=(each * visits.seen).sum(axis=1) * settings.capture,
        days=np.maximum(eligible_to - np.maximum(eligible_from, start), 0),
        children=np.where(born.twins, 2, 1),
    )


def truth(
    settings: Settings,
    true: Expected,
    groups: dict[str, tuple[str, ...]],
    *,
    planted: dict[str, dict[str, float]],
    member: dict[str, Names],
    known: dict[str, Bools],
) -> dict[str, Any]:
    """The content of truth.json: settings, planted multipliers, and a row for each view, attribute and group."""
    everyone = np.ones(len(true.days), dtype=np.bool_)
    rows: list[dict[str, Any]] = []
    for view in ("hub", "all_contact"):
        rows.append(
            {"view": view, "attribute": "all", "group": "all"} | _row(true, settings.years, view, everyone, ~everyone)
        )
        for attribute, names in groups.items():
            recorded = known[attribute]
            for name in names:
                inside = member[attribute] == name
                if (inside & recorded & true.cohort).any():
                    figures = _row(true, settings.years, view, inside & recorded, ~inside & recorded)
                    rows.append({"view": view, "attribute": attribute, "group": name} | figures)
    return {
        "settings": settings.to_json(),
        "reach_age_days": REACH_AGE_DAYS,
        "planted": planted,
        "groups": rows,
    }


def _row(true: Expected, years: int, view: str, inside: Bools, others: Bools) -> dict[str, Any]:
    reach, children = _mean(true, view, inside)
    compared, other_children = _mean(true, view, others)
    ratio = reach / compared if other_children else None
    months = float((true.days * true.children)[inside].sum()) / DAYS_IN_MONTH
    visits = float((true.visits * true.children)[inside].sum())
    return {
        "children": children,
        "reach": round(reach, 6),
        "reach_others": round(compared, 6) if other_children else None,
        "ratio": None if ratio is None else round(ratio, 6),
        "shortfall_a_year": round((compared - reach) * children / years, 1) if other_children else None,
        "intensity": round(100 * visits / months, 4) if view == "hub" and months else None,
        "verdict": _verdict(ratio),
    }


def _mean(true: Expected, view: str, inside: Bools) -> tuple[float, int]:
    weights = np.where(inside & true.cohort, true.children, 0)
    children = int(weights.sum())
    return (float((true.reach[view] * weights).sum()) / children if children else 0.0), children


def _verdict(ratio: float | None) -> str:
    """What a perfect audit would say: under-served, equal, or between (in neither class, so not scored)."""
    if ratio is None:
        return ""
    if ratio < UNDER_SERVED_BELOW:
        return "under-served"
    return "equal" if EQUAL[0] <= ratio <= EQUAL[1] else "between"


def _none_elsewhere(need: Floats) -> Floats:
    """The chance of no attended face-to-face contact outside the hub from day 10 to day 181 of age."""
    invented = assumptions()["other"]
    seen = 1 - invented["not_attended"] - invented["cancelled_by_service"]
    first_weeks, to_a_year, _ = invented["shares"]
    _, twelve, fifty_two, _ = invented["ages_in_weeks"]
    by_then = first_weeks + to_a_year * (REACH_AGE_DAYS / 7 - twelve) / (fifty_two - twelve)
    extra = need * (invented["home_visits"] + invented["clinic"]) * seen * by_then
    reviews = assumptions()["reviews"]
    missed = (1 - reviews["08"]["done"]) * (1 - reviews["09"]["done"])
    result: Floats = missed * no_visit(extra, invented["variance"])
    return result
