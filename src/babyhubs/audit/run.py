"""The audit: clean records in, tables out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import polars as pl

from babyhubs import __version__
from babyhubs.audit import attributes, verdict
from babyhubs.audit.attributes import ATTRIBUTES, UNKNOWN
from babyhubs.audit.bounds import ALL_CAME, COMPLETE_HUBS, MAIN, NONE_CAME, bounds
from babyhubs.audit.counted import counted
from babyhubs.audit.counts import ALL, Counts
from babyhubs.audit.curves import curves, wards
from babyhubs.audit.figures import followed
from babyhubs.audit.gradient import gradients
from babyhubs.audit.hub_activity import hub_activity, incomplete_hubs
from babyhubs.audit.measures import REACH, groups_of, horizon_column, rows
from babyhubs.audit.refusals import refusals
from babyhubs.audit.result import AuditResult, table
from babyhubs.audit.rule import Rule
from babyhubs.audit.unseen import unseen
from babyhubs.audit.visits import VIEWS, in_view
from babyhubs.audit.window import Window
from babyhubs.audit.withheld import near_incomplete_hubs, without_comparisons, without_figures
from babyhubs.intake.engine import frame
from babyhubs.intake.records import Records
from babyhubs.reference.areas import AREA_VINTAGE


@dataclass(frozen=True)
class Request:
    """What is asked: the rule, the window, and how ethnic categories are grouped.

    commit: makes the keyed digests of the counts (docs/decisions/0002). own_list: whether the children come from a list
    of their own, such as the caseload, and not from the contacts.
    """

    rule: Rule
    window: Window
    grouping: str
    commit: Callable[[Any], str]
    own_list: bool = True


def run(records: Records, areas: pl.DataFrame, request: Request) -> AuditResult:
    """Audit a service. `areas` has the columns of `reference.areas.SCHEMA`, of the vintage of the children's areas."""
    rule, window = request.rule, request.window
    hubs = frame(records.hubs.order_by("hub"))
    activity = hub_activity(records, rule, window)
    left_open = _left_open(records.contacts, activity)
    service = counted(records, areas, hubs, rule, window, request.grouping, left_open)
    main = service.counts
    labels = attributes.group_labels(areas, hubs) | {ALL: {ALL: "All babies"}}
    groups = {
        one.name: groups_of(one.name, main["hub"], labels[one.name], known_beforehand=bool(one.groups))
        for one in ATTRIBUTES
    }
    known = _attributes(main["hub"], rule)
    statuses = dict(known.select("attribute", "status").iter_rows())
    refused = refusals(activity, known, _first_visits(main["hub"], rule), rule, own_list=request.own_list)
    withdrawn = bool((refused["scope"] == "all").any())
    scenarios = {MAIN: main["hub"]} | {name: main[name] for name in left_open}
    incomplete = [] if withdrawn else incomplete_hubs(activity)
    if incomplete:
        scenarios[COMPLETE_HUBS] = service.without_hubs(incomplete)
    measures = _judged(
        [
            row
            for view in VIEWS
            for name, its_groups in {ALL: (ALL,), **groups}.items()
            for row in rows(view, name, its_groups, labels[name], main[view], rule, window)
        ],
        statuses,
        _lost(main["hub"], scenarios.get(COMPLETE_HUBS)),
        rule,
    )
    shown = without_figures if withdrawn else _as_it_is
    measures = shown(measures)
    flagged = measures.filter(pl.col("verdict") == verdict.UNDER_SERVED)
    not_shown = unseen(records.children)
    return AuditResult(
        measures=measures,
        curves=shown(curves(main, groups, labels, rule)),
        gradients=shown(gradients(measures, statuses)),
        wards=shown(wards(main, areas, rule)),
        hubs=activity,
        attributes=known,
        unseen=not_shown,
        bounds=bounds(scenarios, flagged, groups, rule),
        refusals=refused,
        summary={
            "software": f"babyhubs {__version__}",
            "period": str(window),
            "years": round(window.years, 3),
            "rule": rule.reference,
            "rule_numbers": rule.model_dump(),
            "horizon_days": rule.horizon_days,
            "grouping": request.grouping,
            "deprivation_index": _index_name(areas),
            "groups_tested": int(
                measures.filter((pl.col("view") == "hub") & (pl.col("measure") == REACH))["q_value"].count()
            ),
        },
        inputs={
            f"{view}/{name}": request.commit(_content(main[view], name)) for view in VIEWS for name in (ALL, *groups)
        }
        | {"unseen": request.commit([list(row) for row in not_shown.iter_rows()])},
    )


