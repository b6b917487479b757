"""Designs that cannot carry an answer, as docs/explanation/evaluation.md lists them, each refused in words that a clinician understands."""

import numpy as np
import polars as pl
import pytest

from babyhubs.evaluation.gap import Answer, judge
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.sentences import conclusion
from babyhubs.evaluation.study import refused_at_the_door, study
from tests.evaluation.services import table

STATISTICIANS_WORDS = (
    "cluster",
    "parallel",
    "estimand",
    "covariate",
    "heterosced",
    "counterfactual",
    "jackknife",
    "offset",
)


def judged(cells: pl.DataFrame) -> Answer:
    return judge(study(cells), outcomes()["attendance"], draws=0, checks=False)


def with_starts(starts: dict[int, int]) -> pl.DataFrame:
    """The null service with other months of change; hubs not named are left out."""
    cells = table("null").filter(pl.col("clinic").is_in(list(starts)))
    return cells.drop("dose").with_columns(
        pl.col("clinic").replace_strict(starts, return_dtype=pl.Int64).alias("start")
    )


ONE_CHANGED = dict.fromkeys(range(10), -1) | {0: 20}
ONE_UNCHANGED = dict.fromkeys(range(10), 20) | {0: -1}
THREE_POINTS = dict.fromkeys(range(10), -1) | dict.fromkeys(range(5), 3)
FOUR_HUBS = {0: 20, 1: 20, 2: -1, 3: -1}
NOBODY = dict.fromkeys(range(10), -1)


@pytest.mark.parametrize(
    ("starts", "code", "words"),
    [
        (ONE_CHANGED, "one changed hub", "Only one hub changed"),
        (ONE_UNCHANGED, "too few to compare with", "only one hub that had not"),
        (THREE_POINTS, "too few months before", "fewer than 6 usable months"),
        (FOUR_HUBS, "too few hubs", "There are 4 hubs"),
        (NOBODY, "nothing changed", "No hub changed"),
    ],
)
def test_bad_designs_have_no_figure_and_a_plain_reason(starts: dict[int, int], code: str, words: str) -> None:
    answer = judged(with_starts(starts))
    assert {one.status for one in answer.estimates} == {"refused"}
    assert {(one.estimate, one.lower, one.upper) for one in answer.estimates} == {(None, None, None)}
    assert code in {one.code for one in answer.problems}
    said = conclusion(answer)
    assert words in said + " ".join(one.sentence for one in answer.problems)
    assert not [word for word in STATISTICIANS_WORDS if word in said.lower()]
    assert all(one.remedy for one in answer.problems)


def test_hubs_with_a_short_past_are_left_out_and_named() -> None:
    answer = judged(with_starts(dict.fromkeys(range(12), -1) | dict.fromkeys(range(5), 20) | {5: 3}))
    assert answer.get("level").status == "restricted"
    assert "Left out" in answer.get("level").why[0]
    assert "5" in answer.get("level").why[0]


def test_contacts_without_denominators() -> None:
    (found,) = refused_at_the_door(table("null").drop("infants"))
    assert "eligible infants" in found.sentence
    few = table("null").with_columns(
        pl.when(pl.col("clinic") == 0).then(0).otherwise(pl.col("infants")).alias("infants")
    )
    assert refused_at_the_door(few)[0].code == "contacts without denominators"


def test_overlapping_vintages() -> None:
    mixed = table("null").with_columns(pl.when(pl.col("month") < 24).then(2019).otherwise(2025).alias("index_vintage"))
    (found,) = refused_at_the_door(mixed)
    assert "2019, 2025" in found.sentence
    assert refused_at_the_door(mixed.with_columns(pl.lit(2019).alias("index_vintage"))) == []


def test_attendance_against_outcome() -> None:
    by_attendance = pl.DataFrame({"attended": ["yes", "no"], "bf_n": [100, 100], "bf_y": [70, 50]})
    (found,) = refused_at_the_door(by_attendance)
    assert "Keen parents come" in found.sentence


def test_a_good_table_is_let_in() -> None:
    assert refused_at_the_door(table("null")) == []


def test_an_outcome_hardly_recorded_is_refused() -> None:
    thin = table("null").with_columns((pl.col("bf_n") // 3).alias("bf_n")).with_columns(
        pl.min_horizontal("bf_y", "bf_n").alias("bf_y")
    )  # fmt: skip
    answer = judge(study(thin), outcomes()["breastfeeding"], draws=0, checks=False)
    assert answer.get("level").status == "refused"
    assert "cannot be judged" in answer.problems[0].sentence


def test_without_hubs_that_never_change_nobody_can_check_what_was_under_way() -> None:
    starts = {hub: int(np.array([14, 19, 25, 31])[hub % 4]) for hub in range(16)}
    answer = judged(with_starts(starts))
    codes = {one.code for one in answer.problems}
    assert {"months without comparison", "earlier trend not checked"} <= codes
    assert answer.get("relative gap").status == "restricted"
