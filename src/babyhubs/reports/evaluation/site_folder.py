"""The folder of `babyhubs evaluate site`: report.html with map and tables, result.json for programs."""

import json
from pathlib import Path
from typing import Any

from babyhubs import __version__
from babyhubs.reports.evaluation.paper import render, table
from babyhubs.reports.evaluation.places_file import Areas, Sites
from babyhubs.reports.evaluation.site_map import site_map
from babyhubs.reports.evaluation.siting_answer import AIM_WORDS
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
    access = [
        [
            f"{one['quintile']}",
            f"{one['infants']:.0f}",
            _text(one["mean_minutes"], "{:.1f}"),
            _text(one["beyond_20"], "{:.0%}"),
            _text(one["beyond_30"], "{:.0%}"),
        ]
        for one in said["access"]["by_quintile"]
    ]
    tables = [
        table("best", "Four aims side by side", aims, best, (f"Minutes: {said['minutes']}. Every one of {said['choices_looked_at']:,} choices was looked at.",)),
        table("others", "Choices that no other beats on all four", aims, others),
        table("steady", "How often one site wins", [("Site", False), ("Best", True), ("Among the best three", True)], steady,
              (f"{said['stability_draws']} draws of births and walking pace (a fifth slower and faster), for missed families within reach.",)),
        table("access", "Today: minutes to the nearest hub, by fifth (1 most deprived)",
              [("Fifth", False), ("Infants", True), ("Mean minutes", True), ("Beyond 20 minutes", True), ("Beyond 30 minutes", True)], access),
    ]  # fmt: skip
    return render(
        "evaluation_site.html.j2", title="Where should the next hub open?", sentence=sentence(said), added=said["added"],
        figure_drawn=site_map(these, those, said["best"]["missed reached"]["sites"]), tables=tables,
    )  # fmt: skip


def _text(value: float | None, form: str) -> str:
    return "not known" if value is None else form.format(value)