def _as_it_is(figures: pl.DataFrame) -> pl.DataFrame:
    return figures


def _left_open(contacts: ir.Table, activity: pl.DataFrame) -> dict[str, ir.BooleanColumn]:
    """Hub visits at the extremes of what attendance codes leave open (`bounds.SCENARIOS`), where they leave any."""
    if not int(activity["unknown_attendance"].sum()):
        return {}
    at_hub, coded = in_view(contacts, "hub"), contacts.attendance == "attended"
    return {NONE_CAME: coded & at_hub, ALL_CAME: (coded | (contacts.attendance == "unknown")) & at_hub}


def _lost(main: Counts, complete: Counts | None) -> dict[tuple[str, str], float]:
    """By attribute and group, the share of the cohort's babies whose nearest hub's records are incomplete."""
    if complete is None:
        return {}
    keys = ["attribute", "group"]
    both = main.families.select(*keys, "m").join(complete.families.select(*keys, kept="m"), on=keys, how="left")
    shares = both.filter(pl.col("m") > 0).select(*keys, 1 - pl.col("kept").fill_null(0) / pl.col("m"))
    return {(attribute, group): share for attribute, group, share in shares.iter_rows()}


def _judged(
    measured: list[dict[str, Any]], statuses: dict[str, str], lost: dict[tuple[str, str], float], rule: Rule
) -> pl.DataFrame:
    measures = verdict.judged(table("measures", measured), statuses, rule)
    measures = near_incomplete_hubs(measures, lost, rule.incomplete_hub_share_at_most)
    return without_comparisons(measures, [name for name, status in statuses.items() if status == "cannot tell"])


def _attributes(counts: Counts, rule: Rule) -> pl.DataFrame:
    """How many babies of the cohort each attribute is known for, and whether that is enough."""
    found = []
    for one in ATTRIBUTES:
        part = counts.families.filter(pl.col("attribute") == one.name)
        total = int(part["m"].sum())
        known = int(part.filter(pl.col("group") != UNKNOWN)["m"].sum())
        share = known / total if total else 0.0
        if known == 0:
            status, reason = "absent", "not in these files"
        elif share < rule.known_at_least:
            status, reason = "cannot tell", f"known for fewer than {rule.known_at_least:.0%}"
        else:
            status, reason = "usable", ""
        found.append(
            {"attribute": one.name, "label": one.label, "children": total, "known_children": known, "known": share,
             "status": status, "reason": reason}
        )  # fmt: skip
    return table("attributes", found)


def _first_visits(counts: Counts, rule: Rule) -> int:
    own = followed(counts, ALL, (ALL,), rule)
    return int(own.first_visits[0, : horizon_column(own, rule) + 1].sum())


def _index_name(areas: pl.DataFrame) -> str:
    vintage = {of: index for index, of in AREA_VINTAGE.items()}.get(int(areas["area_vintage"][0]))
    return f"Index of Multiple Deprivation {vintage}" if vintage else "the areas file's own"


def _content(counts: Counts, attribute: str) -> list[Any]:
    parts: list[Any] = []
    for whole in (counts.steps, counts.families, counts.returns):
        part = whole.filter(pl.col("attribute") == attribute)
        parts.append([part.columns, [list(row) for row in part.iter_rows()]])
    return parts
