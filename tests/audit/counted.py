"""Counts written by hand, for tests that need no engine: groups of babies followed from day 10 to day 365."""

from types import SimpleNamespace
from typing import Any

import polars as pl

from babyhubs.audit.counts import ALL, Counts
from babyhubs.audit.measures import rows
from babyhubs.audit.result import table
from babyhubs.audit.verdict import judged
from tests.audit.small import RULE, WINDOW

ATTRIBUTE = "lone_parent"
FIRST_VISIT = 40  # day of age


def counts(groups: dict[str, tuple[int, int]], visits_each: int = 3) -> Counts:
    """group -> (babies, those who came). Each who came did so on day 40 and `visits_each` times in all, one family each."""
    everybody = (sum(n for n, _ in groups.values()), sum(x for _, x in groups.values()))
    named = {(ATTRIBUTE, group): pair for group, pair in groups.items()} | {(ALL, ALL): everybody}
    steps, families, returns = [], [], []
    for (attribute, group), (n, x) in named.items():
        key = {"attribute": attribute, "group": group}
        steps += [
            key | {"age": age, "entered": entered, "first_visits": first, "left": left}
            for age, entered, first, left in ((10, n, 0, 0), (FIRST_VISIT, 0, x, 0), (365, 0, 0, n - x))
        ]
        days = 355
        families.append(
            key
            | {
                "families": n,
                "y": visits_each * x,
                "t": days * n,
                "yy": visits_each**2 * x,
                "yt": visits_each * days * x,
            }
            | {"tt": days**2 * n, "cohort_families": n, "m": n, "mm": n}
        )
        again = x // 2 if attribute != ALL else sum(x // 2 for _, x in groups.values())
        returns.append(key | {"followed_28": x, "returned_28": again, "followed_56": x, "returned_56": again})
    return Counts(*(pl.DataFrame(one, infer_schema_length=None) for one in (steps, families, returns)))


def result(groups: dict[str, tuple[int, int]], visits_each: int = 3) -> Any:
    """As much of an audit's result as the measures' release looks at."""
    counted = counts(groups, visits_each)
    measured = rows("hub", ALL, (ALL,), {ALL: "All babies"}, counted, RULE, WINDOW)
    measured += rows("hub", ATTRIBUTE, tuple(groups), {}, counted, RULE, WINDOW)
    measures = judged(table("measures", measured), {ATTRIBUTE: "usable"}, RULE)
    return SimpleNamespace(
        measures=measures, summary={"rule_numbers": RULE.model_dump(), "years": round(WINDOW.years, 3)}
    )


def released_row(measures: pl.DataFrame, group: str, measure: str = "reach") -> dict[str, Any]:
    """One row of the measures at hubs."""
    wanted = {"view": "hub", "measure": measure, "attribute": ATTRIBUTE, "group": group}
    return measures.filter(pl.col(name) == value for name, value in wanted.items()).row(0, named=True)
