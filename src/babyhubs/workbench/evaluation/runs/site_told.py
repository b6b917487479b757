"""Places and minutes in words for the page of siting: numbers of people rounded, and few of them not told."""

from typing import Any

import numpy as np

from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.reports.evaluation.siting_answer import AIM_WORDS
from babyhubs.workbench.evaluation.runs.answered import PROFILE
from babyhubs.workbench.evaluation.tables.candidates import Candidate


def sentence(first: dict[str, Any]) -> str:
    """The answer in two sentences, families rounded as they may be told, with how sure it is."""
    winner, reach = first["best"]["missed reached"], f"{first['reach_minutes']:g} minutes"
    if winner["missed reached"] <= 0:
        return f"No place brings a missed family within {reach}: distance is not what keeps them away, or the places lie where hubs are."
    name, gained = winner["sites"][0], families(winner["missed reached"])
    said = f"{name} would bring {'a few' if gained == 'few' else f'about {gained}'} missed families a year within {reach} of a hub, more than any other place."
    steady = next((one for one in first["stability"] if one["site"] == name), None)
    if steady:
        said += f" With births and walking pace drawn again it stays the best in {steady['best']:.0%} of draws."
    return f"{said} That they would then come is not shown by distance."


def best(first: dict[str, Any], new: list[Candidate]) -> list[dict[str, Any]]:
    """Each place that is the best for some aim, once, with these aims."""
    found: dict[str, dict[str, Any]] = {}
    for aim, one in first["best"].items():
        place = named_choice(one, new)["places"][0]
        found.setdefault(place["name"], place | {"aims": []})["aims"].append(AIM_WORDS[aim])
    return list(found.values())


def choice(added: int, one: dict[str, Any], new: list[Candidate]) -> dict[str, Any]:
    """The best choice for each aim, so many added."""
    return {
        "added": added,
        "looked_at": one["choices_looked_at"],
        "rows": [{"aim": AIM_WORDS[aim]} | named_choice(its, new) for aim, its in one["best"].items()],
    }


def named_choice(one: dict[str, Any], new: list[Candidate]) -> dict[str, Any]:
    """A choice with how to reach each place of it."""
    by_name = {candidate.name: candidate for candidate in new}
    places = []
    for name in one["sites"]:
        candidate = by_name.get(name) or by_name.get(name.removesuffix(" (place)"))
        places.append({"name": name, "details": ", ".join(text for _, text in candidate.details) if candidate else ""})
    return {"places": places, "figures": aims(one)}


def access_row(name: str, one: dict[str, Any]) -> dict[str, Any]:
    """Shares of few infants say who they are: no figure."""
    few = bool(is_small(np.round(one["infants"]), PROFILE)) or one["infants"] < 1
    share = [
        None if few or one[key] is None or not np.isfinite(one[key]) else float(one[key])
        for key in ("beyond_20", "beyond_30")
    ]
    mean = one["mean_minutes"]
    return {
        "group": name, "infants": "few" if few else f"{people(one['infants']):,}", "minutes": "" if few or mean is None or not np.isfinite(mean) else f"{mean:.0f}",
        "beyond_20": "" if share[0] is None else f"{share[0]:.0%}", "beyond_30": "" if share[1] is None else f"{share[1]:.0%}", "share": share[0],
        "counted": None if few else people(one["infants"]),
    }  # fmt: skip


def aims(one: dict[str, Any]) -> list[str]:
    """The four aims of one choice, in their order."""
    return [
        families(one["missed reached"]),
        f"{one['mean minutes']:.1f}",
        f"{people(one['covered']):,}",
        f"{one['slope of minutes']:+.1f}",
    ]


def families(count: float) -> str:
    """As they are told: "few", or rounded."""
    small = bool(is_small(np.round(count), PROFILE))
    return "few" if small else f"{people(count):,}"


def people(count: float) -> int:
    """As released: rounded."""
    return int(rounded(count, PROFILE))
