"""The folder of `babyhubs evaluate site`: report.html with map and tables, result.json for programs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from babyhubs import __version__
from babyhubs.evaluation.access.opening import DAYS
from babyhubs.reports.evaluation.paper import render, table
from babyhubs.reports.evaluation.places_file import Areas, Sites
from babyhubs.reports.evaluation.site_map import site_map
from babyhubs.reports.evaluation.siting_answer import AIM_WORDS, evenness, unequal_in_words
from babyhubs.reports.folder import whole_or_not_at_all


def write(folder: Path, these: Areas, those: Sites, said: dict[str, Any]) -> None:
    """Whole or not at all."""
    with whole_or_not_at_all(folder) as partial:
        (partial / "report.html").write_text(page(these, those, said), encoding="utf-8", newline="\n")
        (partial / "result.json").write_text(
            json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8", newline="\n"
        )
        provenance = {"software": f"babyhubs {__version__}", "command": "evaluate site"}
        (partial / "provenance.json").write_text(json.dumps(provenance, indent=1), encoding="utf-8", newline="\n")


def sentence(said: dict[str, Any]) -> str:
    """The answer in one sentence, with how sure it is."""
    best = said["best"]["missed reached"]
    first = said["stability"][0] if said["stability"] else None
    places = " and ".join(best["sites"])
    gain = best["missed reached"]
    if gain <= 0:
        return f"No choice brings a missed family within {said['reach_minutes']:g} minutes: distance is not what keeps them away, or the candidates lie where hubs are."
    said_so = f"{places} would bring about {gain:.0f} missed families within {said['reach_minutes']:g} minutes of a hub, more than any other choice."
    if first and said["added"] == 1:
        said_so += f" With births and walking pace drawn again, {first['site']} stays the best in {first['best']:.0%} of draws."
    return said_so + " That they would then come is not shown by distance."


def page(these: Areas, those: Sites, said: dict[str, Any]) -> str:
    """One page."""
    aims = [("Choice", False), *((words.capitalize(), True) for words in AIM_WORDS.values())]

    def row(label: str, one: dict[str, Any]) -> list[str]:
        return [
            label,
            f"{one['missed reached']:.0f}",
            f"{one['mean minutes']:.1f}",
            f"{one['covered']:.0f}",
            f"{one['slope of minutes']:+.1f}",
        ]

    best = [row("As it is today", said["now"])]
    best += [row(f"Best for {AIM_WORDS[aim]}: {', '.join(one['sites'])}", one) for aim, one in said["best"].items()]
    others = [row(", ".join(one["sites"]), one) for one in said["not_beaten"]]
    steady = [[one["site"], f"{one['best']:.0%}", f"{one['among_best_three']:.0%}"] for one in said["stability"]]
    access, inequality = said["access"], unequal_in_words(said["access"])
    minutes_of = [("Infants", True), ("Mean minutes", True), ("Beyond 20 minutes", True), ("Beyond 30 minutes", True)]
    tables = [
        table("best", "Four aims side by side", aims, best, tuple(one for one in (f"Minutes: {said['minutes']}. Every one of {said['choices_looked_at']:,} choices was looked at.", evenness(said)) if one)),
        table("others", "Choices that no other beats on all four", aims, others),
        table("steady", "How often one site wins", [("Site", False), ("Best", True), ("Among the best three", True)], steady,
              (f"{said['stability_draws']} draws of births and walking pace (a fifth slower and faster), for missed families within reach.",)),
        table("access", "Today: minutes to the nearest hub, by fifth (1 most deprived)", [("Fifth", False), *minutes_of],
              [_minutes(one, "quintile") for one in access["by_quintile"]], (inequality,) if inequality else ()),
        table("groups", "Today: minutes to the nearest hub, by ethnic group", [("Group", False), *minutes_of],
              [_minutes(one, "group") for one in access.get("by_ethnic_group", ())]),
        table("open", f"Today: infants within {said['reach_minutes']:g} minutes of a hub that is open then (most deprived fifth)",
              [("Hour", False), *((day, True) for day in DAYS)], open_times(access.get("open_by_day_and_hour", ()))),
        table("hours", "Today: hours of sessions a week for each hundred infants, shared with all who can reach them",
              [("Fifth", False), ("Floating catchments", True), ("Spatial availability", True)],
              [[one["quintile"], _text(one["floating_catchment"], "{:.1f}"), _text(one["spatial_availability"], "{:.1f}")]
               for one in access.get("session_hours_per_100_infants", ())]),
    ]  # fmt: skip
    return render(
        "evaluation_site.html.j2", title="Where should the next hub open?", sentence=sentence(said), added=said["added"],
        figure_drawn=site_map(these, those, said["best"]["missed reached"]["sites"]),
        tables=[one for one in tables if one["rows"]],
    )  # fmt: skip


def open_times(found: Sequence[dict[str, Any]]) -> list[list[str]]:
    """Rows of hours, columns of days: "62% (48%)", or a dash where no hub is open."""
    shown = {
        (
            one["day"],
            one["hour"],
        ): f"{_text(one['within_reach'], '{:.0%}')} ({_text(one['most_deprived_within_reach'], '{:.0%}')})"
        for one in found
    }
    hours = sorted({one["hour"] for one in found})
    return [[f"{hour}:00 to {hour + 1}:00", *(shown.get((day, hour), "–") for day in DAYS)] for hour in hours]


def _minutes(one: dict[str, Any], called: str) -> list[str]:
    return [
        str(one[called]), f"{one['infants']:.0f}", _text(one["mean_minutes"], "{:.1f}"),
        _text(one["beyond_20"], "{:.0%}"), _text(one["beyond_30"], "{:.0%}"),
    ]  # fmt: skip


def _text(value: float | None, form: str) -> str:
    return "not known" if value is None else form.format(value)
