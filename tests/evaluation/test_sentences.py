"""The concluding sentence says what the figures carry: two scales that disagree, outcomes without a good direction, reservations first."""

from dataclasses import replace

import pytest

from babyhubs.evaluation.gap import Answer, Rates, judge
from babyhubs.evaluation.outcomes import Good, outcomes
from babyhubs.evaluation.sentences import conclusion
from babyhubs.evaluation.study import study
from tests.evaluation.services import studied, table


def answered(
    relative: tuple[float, float, float], absolute: tuple[float, float, float], good: Good = "higher"
) -> Answer:
    """A quiet service whose gaps are set by hand: estimate, lower and upper."""
    plain = judge(studied("null", 7, 12), outcomes()["attendance"], draws=0, checks=False)
    given = {"relative gap": relative, "absolute gap": absolute}
    rows = tuple(
        replace(one, estimate=given[one.estimand][0], lower=given[one.estimand][1], upper=given[one.estimand][2])
        if one.estimand in given
        else one
        for one in plain.estimates
    )
    rates = Rates((0.5,) * 5, (0.5,) * 5, 0.5, 0.5 * relative[0], -0.5, -0.5 + absolute[0])
    return replace(plain, estimates=rows, rates=rates, problems=(), outcome=replace(plain.outcome, good=good))


@pytest.mark.parametrize(
    ("relative", "absolute", "words"),
    [
        ((1.4, 1.2, 1.6), (0.2, 0.1, 0.3), "narrowed, in relative and in absolute terms"),
        ((0.7, 0.6, 0.8), (-0.2, -0.3, -0.1), "widened, in relative and in absolute terms"),
        (
            (1.2, 1.1, 1.3),
            (-0.1, -0.2, -0.05),
            "two ways that disagree: in relative terms it narrowed, and in absolute terms it widened",
        ),
        (
            (1.0, 0.9, 1.1),
            (-0.1, -0.2, -0.05),
            "one scale only: in relative terms a change is not shown, and in absolute terms it widened",
        ),
        ((1.1, 0.9, 1.3), (0.1, -0.1, 0.3), "It is not shown"),
        ((3.0, 2.5, 3.5), (0.8, 0.7, 0.9), "turned round"),
    ],
)
def test_what_is_said(relative: tuple[float, float, float], absolute: tuple[float, float, float], words: str) -> None:
    assert words in conclusion(answered(relative, absolute))


def test_where_no_direction_is_good_nothing_narrows() -> None:
    said = conclusion(answered((1.4, 1.2, 1.6), (0.2, 0.1, 0.3), "neither"))
    assert "a rise among the most deprived" in said
    assert "narrow" not in said


def test_reservations_come_first_and_are_counted() -> None:
    said = conclusion(judge(studied("all changed"), outcomes()["attendance"], draws=0, checks=False))
    assert said.startswith("With this reservation: ")
    assert "There is 1 more reservation." in said


def test_a_blank_start_is_a_hub_that_never_changes() -> None:
    cells = table("null", 7, 12)
    blank = cells.with_columns(start=cells["start"].replace(-1, None))
    assert study(blank).start.tolist() == study(cells).start.tolist()
