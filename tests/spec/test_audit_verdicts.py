"""The rule, as written in under-served-v1: when a group is under-served, adequately served, not to be told, or unseen.

Under-served: reach below 0.80 of the others', the 95% limits below 1, and at least 20 families a year short. Adequately served:
the limits exclude a reach below 0.80 of the others'. Everything else: cannot tell.
"""

from typing import Any

import polars as pl
import pytest

from babyhubs.audit.result import table
from babyhubs.audit.verdict import ADEQUATE, CANNOT_TELL, MORE_ELSEWHERE, UNDER_SERVED, UNSEEN, by_numbers, judged
from tests.audit.small import RULE


@pytest.mark.parametrize(
    ("ratio", "limits", "shortfall", "verdict"),
    [
        (0.60, (0.50, 0.72), 45, UNDER_SERVED),
        (0.79, (0.63, 0.99), 20, UNDER_SERVED),
        (0.60, (0.50, 0.72), 19, CANNOT_TELL),  # a gap, but too few families
        (0.79, (0.60, 1.00), 45, CANNOT_TELL),  # equal reach is not excluded
        (0.80, (0.70, 0.91), 45, CANNOT_TELL),  # not below 0.80, and 0.70 is not excluded
        (0.90, (0.80, 1.01), 45, ADEQUATE),  # a gap below the rule's is no flag
        (0.90, (0.79, 1.02), 45, CANNOT_TELL),
        (1.30, (1.10, 1.54), -200, ADEQUATE),
        (0.00, (0.00, 0.12), 30, UNDER_SERVED),  # nobody came
    ],
)
def test_the_rule_by_numbers(ratio: float, limits: tuple[float, float], shortfall: float, verdict: str) -> None:
    assert by_numbers(ratio, *limits, shortfall, RULE)[0] == verdict


def measured(**changes: Any) -> dict[str, Any]:
    """A row of the measures that the rule would flag."""
    return {
        "view": "hub", "measure": "reach", "attribute": "language", "group": "so", "eligible": 200, "families": 195,
        "events": 60, "estimate": 0.35, "ratio": 0.55, "ratio_lower": 0.45, "ratio_upper": 0.68, "p_value": 1e-6,
        "shortfall_families": 57.0,
    } | changes  # fmt: skip


def verdicts(*rows: dict[str, Any], status: str = "usable") -> list[tuple[str, str]]:
    out = judged(table("measures", list(rows)), {"language": status}, RULE)
    return list(out.filter(pl.col("measure") == "reach").select("verdict", "verdict_reason").iter_rows())


def test_a_clear_gap_is_under_served() -> None:
    assert verdicts(measured())[0][0] == UNDER_SERVED


@pytest.mark.parametrize(
    ("changes", "status", "verdict", "words"),
    [
        ({"eligible": 29}, "usable", CANNOT_TELL, "fewer than 30 babies"),
        ({}, "cannot tell", CANNOT_TELL, "known for fewer than 80% of babies"),
        ({}, "absent", UNSEEN, "does not carry"),
        ({"ratio": None}, "usable", CANNOT_TELL, "no comparison"),
        ({"group": "unknown"}, "usable", "", "not a group"),
    ],
)
def test_what_comes_before_the_numbers(changes: dict[str, Any], status: str, verdict: str, words: str) -> None:
    ((found, why),) = verdicts(measured(**changes), status=status)
    assert found == verdict
    assert words in why


def test_more_contact_in_all_is_said_beside_the_verdict_and_does_not_change_it() -> None:
    seen_at_home = measured(view="all_contact", measure="intensity", ratio=1.4, ratio_lower=1.2, ratio_upper=1.6)
    ((verdict, why),) = verdicts(measured(), seen_at_home)
    assert verdict == UNDER_SERVED
    assert why.endswith(MORE_ELSEWHERE)
    ((_, why),) = verdicts(measured(), seen_at_home | {"ratio_lower": 0.9})
    assert MORE_ELSEWHERE not in why


def test_verdicts_are_given_on_reach_at_hubs_alone() -> None:
    assert verdicts(measured(view="all_contact")) == [("", "")]


def test_q_values_are_over_the_groups_that_could_be_judged() -> None:
    """Two groups tested. The unknown, a group of 29 babies, and an attribute known for too few are not counted."""
    rows = [
        measured(group="so", p_value=0.01),
        measured(group="pl", p_value=0.04),
        measured(group="unknown", p_value=0.0001),
        measured(group="tiny", p_value=0.0001, eligible=29),
        measured(attribute="lone_parent", group="yes", p_value=0.0001),
    ]
    out = judged(table("measures", rows), {"language": "usable", "lone_parent": "cannot tell"}, RULE)
    assert out["q_value"].to_list() == [pytest.approx(0.02), pytest.approx(0.04), None, None, None]
