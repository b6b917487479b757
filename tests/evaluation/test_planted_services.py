"""Two services with known effects, made elsewhere: the gap that narrows is found, the one that does not is not."""

import gzip
import json
from functools import cache
from typing import Any

import polars as pl
import pytest

from babyhubs.evaluation.gap import Answer, judge
from babyhubs.evaluation.outcomes import outcomes
from babyhubs.evaluation.sentences import conclusion
from babyhubs.evaluation.study import study
from tests.shared_data import shared

FOLDER = "evaluation/planted_example"


@cache
def judged(seed: int) -> tuple[Answer, dict[str, Any]]:
    cells = pl.read_csv(gzip.decompress(shared(f"{FOLDER}/cells_{seed}.csv.gz").read_bytes()))
    truth = json.loads(shared(f"{FOLDER}/truth_{seed}.json").read_text("utf-8"))
    return judge(study(cells), outcomes()["attendance"]), truth["attendance"]


@pytest.mark.parametrize("seed", [41, 42])
def test_every_truth_lies_within_its_limits(seed: int) -> None:
    answer, truth = judged(seed)
    for one in answer.estimates[:3]:
        assert one.status == "estimated", one.why
        assert one.lower is not None
        assert one.upper is not None
        assert one.lower <= truth[one.measure] <= one.upper
    fifths = [one for one in answer.estimates if one.estimand == "by quintile"]
    for one, true in zip(fifths, truth["att_rate_ratio_by_quintile"], strict=True):
        assert one.lower is not None
        assert one.upper is not None
        assert one.lower <= true <= one.upper


def test_the_planted_narrowing_is_found_on_both_scales() -> None:
    answer, _ = judged(41)
    assert "narrowed, in relative and in absolute terms" in conclusion(answer)
    assert all((answer.get(name).p_randomised or 1) < 0.05 for name in ("relative gap", "absolute gap"))


def test_the_least_deprived_who_lose_are_mentioned() -> None:
    """In the planted service they lose 6%, which its limits cannot show: it is said, and said with care."""
    assert "Levelling down cannot be excluded" in conclusion(judged(41)[0])


def test_nothing_is_found_where_nothing_is_planted() -> None:
    answer, _ = judged(42)
    assert "It is not shown" in conclusion(answer)
    assert all((answer.get(name).p_randomised or 0) > 0.05 for name in ("level", "relative gap", "absolute gap"))


def test_expected_rates_are_near_those_of_the_world_without_the_change() -> None:
    answer, truth = judged(41)
    assert answer.rates is not None
    assert list(answer.rates.expected) == pytest.approx(truth["rate_without"], rel=0.10)


def test_the_same_table_gives_the_same_answer() -> None:
    cells = pl.read_csv(gzip.decompress(shared(f"{FOLDER}/cells_42.csv.gz").read_bytes()))
    shuffled = cells.sample(fraction=1.0, shuffle=True, seed=3)
    again = judge(study(shuffled), outcomes()["attendance"])
    assert again.estimates == judged(42)[0].estimates
