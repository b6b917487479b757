"""The measures table as it may leave: estimates, comparisons and shortfalls from rounded counts."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit import coarse
from babyhubs.audit.coarse import Coarse, Flags, small_part
from babyhubs.audit.measures import (
    AGE_AT_HALF,
    INTENSITY,
    REACH,
    best_reached,
    comparison,
    rate_comparison,
    shortfall,
)
from babyhubs.audit.protected_columns import counts, decimals, figures, numbers, protection, whole
from babyhubs.audit.result import AuditResult
from babyhubs.audit.rule import Rule
from babyhubs.audit.verdict_kept import verdicts_kept
from babyhubs.audit.withheld import COMPARISONS, FIGURES
from babyhubs.disclosure.counts import is_small, rounded
from babyhubs.disclosure.profiles import Profile
from babyhubs.statistics.interval import Floats
from babyhubs.statistics.testing import false_discovery

WEEK = 7
OTHERS_COUNTS = ("others_eligible", "others_families", "others_events")
SMALLEST_P = 0.0001
PLACES = {"ratio": 2, "ratio_lower": 2, "ratio_upper": 2, "p_value": 4}


def released_measures(result: AuditResult, profile: Profile) -> pl.DataFrame:
    """Every row of the measures, in its order, with `protection`."""
    table = result.measures.with_row_index("row")
    rule = Rule.model_validate(result.summary["rule_numbers"])
    parts = []
    for (_, measure, _), part in table.group_by(["view", "measure", "attribute"], maintain_order=True):
        if measure == AGE_AT_HALF:
            parts.append(_ages(part, result.measures, profile))
        elif measure == INTENSITY:
            parts.append(_rates(part, profile))
        else:
            parts.append(_shares(part, str(measure), result.summary["years"], profile))
    released = pl.concat(parts).sort("row").drop("row")
    # what the audit has taken back is not worked out again
    given = {name: result.measures[name].is_not_null() for name in (*FIGURES, *COMPARISONS)}
    released = released.with_columns(pl.when(there).then(name).alias(name) for name, there in given.items())
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


def _shares(table: pl.DataFrame, measure: str, years: float, profile: Profile) -> pl.DataFrame:
    """Reach and continuation: babies, those of them reached or back again."""
    n, families = numbers(table, "eligible"), numbers(table, "families")
    hidden = small_part(numbers(table, "events"), n, profile) | is_small(families, profile)
    others_n = numbers(table, "others_eligible")
    others_hidden = hidden | small_part(numbers(table, "others_events"), others_n, profile)
    again = coarse.reach if measure == REACH else coarse.share
    own = again(n, numbers(table, "estimate"), numbers(table, "se"), hidden, profile)
    rest = again(others_n, numbers(table, "others_estimate"), numbers(table, "others_se"), others_hidden, profile)
    columns = _columns(table, own, rest, hidden, others_hidden, profile)
    if table["attribute"][0] == "all":
        return table.with_columns(**columns)
    columns |= _compared(comparison(own.limits, rest.limits))
    if measure != REACH:
        return table.with_columns(**columns)
    yearly = np.where(hidden, np.nan, rounded(families, profile)) / years
    gap = shortfall(own.limits, rest.limits, yearly)
    best = best_reached(own.estimate, rounded(n, profile), table["group"].to_list())
    gap["shortfall_best"] = yearly * (best - own.estimate)
    columns |= {name: whole(rounded(values, profile)).cast(pl.Float64) for name, values in gap.items()}
    return table.with_columns(**columns)


def _rates(table: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Intensity: visits over child-months. Few visits, or visits by few families, are hidden."""
    own, hidden = _one_side(table, "", np.zeros(table.height, dtype=np.bool_), profile)
    rest, others_hidden = _one_side(table, "others_", hidden, profile)
    columns = _columns(table, own, rest, hidden, others_hidden, profile, places=2)
    for name, gone in (("person_months", hidden), ("others_person_months", others_hidden)):
        shown = np.where(gone, np.nan, rounded(numbers(table, name), profile))
        columns[name] = pl.Series(shown, dtype=pl.Float64).fill_nan(None)
    if table["attribute"][0] == "all":
        return table.with_columns(**columns)
    return table.with_columns(**columns, **_compared(rate_comparison(own.estimate, own.se, rest.estimate, rest.se)))


def _one_side(table: pl.DataFrame, prefix: str, hidden: Flags, profile: Profile) -> tuple[Coarse, Flags]:
    events, families = numbers(table, f"{prefix}events"), numbers(table, f"{prefix}families")
    hidden = hidden | is_small(events, profile) | is_small(families, profile)
    estimate = numbers(table, f"{prefix}estimate")
    relative = numbers(table, f"{prefix}se") / np.where(estimate > 0, estimate, np.nan)
    months = numbers(table, f"{prefix}person_months")
    return coarse.intensity(events, months, families, relative, hidden, profile), hidden


def _ages(table: pl.DataFrame, measures: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """The age by which half had come, in whole weeks: half of the babies is a count of babies too.

    Hidden wherever the group's reach is hidden.
    """
    keys = ["view", "attribute", "group"]
    reach = table.select(keys).join(
        measures.filter(pl.col("measure") == REACH).select(*keys, "eligible", "events"),
        on=keys, how="left", maintain_order="left",
    )  # fmt: skip
    n, families = numbers(table, "eligible"), numbers(table, "families")
    hidden = small_part(numbers(reach, "events"), numbers(reach, "eligible"), profile)
    hidden = hidden | is_small(np.floor(n / 2), profile) | is_small(families, profile)
    columns: dict[str, Any] = counts(table, ("eligible", "families"), hidden, profile)
    for name in ("estimate", "lower", "upper"):
        weeks = np.ceil((numbers(table, name) + 1) / WEEK) * WEEK
        columns[name] = decimals(np.where(hidden, np.nan, weeks), 0)
    return table.with_columns(**columns, protection=protection(hidden))


def _columns(
    table: pl.DataFrame,
    own: Coarse,
    rest: Coarse,
    hidden: Flags,
    others_hidden: Flags,
    profile: Profile,
    places: int = 4,
) -> dict[str, pl.Series]:
    columns = counts(table, ("eligible", "families", "events"), hidden, profile)
    for name in OTHERS_COUNTS:
        exact = numbers(table, name)
        columns[name] = whole(np.where(others_hidden, np.nan, rounded(exact, profile)))
    others = {"others_estimate": rest.estimate, "others_se": rest.se}
    return (
        columns
        | figures(own, places)
        | {name: decimals(values, places) for name, values in others.items()}
        | {"protection": protection(hidden)}
    )


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
