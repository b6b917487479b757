"""The audit against services whose truth is known: a short run of `benchmarks/validation.py`, the same seeds each time.

The long one stands in docs/explanation/validation.md. The margins here are wide: four services tell a broken method, not
a slightly wrong one.
"""

import polars as pl
import pytest
from benchmarks import validation
from benchmarks.validation import COMPARED, EQUAL, EVERY, FLAGGED, RATE_COVERED, RATIO_COVERED, REACH_COVERED, share

BIRTHS = 3_000


@pytest.mark.slow
def test_planted_gaps_are_found_and_none_is_found_where_none_is() -> None:
    gaps = {"lone_parent": {"yes": 0.25}, "deprivation_national": {"1": 0.4}}
    planted = pl.concat(
        validation.scored(validation.Settings(seed=seed, gaps=gaps, births_per_year=BIRTHS)) for seed in (1, 2)
    )
    none = validation.services("none", (3, 4), births_per_year=BIRTHS)
    rows = pl.concat([planted, none])
    for covered, of in ((REACH_COVERED, EVERY), (RATIO_COVERED, COMPARED), (RATE_COVERED, EVERY)):
        assert share(rows, of, covered).percent > 88
    under_served = set(planted.filter(FLAGGED).select("attribute", "group").iter_rows())
    assert {("lone_parent", "yes"), ("deprivation_national", "1")} <= under_served
    assert share(planted, EQUAL, FLAGGED).percent < 2
    assert share(none, EVERY, FLAGGED).percent == 0


def test_the_error_of_a_share_is_that_of_services_and_not_of_groups() -> None:
    """Two services of four groups each, all alike within: as uncertain as two observations."""
    rows = pl.DataFrame({"seed": [1] * 4 + [2] * 4, "eligible": [100] * 8, "x": [True] * 4 + [False] * 4})
    found = share(rows, EVERY, pl.col("x"))
    assert (found.percent, found.scored) == (50, 8)
    assert found.error == pytest.approx(50)
