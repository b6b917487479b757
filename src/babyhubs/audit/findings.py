"""What the audit hands on: one finding for each group, each slope and each group that the records cannot show.

Every number is a released one. A group's finding rests on the overall finding of its view and measure; a verdict also on the
group's face-to-face contact in all, which says whether a low reach may be good targeting; a slope on its fifths.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.counts import ALL
from babyhubs.audit.measures import INTENSITY, REACH
from babyhubs.audit.result import AuditResult
from babyhubs.audit.verdict import UNSEEN
from babyhubs.audit.visits import VIEWS
from babyhubs.disclosure.profiles import Profile
from babyhubs.evidence.finding import Finding

UNIT = {REACH: "share of babies by {horizon} days of age", INTENSITY: "visits per 100 child-months"}
SLOPE = {
    REACH: "difference in share between the ends of deprivation",
    INTENSITY: "difference in visits per 100 child-months between the ends of deprivation",
}
ENDS = "the least deprived end against the most deprived"
MATRIX = "the list of groups that routine records cannot show"
NO_GROUPS = "the export does not carry this attribute"
KEY = ("view", "measure", "attribute", "group")

Row = Mapping[str, Any]
Key = tuple[str, ...]


def findings(released: AuditResult, result: AuditResult, profile: Profile, project_class: str) -> tuple[Finding, ...]:
    """Every finding, in the order of the released tables. `result` gives only the keyed digests of its counts."""
    blank = _blank(released.summary, profile, project_class)
    measured = released.measures.filter(pl.col("measure").is_in([REACH, INTENSITY]))
    rows = {tuple(row[name] for name in KEY): row for row in measured.iter_rows(named=True)}
    found: dict[Key, Finding] = {}
    # What others rest on is made first: everybody, then contact in all, then the hubs.
    for key in sorted(rows, key=lambda key: (key[2] != ALL, key[0] != "all_contact", key[1] != INTENSITY)):
        found[key] = _group(blank, rows[key], released.summary, result.inputs, _parents(key, found))
    slopes = [_slope(blank, row, result.inputs, found) for row in released.gradients.iter_rows(named=True)]
    absent = [
        _unseen(
            blank, released.summary, row["attribute"], "all groups", NO_GROUPS, result.inputs[f"hub/{row['attribute']}"]
        )
        for row in released.attributes.filter(pl.col("status") == "absent").iter_rows(named=True)
        if not any(key[2] == row["attribute"] and key[3] != UNKNOWN for key in rows)
    ]
    unseen = [
        _unseen(
            blank, released.summary, "unseen", row["group"], f"{row['label']}: {row['why']}", result.inputs["unseen"]
        )
        for row in released.unseen.iter_rows(named=True)
    ]
    return (*(found[key] for key in rows), *slopes, *absent, *unseen)


def _parents(key: Key, found: Mapping[Key, Finding]) -> tuple[str, ...]:
    view, measure, attribute, group = key
    if attribute == ALL:
        return ()
    parents = [found[view, measure, ALL, ALL].identity]
    if (view, measure) == (VIEWS[0], REACH):
        parents.append(found["all_contact", INTENSITY, attribute, group].identity)
    return tuple(parents)


def _blank(summary: Row, profile: Profile, project_class: str) -> Finding:
    """What all findings of one audit share."""
    texts: dict[str, Any] = dict.fromkeys(
        ("view", "measure", "attribute", "group", "unit", "compared_with", "verdict", "reason"), ""
    )
    none: dict[str, Any] = dict.fromkeys(
        ("eligible", "estimate", "lower", "upper", "ratio", "ratio_lower", "ratio_upper", "shortfall_families")
    )
    return Finding(
        **texts,
        **none,
        strand="audit",
        project_class=project_class,
        period=summary["period"],
        method="",
        rule="",
        disclosure_profile=f"{profile.name} v{profile.version}",
        software=summary["software"],
        inputs=(),
    )


def _group(blank: Finding, row: Row, summary: Row, inputs: Mapping[str, str], parents: tuple[str, ...]) -> Finding:
    """A row of the measures."""
    same = ("view", "measure", "attribute", "group", "eligible", "estimate", "lower", "upper", "method")
    compared = ("ratio", "ratio_lower", "ratio_upper")
    short = row["shortfall_families"]
    return replace(
        blank,
        **{name: row[name] for name in (*same, *compared)},
        unit=UNIT[row["measure"]].format(horizon=summary["horizon_days"]),
        compared_with=row["compared_with"] or "",
        shortfall_families=None if short is None else int(short),
        verdict=row["verdict"] or "",
        reason=row["verdict_reason"] or row["reason"] or row["protection"],
        rule=summary["rule"] if row["verdict"] else "",
        inputs=(inputs[f"{row['view']}/{row['attribute']}"],),
        parents=parents,
    )


def _slope(blank: Finding, row: Row, inputs: Mapping[str, str], found: Mapping[Key, Finding]) -> Finding:
    """A row of the gradients: the slope as estimate, the relative index as ratio."""
    where = (row["view"], row["measure"], row["attribute"])
    return replace(
        blank,
        view=row["view"],
        measure=f"{row['measure']}_slope",
        attribute=row["attribute"],
        group=ALL,
        unit=SLOPE[row["measure"]],
        estimate=row["sii"],
        lower=row["sii_lower"],
        upper=row["sii_upper"],
        ratio=row["rii"],
        ratio_lower=row["rii_lower"],
        ratio_upper=row["rii_upper"],
        compared_with=ENDS,
        reason=row["reason"],
        method=row["method"],
        inputs=(inputs[f"{row['view']}/{row['attribute']}"],),
        parents=tuple(one.identity for key, one in found.items() if key[:3] == where and key[3] != UNKNOWN),
    )


def _unseen(blank: Finding, summary: Row, attribute: str, group: str, why: str, given: str) -> Finding:
    """A group that the records cannot show."""
    return replace(
        blank,
        view=VIEWS[0],
        measure=REACH,
        attribute=attribute,
        group=group,
        verdict=UNSEEN,
        reason=why,
        method=MATRIX,
        rule=summary["rule"],
        inputs=(given,),
    )
