"""Every outcome of the list, through the whole way: its columns, its scale, its direction of good, its bounds."""

import pytest

from babyhubs.evaluation.gap import Answer, judge
from babyhubs.evaluation.outcomes import Outcome, outcomes
from babyhubs.evaluation.sentences import conclusion, direction, levelling_down
from babyhubs.evaluation.study import study
from tests.evaluation.every_outcome import every_outcome

EVERY = study(every_outcome())
RECORDED = [one for one in outcomes().values() if one.due]


def answered(outcome: Outcome, recorded_after: float | None = None) -> Answer:
    read = EVERY if recorded_after is None else study(every_outcome(recorded_after))
    return judge(read, outcome, draws=0, checks=False)


@pytest.mark.parametrize("outcome", outcomes().values(), ids=outcomes())
def test_a_gap_that_closes_is_found_and_told_by_its_direction_of_good(outcome: Outcome) -> None:
    answer = answered(outcome)
    moved = {direction(answer, answer.get(name)) for name in ("relative gap", "absolute gap")}
    # Those who were behind gain. Where no direction is good (A&E, mothers above the cut-off) nothing narrows: there is more, or less.
    assert moved == ({"more"} if outcome.good == "neither" else {"narrowed"})
    assert outcome.label in conclusion(answer)
    assert answer.get("level").unit == ("ratio" if outcome.scale == "ratio" else outcome.rate)
    assert levelling_down(answer) == ""


@pytest.mark.parametrize("outcome", RECORDED, ids=[one.name for one in RECORDED])
def test_where_recording_fell_with_the_change_there_are_bounds_or_nothing(outcome: Outcome) -> None:
    """A score without a known scale (self-efficacy, connectedness) has not even bounds."""
    answer = answered(outcome, recorded_after=0.7)
    level = answer.get("level")
    assert level.estimate is None
    assert level.status == ("restricted" if outcome.highest else "refused")
    if level.lower is not None and level.upper is not None:
        assert level.lower < level.upper
    assert answer.recording is not None
    assert answer.recording.changed_before.tolist() == pytest.approx([0.95] * 5)
    assert answer.recording.changed_after.tolist() == pytest.approx([0.7] * 5)
