"""The siting question answered: access today, the best choices for each aim, the list not beaten, and how far to trust it."""

import itertools
from typing import Any

import numpy as np

from babyhubs.evaluation.access import beyond, catchments, opening
from babyhubs.evaluation.access.opening import DAYS
from babyhubs.evaluation.panel import national_rank
from babyhubs.evaluation.siting.adding import AIMS, Places, add
from babyhubs.evaluation.siting.pareto import pareto
from babyhubs.evaluation.siting.stability import stability
from babyhubs.reports.evaluation.places_file import Areas, Sites
from babyhubs.statistics.interval import Flags, Floats

SCHEMA = "babyhubs-site/1"
SHOWN = 12
HOURS = tuple(range(8, 18))
FIFTHS = ("1", "2", "3", "4", "5")
AIM_WORDS = {
    "missed reached": "missed families newly within reach",
    "mean minutes": "mean minutes of all eligible infants",
    "covered": "eligible infants within reach",
    "slope of minutes": "minutes of the most less the least deprived end",
}


def answer(
    these: Areas,
    those: Sites,
    minutes: Floats,
    how: str,
    opened: Flags,
    added: int,
    reach: float,
    draws: int,
    seed: int,
) -> dict[str, Any]:
    """Everything for JSON and for the page."""
    now = opening.minutes_to_nearest(minutes[:, opened])
    rank = national_rank(5)[these.fifth.astype(int) - 1]
    places = Places(these.infants, these.missed, rank, now)
    candidates = np.flatnonzero(~those.open)
    choices = add(places, minutes[:, candidates], added, reach)
    names = [those.names[one] for one in candidates]

    def told(row: int) -> dict[str, Any]:
        aims = dict(zip(AIMS, choices.aims[row].tolist(), strict=True))
        return {"sites": [names[one] for one in choices.chosen[row].tolist()], **aims}

    steady = stability(places, minutes[:, candidates], "missed reached", reach=reach, draws=draws, seed=seed)
    order = np.lexsort((np.arange(len(names)), -steady.top_three, -steady.first))
    return {
        "schema": SCHEMA,
        "minutes": how,
        "reach_minutes": reach,
        "added": added,
        "choices_looked_at": len(choices.chosen),
        "proven": True,
        "now": dict(zip(AIMS, choices.now.tolist(), strict=True)),
        "best": {aim: told(choices.best(aim)) for aim in AIMS},
        "not_beaten": [told(row) for row in pareto(choices)[:SHOWN].tolist()],
        "stability": [
            {"site": names[one], "best": float(steady.first[one]), "among_best_three": float(steady.top_three[one])}
            for one in order[:SHOWN].tolist()
            if steady.top_three[one] > 0
        ],
        "stability_draws": steady.draws,
        "access": _access(these, those, minutes, now, reach, float(choices.now[AIMS.index("slope of minutes")])),
    }


def _access(these: Areas, those: Sites, minutes: Floats, now: Floats, reach: float, slope: float) -> dict[str, Any]:
    """Today. slope: minutes of the most less those of the least deprived end, as the aims count it."""
    by_fifth = np.array([these.infants * (these.fifth == number) for number in range(1, 6)])
    seen = beyond.beyond(now, by_fifth, FIFTHS)
    full = bool((seen.infants > 0).all() and np.isfinite(seen.mean_minutes).all())
    found: dict[str, Any] = {
        "by_quintile": _rows(seen, "quintile"),
        "slope_of_minutes": slope,
        "concentration_index": beyond.unequal(seen).index if full else None,
    }
    if these.by_group:
        groups = tuple(sorted(these.by_group))
        found["by_ethnic_group"] = _rows(
            beyond.beyond(now, np.array([these.by_group[name] for name in groups]), groups), "group"
        )
    if those.sessions:
        found["open_by_day_and_hour"] = _by_day_and_hour(these, those, minutes, reach)
    if those.sessions:
        hours = opening.hours_a_week(those.sessions, len(those.names))[those.open]
        weight = catchments.gaussian(minutes[:, those.open], 10.0, 30.0)
        each = catchments.two_step(hours, these.infants, weight)
        shared = catchments.spatial_availability(hours, these.infants, weight)
        total = by_fifth.sum(axis=1)
        found["session_hours_per_100_infants"] = [
            {
                "quintile": name,
                "floating_catchment": _finite(
                    100 * float((by_fifth[number] * each).sum()) / total[number] if total[number] else np.nan
                ),
                "spatial_availability": _finite(
                    100 * float((shared * (these.fifth == number + 1)).sum()) / total[number]
                    if total[number]
                    else np.nan
                ),
            }
            for number, name in enumerate(FIFTHS)
        ]
    return found


def _rows(seen: beyond.Beyond, called: str) -> list[dict[str, Any]]:
    return [
        {
            called: name, "infants": float(seen.infants[number]), "mean_minutes": _finite(seen.mean_minutes[number]),
            "beyond_20": _finite(seen.share_beyond[number, 0]), "beyond_30": _finite(seen.share_beyond[number, 1]),
        }
        for number, name in enumerate(seen.groups)
    ]  # fmt: skip


def _by_day_and_hour(these: Areas, those: Sites, minutes: Floats, reach: float) -> list[dict[str, Any]]:
    """Of the hours in which any hub is open: who is within reach of one that is, of all infants and of the most deprived fifth."""
    near = opening.by_day_and_hour(minutes, those.sessions, HOURS) <= reach
    rows = []
    for day, hour in itertools.product(range(len(DAYS)), range(len(HOURS))):
        if not opening.open_at(those.sessions, len(those.names), day, HOURS[hour] + 0.5).any():
            continue
        shares = [
            float((infants * near[day, hour]).sum() / infants.sum()) if infants.sum() else None
            for infants in (these.infants, these.infants * (these.fifth == 1))
        ]
        rows.append(
            {"day": DAYS[day], "hour": HOURS[hour], "within_reach": shares[0], "most_deprived_within_reach": shares[1]}
        )
    return rows


def evenness(said: dict[str, Any]) -> str:
    """A warning where the most deprived already live nearer: then the choice that evens minutes out helps the others. "" where not."""
    now, best = said["now"]["slope of minutes"], said["best"]["slope of minutes"]
    if now >= 0 or abs(best["slope of minutes"]) >= abs(now):
        return ""
    return (
        "The most deprived already live nearer to a hub. What is best for evenness brings the less deprived closer: it makes minutes "
        "more equal, and is no help for families who are missed."
    )


def unequal_in_words(access: dict[str, Any]) -> str:
    """Slope and concentration index of minutes today, in words. "" where they are not known."""
    slope, index = access["slope_of_minutes"], access["concentration_index"]
    if slope is None:
        return ""
    if abs(slope) < 0.05:
        said = "Both ends of the deprivation scale live equally near (slope index of minutes)."
    else:
        further, nearer = ("most", "least") if slope > 0 else ("least", "most")
        said = f"The {further} deprived end has {abs(slope):.1f} minutes more to go than the {nearer} deprived end (slope index of minutes)."
    return said if index is None else (
        f"{said} Concentration index of minutes: {index:+.2f} (0: equally shared; below 0: the minutes are those of the most deprived)."
    )  # fmt: skip


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
