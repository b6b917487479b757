"""Each scenario of the simulator, one service: what a right tool does, the evaluation does. The long study is a benchmark."""

import numpy as np
import pytest

from babyhubs.evaluation import cross_checks
from babyhubs.evaluation.gap import Answer, judge
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.panel import national_rank
from babyhubs.evaluation.sentences import conclusion, levelling_down
from babyhubs.simulation.rollout_truth import truth
from tests.evaluation.services import service, studied


def judged(scenario: str, outcome: str = "attendance", seed: int = 7, hubs: int = 30) -> Answer:
    return judge(studied(scenario, seed, hubs), outcomes()[outcome], draws=0, checks=False)


@pytest.mark.parametrize(
    "scenario", ["narrows", "widens", "level only", "waves differ", "decay", "population shift", "closures"]
)
def test_truths_are_found_where_the_assumptions_hold(scenario: str) -> None:
    answer = judged(scenario)
    true = truth(service(scenario), answer.scope.after)["attendance"]
    for one in answer.estimates[:3]:
        assert one.estimate is not None
        assert one.lower is not None
        assert one.upper is not None
        # a single service may miss its limits by chance; it may not miss by half as much again
        assert abs(one.estimate - true[one.measure]) < 0.75 * (one.upper - one.lower), one


def test_twenty_services_at_eight_hubs_hold_their_limits() -> None:
    """95% limits miss two of twenty now and then, and four of twenty hardly ever (1 in 60 for limits that keep their level)."""
    missed = np.zeros(3)
    for seed in range(20):
        answer = judged("null", seed=100 + seed, hubs=8)
        for place, one in enumerate(answer.estimates[:3]):
            still = 1.0 if one.unit == "ratio" else 0.0
            assert one.lower is not None
            assert one.upper is not None
            missed[place] += not one.lower <= still <= one.upper
    assert (missed <= 3).all()


def test_levelling_down_is_named() -> None:
    assert "levelling down" in levelling_down(judged("levelling down")).lower()


def test_a_gap_that_was_moving_before_is_said_in_the_headline_itself() -> None:
    flagged = [judged("broken gap trend", seed=seed) for seed in range(200, 204)]
    codes = [{problem.code for problem in answer.problems} for answer in flagged]
    assert sum("earlier trend of gap" in one for one in codes) >= 3
    first = next(answer for answer, one in zip(flagged, codes, strict=True) if "earlier trend of gap" in one)
    assert conclusion(first).startswith("With this reservation")
    assert first.get("relative gap").status == "restricted"
    assert first.get("level").status == "estimated"


@pytest.mark.parametrize(
    ("scenario", "outcome", "status", "code"),
    [
        ("all changed", "attendance", "restricted", "months without comparison"),
        ("contamination 20%", "attendance", "restricted", "diluted comparison"),
        ("contamination 35%", "attendance", "refused", "contaminated comparison"),
        ("recording bias", "breastfeeding", "refused", "bounds only"),
    ],
)
def test_what_cannot_be_carried_is_restricted_or_refused(scenario: str, outcome: str, status: str, code: str) -> None:
    answer = judged(scenario, outcome)
    assert answer.get("relative gap").status == status
    assert code in {problem.code for problem in answer.problems}


def test_bounds_stand_where_recording_changed_and_hold_the_truth() -> None:
    answer = judged("recording bias", "breastfeeding")
    true = truth(service("recording bias"), answer.scope.after)["breastfeeding"]
    for estimand in ("level", "absolute gap"):
        one = answer.get(estimand)
        assert one.estimate is None
        assert one.lower is not None
        assert one.upper is not None
        assert one.lower <= true[one.measure] <= one.upper
    assert "cannot say" in conclusion(answer)


def test_closed_months_are_left_out_and_never_zeros() -> None:
    answer = judged("closures")
    assert not answer.scope.before[:, 20:24].any()
    assert not answer.scope.after[:, 20:24].any()


def test_the_triple_difference_is_biased_where_effects_grow_and_the_headline_is_not() -> None:
    """Four services: the naive coefficient loses about a quarter of the effect."""
    errors = []
    for seed in range(300, 304):
        study = studied("narrows", seed)
        answer = judged("narrows", seed=seed)
        true = float(np.log(truth(service("narrows", seed), answer.scope.after)["attendance"]["ratio_of_RII"]))
        naive = cross_checks.by_triple_difference(study.by_fifth(outcomes()["attendance"]), national_rank(5))
        assert naive is not None
        headline = answer.get("relative gap").estimate
        assert headline is not None
        errors.append((float(np.log(headline)) - true, naive.estimate - true))
    ours, theirs = np.mean(errors, axis=0)
    assert theirs < -0.05
    assert abs(ours) < 0.08
