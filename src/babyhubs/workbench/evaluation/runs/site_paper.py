"""The answer about the next hub on paper, as it may be asked to leave: numbers as they may be told, and a map that shows places and no families."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from babyhubs.reports.evaluation.paper import render, table
from babyhubs.reports.evaluation.places_file import Areas, Sites
from babyhubs.reports.evaluation.site_map import site_map

_ACCESS = [("Group", False), ("Infants a year", True), ("Minutes, on average", True), ("Beyond 20 minutes", True), ("Beyond 30 minutes", True)]  # fmt: skip


def paper(page: dict[str, Any], areas: Areas, those: Sites, best: list[str]) -> str:
    """page: what the workbench shows, where every number of people is rounded or not told already."""
    aims = [(aim[:1].upper() + aim[1:], True) for aim in page["aims"]]
    looked = (
        f"Minutes: {page['how']}, to {page['when']}. All {page['choices'][0]['looked_at']:,} choices were looked at."
    )
    tables = [
        table(
            f"next-{one['added']}", "The next hub, four aims side by side" if one["added"] == 1 else f"The next {one['added']} hubs",
            [("Best for", False), ("Place", False), *aims], [[row["aim"], _places(row), *row["figures"]] for row in one["rows"]],
            tuple(note for note in (looked, page["evenness"]) if note) if one["added"] == 1 else (),
        )
        for one in page["choices"]
    ]  # fmt: skip
    tables += [
        table("others", "Places that no other beats on all four aims", [("Place", False), *aims], [[_places(row), *row["figures"]] for row in page["not_beaten"]]),
        table("steady", "How often one place wins when births and walking pace are drawn again", [("Place", False), ("Best", True), ("Among the best three", True)], page["steady"]),
        table("by-fifth", "Today, by deprivation fifth", _ACCESS, _access(page["by_fifth"]), (page["slope"],) if page["slope"] else ()),
        table("by-group", "Today, by ethnic group", _ACCESS, _access(page["by_group"])),
        table(
            "open", f"Infants within {page['reach']} minutes of a hub that is open at that hour, and of the most deprived fifth (in brackets)",
            [("Hour", False), *((day, True) for day in page["days"])], page["open_times"],
        ),
    ]  # fmt: skip
    return render(
        "evaluation_site.html.j2", title="Where should the next hub open?", sentence=page["sentence"], added="One, two or three hubs",
        figure_drawn=site_map(areas, those, best, missed=False), tables=[one for one in tables if one["rows"]],
        internal=False, simulated=settings.BABYHUBS_SIMULATED,
    )  # fmt: skip


def _places(row: dict[str, Any]) -> str:
    return "; ".join(f"{one['name']}, {one['details']}" if one["details"] else one["name"] for one in row["places"])


def _access(rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    return [
        [one["group"], one["infants"], *(one[key] or "–" for key in ("minutes", "beyond_20", "beyond_30"))]
        for one in rows
    ]
