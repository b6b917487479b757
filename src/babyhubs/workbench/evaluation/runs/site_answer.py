"""Who lives too far, and which next hub would reach most of those missed? Every choice is looked at; the worker's answer and its map."""

from typing import Any

import numpy as np
import polars as pl
from django.conf import settings

from babyhubs import __version__
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.errors import InputError
from babyhubs.evaluation.access import beyond, opening
from babyhubs.evaluation.access.opening import Session
from babyhubs.evidence.finding import Finding
from babyhubs.reports.evaluation import places_file
from babyhubs.reports.evaluation.places_file import Areas, Sites
from babyhubs.reports.evaluation.site_map import site_map
from babyhubs.reports.evaluation.siting_answer import AIM_WORDS, answer
from babyhubs.reports.measures.table import Table
from babyhubs.statistics.interval import Flags, Floats
from babyhubs.workbench.evaluation.runs.answered import PROFILE, Answered, figure, write_folder
from babyhubs.workbench.evaluation.tables.candidates import Candidate, candidates, sites
from babyhubs.workbench.evaluation.tables.reading import frame, is_streets, named
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.hubs.week import DAYS

DETOUR, PACE, DRAWS = 1.3, 4.8, 40
ADDED = (1, 2, 3)
GROUP = "infants: "  # what a column of infants by ethnic group begins with


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
    sentence = _sentence(first)
    by_group = _by_group(run, areas, minutes[:, opened])
    page = {
        "sentence": sentence,
        "reach": round(reach),
        "how": how,
        "when": when,
        "now": _aims(first["now"]),
        "aims": list(AIM_WORDS.values()),
        "choices": [_choice(added, one, new) for added, one in said.items()],
        "not_beaten": [_named(one, new) for one in first["not_beaten"]],
        "steady": [[one["site"], f"{one['best']:.0%}", f"{one['among_best_three']:.0%}"] for one in first["stability"][:8]],
        "draws": first["stability_draws"],
        "map": (figure(site_map(areas, those, first["best"]["missed reached"]["sites"])) or {}) | {"caption": "Areas, hubs of today, and places where one could open"},
        "best": _best(first, new),
        "by_fifth": [_access(f"{'Most deprived' if number == 1 else 'Least deprived' if number == 5 else ('Second', 'Third', 'Fourth')[number - 2]}", one)
                     for number, one in enumerate(first["access"]["by_quintile"], 1)],
        "by_group": by_group,
        "slope": _slope(first["access"]["slope_of_minutes"]),
        "hours": first["access"].get("session_hours_per_100_infants", []),
        "hubs": int(those.open.sum()),
        "candidates": len(new),
    }  # fmt: skip
    found = _findings(run, first, by_group, how, reach)
    _write(run, said, found, how)
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


def _by_group(run: Any, areas: Areas, minutes: Floats) -> list[dict[str, Any]]:
    read = Table(frame(run.areas), run.areas.name)
    names = [name for name in read.frame.columns if name.startswith(GROUP)]
    if not names:
        return []
    infants = np.nan_to_num(np.array([read.numbers(name, 0) for name in names]))
    seen = beyond.beyond(
        opening.minutes_to_nearest(minutes), infants, tuple(name.removeprefix(GROUP) for name in names)
    )
    return [
        _access("Not known" if name == "unknown" else name, {
            "infants": float(seen.infants[row]), "mean_minutes": float(seen.mean_minutes[row]),
            "beyond_20": float(seen.share_beyond[row, 0]), "beyond_30": float(seen.share_beyond[row, 1]),
        })
        for row, name in enumerate(seen.groups)
    ]  # fmt: skip


def _access(name: str, one: dict[str, Any]) -> dict[str, Any]:
    """Shares of few infants say who they are: no figure."""
    few = bool(is_small(np.round(one["infants"]), PROFILE)) or one["infants"] < 1
    share = [
        None if few or one[key] is None or not np.isfinite(one[key]) else float(one[key])
        for key in ("beyond_20", "beyond_30")
    ]
    mean = one["mean_minutes"]
    return {
        "group": name, "infants": "few" if few else f"{_people(one['infants']):,}", "minutes": "" if few or mean is None or not np.isfinite(mean) else f"{mean:.0f}",
        "beyond_20": "" if share[0] is None else f"{share[0]:.0%}", "beyond_30": "" if share[1] is None else f"{share[1]:.0%}", "share": share[0],
        "counted": None if few else _people(one["infants"]),
    }  # fmt: skip


def _people(count: float) -> int:
    """As released: rounded."""
    return int(rounded(count, PROFILE))


def _families(count: float) -> str:
    small = bool(is_small(np.round(count), PROFILE))
    return "few" if small else f"{_people(count):,}"


def _aims(one: dict[str, Any]) -> list[str]:
    return [
        _families(one["missed reached"]),
        f"{one['mean minutes']:.1f}",
        f"{_people(one['covered']):,}",
        f"{one['slope of minutes']:+.1f}",
    ]


def _choice(added: int, one: dict[str, Any], new: list[Candidate]) -> dict[str, Any]:
    return {
        "added": added,
        "looked_at": one["choices_looked_at"],
        "rows": [{"aim": AIM_WORDS[aim]} | _named(best, new) for aim, best in one["best"].items()],
    }


