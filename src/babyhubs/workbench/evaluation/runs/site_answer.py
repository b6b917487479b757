"""Who lives too far, and which next hub would reach most of those missed? Every choice is looked at; the worker's answer and its map."""

from typing import Any

import numpy as np
import polars as pl
from django.conf import settings

from babyhubs.errors import InputError
from babyhubs.evaluation.access.opening import Session
from babyhubs.evidence.finding import Finding
from babyhubs.reports.evaluation import places_file, site_folder
from babyhubs.reports.evaluation.places_file import Areas, Sites
from babyhubs.reports.evaluation.site_map import site_map
from babyhubs.reports.evaluation.siting_answer import AIM_WORDS, answer, evenness, unequal_in_words
from babyhubs.statistics.interval import Flags, Floats
from babyhubs.workbench.evaluation.runs import site_paper
from babyhubs.workbench.evaluation.runs import site_told as told
from babyhubs.workbench.evaluation.runs.answered import Answered, figure, write_folder
from babyhubs.workbench.evaluation.runs.site_findings import findings
from babyhubs.workbench.evaluation.runs.words import FIFTHS
from babyhubs.workbench.evaluation.tables.candidates import candidates, sites
from babyhubs.workbench.evaluation.tables.reading import is_streets, named
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.hubs.week import DAYS

DETOUR, PACE, DRAWS = 1.3, 4.8, 40
ADDED = (1, 2, 3)


def answered(run: Any) -> Answered:
    """One, two and three hubs more; minutes today by fifth and by ethnic group."""
    reach = float(run.asked["reach"])
    with named(run.areas) as path:
        areas = places_file.areas(path)
    hubs = list(Hub.objects.filter(programme=run.programme_id).prefetch_related("opening_times"))
    those, new = sites(hubs, candidates(run.sites))
    those = _with_sessions(those, hubs)
    minutes, how = _minutes(run, areas, those)
    opened, when = _open(run, those, hubs)
    said = {
        added: answer(areas, those, minutes, how, opened, added, reach, DRAWS, 1)
        for added in ADDED
        if added <= len(new)
    }
    first = said[1]
    sentence = told.sentence(first)
    by_group = _by_group(first)
    page = {
        "sentence": sentence,
        "reach": round(reach),
        "how": how,
        "when": when,
        "now": told.aims(first["now"]),
        "aims": list(AIM_WORDS.values()),
        "choices": [told.choice(added, one, new) for added, one in said.items()],
        "not_beaten": [told.named_choice(one, new) for one in first["not_beaten"]],
        "steady": [[one["site"], f"{one['best']:.0%}", f"{one['among_best_three']:.0%}"] for one in first["stability"][:8]],
        "draws": first["stability_draws"],
        "map": (figure(site_map(areas, those, first["best"]["missed reached"]["sites"])) or {}) | {"caption": "Areas, hubs of today, and places where one could open"},
        "best": told.best(first, new),
        "by_fifth": [told.access_row(name, one) for name, one in zip(FIFTHS, first["access"]["by_quintile"], strict=True)],
        "by_group": by_group,
        "slope": unequal_in_words(first["access"]),
        "evenness": evenness(first),
        "days": list(DAYS),
        "open_times": site_folder.open_times(first["access"].get("open_by_day_and_hour", ())),
        "without_times": 0 if those.sessions else _without_times(hubs),
        "hours": first["access"].get("session_hours_per_100_infants", []),
        "hubs": int(those.open.sum()),
        "candidates": len(new),
    }  # fmt: skip
    found = findings(run, first, by_group, how, reach)
    _write(run, said, found, how, site_paper.paper(page, areas, those, first["best"]["missed reached"]["sites"]))
    return Answered(sentence, False, {"site": page}, found)


def _with_sessions(those: Sites, hubs: list[Any]) -> Sites:
    """Hours are shared out only where the times of every hub are written down: a hub without times is not a hub without hours."""
    place = {name: number for number, name in enumerate(those.names)}
    found = []
    for hub in hubs:
        if hub.name not in place or not those.open[place[hub.name]]:
            continue
        times = list(hub.opening_times.all())
        if not times or any(one.opens is None or one.closes is None for one in times):
            return those
        found += [Session(place[hub.name], one.weekday, _hour(one.opens), _hour(one.closes)) for one in times]
    return Sites(those.names, those.open, those.x, those.y, those.degrees, tuple(found))


def _without_times(hubs: list[Any]) -> int:
    """Hubs of today whose opening times are not all written down."""
    return sum(
        hub.closed is None and (not (times := list(hub.opening_times.all())) or any(one.opens is None for one in times))
        for hub in hubs
    )


def _hour(time: Any) -> float:
    return float(time.hour + time.minute / 60)


def _open(run: Any, those: Sites, hubs: list[Any]) -> tuple[Flags, str]:
    """Hubs that count, and when that is, in words."""
    if not run.asked.get("day"):
        return those.open, "a hub on any day"
    day, hour = int(run.asked["day"]), run.asked.get("hour")
    names = {
        hub.name
        for hub in hubs
        for one in hub.opening_times.all()
        if one.weekday == day and (hour is None or _covers(one, hour))
    }
    found = those.open & np.isin(np.array(those.names), sorted(names))
    if not found.any():
        raise InputError(
            "No hub is open then.", where=f"{DAYS[day]}", remedy="Choose another time, or write the opening times down."
        )
    clock = "" if hour is None else f" at {int(hour):02d}:{round(hour % 1 * 60):02d}"
    return found, f"a hub that is open on {DAYS[day]}{clock}"


def _covers(one: Any, hour: float) -> bool:
    return one.opens is not None and one.closes is not None and _hour(one.opens) <= hour < _hour(one.closes)


def _minutes(run: Any, areas: Areas, those: Sites) -> tuple[Floats, str]:
    if run.minutes is None:
        return places_file.minutes(areas, those, None, None, DETOUR, PACE)
    with named(run.minutes) as path:
        if is_streets(run.minutes):
            found, how = places_file.minutes(areas, those, None, path, DETOUR, PACE)
            return found, f"{how} (© OpenStreetMap contributors)"
        return places_file.minutes(areas, those, path, None, DETOUR, PACE)


def _by_group(first: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        told.access_row("Not known" if one["group"] == "unknown" else one["group"], one)
        for one in first["access"].get("by_ethnic_group", ())
    ]


def _write(run: Any, said: dict[int, dict[str, Any]], found: list[tuple[str, Finding]], how: str, report: str) -> None:
    rows = [
        [added, AIM_WORDS[aim], "; ".join(best["sites"]), *told.aims(best)]
        for added, one in said.items()
        for aim, best in one["best"].items()
    ]
    names = [
        "hubs_added",
        "best_for",
        "places",
        "missed_families_newly_within_reach",
        "mean_minutes",
        "infants_within_reach",
        "slope_of_minutes",
    ]
    tidy = pl.DataFrame(rows, schema=names, orient="row").write_csv()
    write_folder(
        run,
        {"report.html": report, "csv/places.csv": tidy},
        found,
        {"minutes": how, "simulated": settings.BABYHUBS_SIMULATED},
    )
