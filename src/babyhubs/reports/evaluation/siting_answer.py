"""The siting question answered: access today, the best choices for each aim, the list not beaten, and how far to trust it."""

from typing import Any

import numpy as np

from babyhubs.evaluation.access import beyond, catchments, opening
from babyhubs.evaluation.panel import national_rank
from babyhubs.evaluation.siting.adding import AIMS, Places, add
from babyhubs.evaluation.siting.pareto import pareto
from babyhubs.evaluation.siting.stability import stability
from babyhubs.reports.evaluation.places_file import Areas, Sites
from babyhubs.statistics.interval import Flags, Floats

SCHEMA = "babyhubs-site/1"
SHOWN = 12
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
        "access": _access(these, those, minutes, now),
    }


def _access(these: Areas, those: Sites, minutes: Floats, now: Floats) -> dict[str, Any]:
    by_fifth = np.array([these.infants * (these.fifth == number) for number in range(1, 6)])
    seen = beyond.beyond(now, by_fifth, FIFTHS)
    full = bool((seen.infants > 0).all() and np.isfinite(seen.mean_minutes).all())
    uneven = beyond.unequal(seen) if full else None
    found: dict[str, Any] = {
        "by_quintile": [
            {
                "quintile": name, "infants": float(seen.infants[number]), "mean_minutes": _finite(seen.mean_minutes[number]),
                "beyond_20": _finite(seen.share_beyond[number, 0]), "beyond_30": _finite(seen.share_beyond[number, 1]),
            }
            for number, name in enumerate(FIFTHS)
        ],
        "slope_of_minutes": uneven.slope if uneven else None,
        "concentration_index": uneven.index if uneven else None,
    }  # fmt: skip
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


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