def _best(first: dict[str, Any], new: list[Candidate]) -> list[dict[str, Any]]:
    """Each place that is the best for some aim, once, with these aims."""
    found: dict[str, dict[str, Any]] = {}
    for aim, one in first["best"].items():
        place = _named(one, new)["places"][0]
        found.setdefault(place["name"], place | {"aims": []})["aims"].append(AIM_WORDS[aim])
    return list(found.values())


def _sentence(first: dict[str, Any]) -> str:
    """The answer in two sentences, families rounded as they may be told, with how sure it is."""
    best, reach = first["best"]["missed reached"], f"{first['reach_minutes']:g} minutes"
    if best["missed reached"] <= 0:
        return f"No place brings a missed family within {reach}: distance is not what keeps them away, or the places lie where hubs are."
    name, families = best["sites"][0], _families(best["missed reached"])
    said = f"{name} would bring {'a few' if families == 'few' else f'about {families}'} missed families a year within {reach} of a hub, more than any other place."
    steady = next((one for one in first["stability"] if one["site"] == name), None)
    if steady:
        said += f" With births and walking pace drawn again it stays the best in {steady['best']:.0%} of draws."
    return f"{said} That they would then come is not shown by distance."


def _named(one: dict[str, Any], new: list[Candidate]) -> dict[str, Any]:
    """A choice with how to reach each place of it."""
    by_name = {candidate.name: candidate for candidate in new}
    places = []
    for name in one["sites"]:
        candidate = by_name.get(name) or by_name.get(name.removesuffix(" (place)"))
        places.append({"name": name, "details": ", ".join(text for _, text in candidate.details) if candidate else ""})
    return {"places": places, "figures": _aims(one)}


def _findings(
    run: Any, first: dict[str, Any], by_group: list[dict[str, Any]], how: str, reach: float
) -> list[tuple[str, Finding]]:
    best = first["best"]["missed reached"]
    gained = best["missed reached"]
    small = bool(is_small(np.round(gained), PROFILE))
    steady = next((one for one in first["stability"] if [one["site"]] == best["sites"]), None)
    surely = f"; the best in {steady['best']:.0%} of draws of births and pace" if steady else ""
    found = [
        (
            f"Next hub: {best['sites'][0]}",
            _finding(run, "missed families newly within reach", "next hub", best["sites"][0], "families a year", None,
                     None if small else float(_people(gained)), f"few families{surely}" if small else f"distance only: that they would come is not shown{surely}", how, reach),
        )
    ]  # fmt: skip
    rows = [("deprivation fifth", str(number), one) for number, one in enumerate(first["access"]["by_quintile"], 1)]
    for attribute, group, one in rows:
        told = _access(group, one)
        found.append(
            (f"Infants beyond 20 minutes, deprivation fifth {group}", _share(run, attribute, group, told, how))
        )
    found += [
        (f"Infants beyond 20 minutes, {one['group']}", _share(run, "ethnic group", one["group"], one, how))
        for one in by_group
    ]
    return found


def _share(run: Any, attribute: str, group: str, told: dict[str, Any], how: str) -> Finding:
    share = None if told["share"] is None else round(told["share"], 2)
    return _finding(
        run,
        "infants beyond 20 minutes of the nearest hub",
        attribute,
        group,
        "share",
        told["counted"],
        share,
        "" if share is not None else "few infants",
        how,
        20,
    )


def _finding(
    run: Any,
    measure: str,
    attribute: str,
    group: str,
    unit: str,
    eligible: int | None,
    estimate: float | None,
    reason: str,
    how: str,
    reach: float,
) -> Finding:
    return Finding(
        strand="evaluation", project_class=run.project_class, view="hub", measure=measure, attribute=attribute, group=group, unit=unit,
        period="as counted", eligible=eligible, estimate=estimate, lower=None, upper=None, compared_with=f"within {reach:g} minutes", ratio=None,
        ratio_lower=None, ratio_upper=None, shortfall_families=None, verdict="", reason=reason, method=f"{how}; every choice looked at", rule="",
        disclosure_profile=f"{PROFILE.name} {PROFILE.version}", software=f"babyhubs {__version__}", inputs=(run.areas.sha256, run.sites.sha256),
    )  # fmt: skip


def _write(run: Any, said: dict[int, dict[str, Any]], found: list[tuple[str, Finding]], how: str) -> None:
    rows = [
        [added, AIM_WORDS[aim], "; ".join(best["sites"]), *_aims(best)]
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
    write_folder(run, {"csv/places.csv": tidy}, found, {"minutes": how, "simulated": settings.BABYHUBS_SIMULATED})


def _slope(value: float | None) -> str:
    """Minutes of the least less those of the most deprived end, in words."""
    if value is None:
        return ""
    if abs(value) < 0.05:
        return "Both ends of the deprivation scale live equally near."
    further, nearer = ("least", "most") if value > 0 else ("most", "least")
    return f"The {further} deprived end has {abs(value):.1f} minutes more to go than the {nearer} deprived end."
