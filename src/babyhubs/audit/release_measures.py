"""The measures table as it may leave: estimates, comparisons and shortfalls from rounded counts."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit import coarse
from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.coarse import Coarse, Flags, small_part
from babyhubs.audit.counts import ALL
from babyhubs.audit.measures import (
    AGE_AT_HALF,
    INTENSITY,
    REACH,
    best_reached,
    comparison,
    rate_comparison,
    shortfall,
)
from babyhubs.audit.protected_columns import counts, decimals, figures, numbers, protection, whole, without
from babyhubs.audit.release_family import ELIGIBLE, EVENTS, Hidden, came_again_given_away, hidden_in
from babyhubs.audit.result import AuditResult
from babyhubs.audit.rule import Rule
from babyhubs.audit.verdict_kept import verdicts_kept
from babyhubs.audit.withheld import COMPARISONS, FIGURES
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile
from babyhubs.statistics.interval import Floats
from babyhubs.statistics.testing import false_discovery

WEEK = 7
HIDDEN_AT_MOST = 0.10  # of the others' babies; with more, the others that are shown are not the others
SMALLEST_P = 0.0001
PLACES = {"ratio": 2, "ratio_lower": 2, "ratio_upper": 2, "p_value": 4}


def released_measures(result: AuditResult, given: Hidden, profile: Profile) -> pl.DataFrame:
    """Every row of the measures, in its order, with `protection`. given: what the family of babies and those reached asks to hide."""
    table = result.measures.with_row_index("row")
    rule = Rule.model_validate(result.summary["rule_numbers"])
    parts = []
    again = {
        (view, measure): came_again_given_away(rows, profile)
        for (view, measure), rows in table.group_by(["view", "measure"], maintain_order=True)
        if measure not in (AGE_AT_HALF, INTENSITY, REACH)
    }
    for (view, measure, _), part in table.group_by(["view", "measure", "attribute"], maintain_order=True):
        if measure == AGE_AT_HALF:
            parts.append(_ages(part, result.measures, given, profile))
        elif measure == INTENSITY:
            parts.append(_rates(part, profile))
        elif measure == REACH:
            parts.append(_reach(part, given, result.summary["years"], profile))
        else:
            parts.append(_continuation(part, again[view, measure], profile))
    released = pl.concat(parts).sort("row").drop("row")
    # what the audit has taken back is not worked out again
    there = {name: result.measures[name].is_not_null() for name in (*FIGURES, *COMPARISONS)}
    released = released.with_columns(pl.when(there).then(name).alias(name) for name, there in there.items())
    released = _retested(released, result.measures)
    hidden = (released["protection"] != "").to_numpy()
    kept = pl.Series(verdicts_kept(result.measures, hidden, profile, rule, result.summary["years"]))
    blank = pl.Series(hidden)
    return released.with_columns(
        reason=pl.when(~blank).then("reason"),
        verdict=pl.when(kept).then("verdict").otherwise(pl.lit("")),
        verdict_reason=pl.when(kept | (pl.col("verdict_reason") == ""))
        .then("verdict_reason")
        .otherwise(pl.lit("too few to show")),
    )


def _reach(table: pl.DataFrame, given: Hidden, years: float, profile: Profile) -> pl.DataFrame:
    """Babies, those of them reached, and the families who would have to come."""
    n, families = numbers(table, "eligible"), numbers(table, "families")
    no_babies, no_reach = hidden_in(table, given)
    hidden = small_part(numbers(table, "events"), n, profile) | is_small(families, profile) | no_babies | no_reach
    own = coarse.reach(n, numbers(table, "estimate"), numbers(table, "se"), hidden, profile)
    columns = _own(table, own, hidden, profile)
    for name in ("eligible", "families"):
        columns[name] = without(columns[name], no_babies)
    if table["attribute"][0] == ALL:
        return table.with_columns(**columns)
    yearly = np.where(hidden, np.nan, rounded(families, profile)) / years
    rest, compared = _others(table, columns, own, "eligible", "log-log")
    gap = shortfall(own.limits, rest.limits, yearly)
    gap["shortfall_best"] = yearly * (
        best_reached(own.estimate, rounded(n, profile), table["group"].to_list()) - own.estimate
    )
    columns |= compared | _compared(comparison(own.limits, rest.limits))
    columns |= {name: whole(rounded(values, profile)).cast(pl.Float64) for name, values in gap.items()}
    return table.with_columns(**columns)


def _continuation(table: pl.DataFrame, given: Hidden, profile: Profile) -> pl.DataFrame:
    """First attenders, and those of them who came again. given: what their family asks to hide."""
    n, keys = numbers(table, "eligible"), list(table.select("attribute", "group").iter_rows())
    no_babies, no_events = (np.array([(*key, code) in given for key in keys]) for code in (ELIGIBLE, EVENTS))
    hidden = small_part(numbers(table, "events"), n, profile) | no_babies | no_events
    own = coarse.share(n, numbers(table, "estimate"), numbers(table, "se"), hidden, profile)
    columns = _own(table, own, hidden, profile)
    for name in ("eligible", "families"):
        columns[name] = without(columns[name], no_babies)
    if table["attribute"][0] != ALL:
        rest, compared = _others(table, columns, own, "eligible", "wilson")
        columns |= compared | _compared(comparison(own.limits, rest.limits))
    return table.with_columns(**columns)


def _rates(table: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Intensity: visits over child-months. Few visits, or visits by few families, are hidden."""
    events, families = numbers(table, "events"), numbers(table, "families")
    hidden = is_small(events, profile) | is_small(families, profile)
    estimate, months = numbers(table, "estimate"), numbers(table, "person_months")
    relative = numbers(table, "se") / np.where(estimate > 0, estimate, np.nan)
    own = coarse.intensity(events, months, families, relative, hidden, profile)
    columns = _own(table, own, hidden, profile, places=2)
    shown = np.where(hidden, np.nan, rounded(months, profile))
    columns["person_months"] = pl.Series(shown, dtype=pl.Float64).fill_nan(None)
    if table["attribute"][0] != ALL:
        rest, compared = _others(table, columns, own, "person_months", "none", places=2)
        columns |= compared | _compared(rate_comparison(own.estimate, own.se, rest.estimate, rest.se))
    return table.with_columns(**columns)


