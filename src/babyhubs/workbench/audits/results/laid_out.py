"""The worker's part: an audit's contents laid out as the pages of the workbench. Every figure is a released one."""

from dataclasses import asdict
from typing import Any

import polars as pl

from babyhubs.audit.attributes import ATTRIBUTES
from babyhubs.audit.counts import RETURN_WINDOWS
from babyhubs.audit.measures import AGE_AT_HALF, INTENSITY, REACH
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures, phrases
from babyhubs.reports.cells import Row
from babyhubs.reports.contents import Contents
from babyhubs.reports.sections.parts import Part
from babyhubs.reports.sections.reach import at_some_ages
from babyhubs.workbench.audits.results.choices import HUB

# What is compared with an earlier audit: view, measure, how it is called, and the number that its unit is shown by.
MEASURES = (
    (figures.HUB, REACH, "Came to a hub, of 100", 100),
    (figures.ALL_CONTACT, REACH, "Seen face to face at all, of 100", 100),
    (figures.HUB, INTENSITY, "Hub visits per 100 baby-months", 1),
    (figures.ALL_CONTACT, INTENSITY, "All contacts per 100 baby-months", 1),
    *((figures.HUB, f"continuation_{days}", f"Came again within {days} days, of 100", 100) for days in RETURN_WINDOWS),
    (figures.HUB, AGE_AT_HALF, "Half had come by, age in days", 1),
)


def pages(shown: Contents, released: AuditResult, provenance: dict[str, Any]) -> dict[str, Any]:
    """name -> what the page shows, ready for JSON."""
    said = asdict(shown)
    horizon = phrases.age(int(released.summary["horizon_days"]))
    found = {
        "choices": _choices(released),
        "answer": {name: said["answer"][name] for name in ("headline", "key_figures", "ranked", "chart", "unseen")}
        | {name: said[name] for name in ("refusals", "part_refusals")}
        | {"groups_tested": released.summary["groups_tested"]},
        "records": {"quality": said["quality"], "hubs": said["hubs"], "refusals": said["refusals"]},
        "method": said["method"],
        "asked": provenance,
    }
    if released.refused:
        return found
    return found | {
        "map": said["places"] | {"horizon": horizon},
        "reach": {"parts": said["reach"], "undrawn": _undrawn(shown, released), "horizon": horizon},
        "gaps": {"parts": said["gaps"], "gradient": said["gradient"]},
        "visits": {"parts": said["visiting"]},
        "figures": {"rows": _figures(released)},
    }


def _undrawn(shown: Contents, released: AuditResult) -> list[dict[str, Any]]:
    """Reach at some ages for attributes with more groups than curves can be told apart: shown for those who choose one."""
    drawn, gaps = {part.name for part in shown.reach}, {part.name for part in shown.gaps}
    return [
        asdict(Part(one.name, one.label, [], [], [at_some_ages(released.curves, one)]))
        for one in ATTRIBUTES
        if one.name in gaps - drawn
    ]


def _choices(released: AuditResult) -> dict[str, Any]:
    """What the pages can be filtered by: groups by attribute, and hubs by name."""
    status = dict(released.attributes.select("attribute", "status").iter_rows())
    labels = dict(released.attributes.select("attribute", "label").iter_rows())
    return {
        "attributes": [
            {"name": name, "label": labels[name], "groups": _groups(released, name)}
            for name in labels
            if status[name] != "absent"
        ],
        "hubs": [list(row) for row in released.hubs.sort("name", "hub").select("hub", "name").iter_rows()],
        "by_hub": status.get(HUB, "absent") != "absent",
    }


def _groups(released: AuditResult, attribute: str) -> list[list[str]]:
    rows = figures.of(released.measures, figures.HUB, REACH, attribute)
    return [[row["group"], row["group_label"]] for row in rows if row["eligible"] != 0]


def _figures(released: AuditResult) -> list[dict[str, Any]]:
    labels = dict(released.attributes.select("attribute", "label").iter_rows())
    found = []
    for view, measure, words, times in MEASURES:
        rows = released.measures.filter((pl.col("view") == view) & (pl.col("measure") == measure)).to_dicts()
        for row in rows:
            about = labels.get(row["attribute"])
            found.append(
                {name: row[name] for name in ("view", "measure", "attribute", "group", "estimate", "lower", "upper")}
                | {"about": f"{about}: {row['group_label']}" if about else row["group_label"]}
                | {"words": words, "times": times, "shown": _cell(row, times)}
            )
    return found


def _cell(row: Row, times: int) -> str:
    return cells.share(row) if times == 100 else cells.figure(row, 0 if row["measure"] == AGE_AT_HALF else 1)
