"""The audit's tables as they may leave: the same rows, counts protected, every figure worked out again from what is shown.

Each table gets a column `protection`: "" or "small count". Verdicts are decided on the exact counts and stay, unless one
would narrow a hidden count; the figures beside them are rounded, so a ratio may stand a little on the other side of a limit.
Contacts are not people, but a few contacts point at a few people: they are protected as if they were.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit import coarse
from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.bounds import with_ratio
from babyhubs.audit.coarse import Flags, small_part
from babyhubs.audit.counts import WARD
from babyhubs.audit.gradient import gradients
from babyhubs.audit.protected_columns import counts, decimals, figures, numbers, protection, whole, without
from babyhubs.audit.release_family import ELIGIBLE, HUB, Hidden, given_away, hidden_in
from babyhubs.audit.release_measures import released_measures
from babyhubs.audit.result import AuditResult
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile

HUB_COUNTS = (
    "attendances", "children", "counted", "recorded_when_counted", "group_participants", "contacts", "unknown_attendance"
)  # fmt: skip


def release(result: AuditResult, profile: Profile) -> AuditResult:
    """The result under a disclosure profile."""
    summary = result.summary | {"disclosure_profile": f"{profile.name} v{profile.version}"}
    if profile.name == "internal":
        as_it_is = {name: table.with_columns(protection=pl.lit("")) for name, table in result.tables.items()}
        return AuditResult(**as_it_is, summary=summary, inputs=result.inputs)
    given = given_away(result, profile)
    measures = released_measures(result, given, profile)
    return replace(
        result,
        measures=measures,
        curves=_reach_table(
            result.curves, ("eligible", "at_risk", "events"), *hidden_in(result.curves, given), profile
        ),
        gradients=_gradients(result.gradients, measures, result.attributes),
        wards=_reach_table(result.wards, ("eligible", "events"), *hidden_in(_by_ward(result.wards), given), profile),
        hubs=_hubs(result.hubs, profile),
        attributes=_attributes(result.attributes, given, profile),
        unseen=result.unseen.with_columns(protection=pl.lit("")),
        bounds=_bounds(result.bounds, given, profile),
        refusals=result.refusals.with_columns(protection=pl.lit("")),
        summary=summary,
    )


def _by_ward(wards: pl.DataFrame) -> pl.DataFrame:
    return wards.select("view", attribute=pl.lit(WARD), group="ward")


def _reach_table(
    table: pl.DataFrame, names: tuple[str, ...], no_babies: Flags, no_reach: Flags, profile: Profile
) -> pl.DataFrame:
    """Curves, wards and bounds: babies, those reached, the reach. `no_babies`, `no_reach`: what the family asks to hide.

    A curve moves in steps of the rounding base: it stays level until enough more babies have come, so that no week's first
    visits can be read off it, and it begins where the babies reached are no longer few.
    """
    hidden = small_part(numbers(table, "events"), numbers(table, "eligible"), profile) | no_babies | no_reach
    for name in names:
        hidden = hidden | is_small(numbers(table, name), profile)
    found = coarse.reach(numbers(table, "eligible"), numbers(table, "estimate"), numbers(table, "se"), hidden, profile)
    columns = counts(table, names, hidden, profile) | figures(found)
    columns["eligible"] = without(columns["eligible"], no_babies)
    if "at_risk" in columns:
        columns["at_risk"] = without(columns["at_risk"], no_babies | no_reach)
    return table.with_columns(**columns, protection=protection(hidden))


def _bounds(table: pl.DataFrame, given: Hidden, profile: Profile) -> pl.DataFrame:
    """Both sides of each comparison, and the ratio from what is shown of them; nothing where a group or its unknown is hidden."""
    parts = [
        (attribute, ((attribute, group), (attribute, UNKNOWN)))
        for attribute, group in table.select("attribute", "group").iter_rows()
    ]
    gone = np.array(
        [any((*part, code) in given for part in both for code in (ELIGIBLE, HUB)) for _, both in parts], dtype=np.bool_
    )
    own = _reach_table(table, ("eligible", "events"), gone, gone, profile)
    n, x = numbers(table, "others_eligible"), numbers(table, "others_events")
    hidden = small_part(x, n, profile) | (own["protection"] != "").to_numpy()
    rest = coarse.reach(n, numbers(table, "others_estimate"), numbers(table, "others_se"), hidden, profile)
    shown = {
        name: whole(np.where(hidden, np.nan, rounded(numbers(table, name), profile)))
        for name in ("others_eligible", "others_events")
    }
    both = own.with_columns(**shown, others_estimate=decimals(rest.estimate, 4), others_se=decimals(rest.se, 4))
    return with_ratio(both).with_columns(pl.col("ratio").round(2))


def _gradients(table: pl.DataFrame, measures: pl.DataFrame, attributes: pl.DataFrame) -> pl.DataFrame:
    """The slopes of the released figures; none where a fifth is hidden."""
    again = gradients(measures, dict(attributes.select("attribute", "status").iter_rows()))
    lost = (table["sii"].is_not_null() & again["sii"].is_null()).to_numpy()
    kept = (
        pl.when(pl.Series(lost))
        .then(pl.lit("a fifth is too small to show"))
        .otherwise(pl.when(table["sii"].is_null()).then(table["reason"]).otherwise(again["reason"]))
    )
    figures_of = [name for name, kind in again.schema.items() if kind == pl.Float64()]
    return again.with_columns(pl.col(figures_of).round(4), reason=kept, protection=protection(lost))


def _hubs(table: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Contacts of few children hide the contacts; the capture rate comes from the rounded counts."""
    few = is_small(numbers(table, "children"), profile)
    none = np.zeros(table.height, dtype=np.bool_)
    columns: dict[str, Any] = counts(table, HUB_COUNTS, none, profile)
    for name in ("attendances", "contacts"):
        columns[name] = pl.select(pl.when(~pl.Series(few)).then(columns[name])).to_series()
    counted, recorded = (numbers(pl.DataFrame(columns), name) for name in ("counted", "recorded_when_counted"))
    columns["capture_rate"] = decimals(recorded / np.where(counted > 0, counted, np.nan), 2)
    lost = few | is_small(numbers(table, "attendances"), profile)
    columns["reason"] = pl.select(pl.when(~pl.Series(lost)).then(table["reason"])).to_series()
    any_hidden = lost
    for name in HUB_COUNTS:
        any_hidden = any_hidden | is_small(numbers(table, name), profile)
    return table.with_columns(**columns, protection=protection(any_hidden))


def _attributes(table: pl.DataFrame, given: Hidden, profile: Profile) -> pl.DataFrame:
    """The share known, from the rounded counts; whether that is enough stays as it was decided."""
    known, children = numbers(table, "known_children"), numbers(table, "children")
    hidden = small_part(known, children, profile)
    hidden = hidden | np.array([(name, UNKNOWN, ELIGIBLE) in given for name in table["attribute"]], dtype=np.bool_)
    shown = {
        name: np.where(is_small(values, profile), np.nan, rounded(values, profile))
        for name, values in (("known_children", known), ("children", children))
    }
    shown["known_children"] = np.where(hidden, np.nan, shown["known_children"])
    share = shown["known_children"] / np.where(shown["children"] > 0, shown["children"], np.nan)
    return table.with_columns(
        known=decimals(np.minimum(share, 1), 4),
        known_children=whole(shown["known_children"]),
        children=whole(shown["children"]),
        protection=protection(hidden),
    )