def _ages(table: pl.DataFrame, measures: pl.DataFrame, given: Hidden, profile: Profile) -> pl.DataFrame:
    """The age by which half had come, in whole weeks: half of the babies is a count of babies too.

    Hidden wherever the group's reach is hidden.
    """
    keys = ["view", "attribute", "group"]
    reach = table.select(keys).join(
        measures.filter(pl.col("measure") == REACH).select(*keys, "eligible", "events"),
        on=keys, how="left", maintain_order="left",
    )  # fmt: skip
    n, families = numbers(table, "eligible"), numbers(table, "families")
    no_babies, no_reach = hidden_in(table, given)
    hidden = small_part(numbers(reach, "events"), numbers(reach, "eligible"), profile) | no_babies | no_reach
    hidden = hidden | is_small(np.floor(n / 2), profile) | is_small(families, profile)
    columns: dict[str, Any] = counts(table, ("eligible", "families"), hidden, profile)
    for name in ("eligible", "families"):
        columns[name] = without(columns[name], no_babies)
    for name in ("estimate", "lower", "upper"):
        weeks = np.ceil((numbers(table, name) + 1) / WEEK) * WEEK
        columns[name] = decimals(np.where(hidden, np.nan, weeks), 0)
    return table.with_columns(**columns, protection=protection(hidden))


def _own(table: pl.DataFrame, own: Coarse, hidden: Flags, profile: Profile, places: int = 4) -> dict[str, pl.Series]:
    shown = counts(table, ("eligible", "families", "events"), hidden, profile)
    return shown | figures(own, places) | {"protection": protection(hidden)}


def _others(
    table: pl.DataFrame,
    columns: dict[str, pl.Series],
    own: Coarse,
    weight: str,
    limits: coarse.Limits,
    places: int = 4,
) -> tuple[Coarse, dict[str, pl.Series]]:
    """All other known groups of each row, from the released rows; none where too much of them is hidden."""
    known = (table["group"] != UNKNOWN).to_numpy()
    shown = pl.DataFrame(columns)
    exact, there = numbers(table, weight), known & np.isfinite(own.estimate)
    everyone, seen = np.where(known, exact, 0.0), np.where(there, exact, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        lost = 1 - (seen.sum() - seen) / (everyone.sum() - everyone)
    enough = np.isfinite(own.estimate) & (lost <= HIDDEN_AT_MOST)
    rest = coarse.others(own, numbers(shown, weight), known, limits).where(enough)
    found = {"others_estimate": decimals(rest.estimate, places), "others_se": decimals(rest.se, places)}
    for name in ("eligible", "families", "events", "person_months"):
        values = np.where(there, np.nan_to_num(numbers(shown if name in columns else table, name)), 0.0)
        total = np.where(enough & table[name].is_not_null().any(), values.sum() - values, np.nan)
        kind = table.schema[f"others_{name}"]
        found[f"others_{name}"] = pl.Series(total, dtype=pl.Float64).fill_nan(None).cast(kind)
    return rest, found


def _compared(found: dict[str, Floats | str]) -> dict[str, pl.Series]:
    found = found | {"p_value": np.maximum(found["p_value"], SMALLEST_P)}
    return {name: decimals(np.asarray(found[name]), places) for name, places in PLACES.items()}


def _retested(released: pl.DataFrame, exact: pl.DataFrame) -> pl.DataFrame:
    """q-values from the released p-values over as many tests as there were; a hidden one counts as 1."""
    released = released.with_columns(was_tested=exact["q_value"].is_not_null()).with_row_index("row")
    parts: Sequence[pl.DataFrame] = [
        part.with_columns(
            q_value=pl.when(pl.col("p_value").is_not_null()).then(
                pl.Series(
                    false_discovery(
                        part.select(pl.when("was_tested").then(pl.col("p_value").fill_null(1.0)))
                        .to_series()
                        .fill_null(np.nan)
                        .to_numpy()
                    )
                )
                .fill_nan(None)
                .round(4)
            )
        )
        for _, part in released.group_by(["view", "measure"], maintain_order=True)
    ]
    return pl.concat(parts).sort("row").drop("row", "was_tested")
