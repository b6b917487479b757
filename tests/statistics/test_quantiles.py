"""Quantiles of areas, and the order of labels: text, number or declared category give the same answer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from babyhubs.errors import InputError
from babyhubs.statistics import quantiles


def test_fifths_of_ten_areas_highest_first() -> None:
    found, why = quantiles.assign(np.arange(10, 0, -1.0), 5)
    assert found.tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert set(why) == {""}


@given(st.integers(1, 400), st.integers(1, 12))
def test_sizes_differ_by_one_at_most(n: int, q: int) -> None:
    found, why = quantiles.assign(np.random.default_rng(n).permutation(n), q)
    if n < q:
        assert set(why) == {"fewer areas than quantiles"}
        assert np.isnan(found).all()
    else:
        sizes = np.bincount(found.astype(int), minlength=q + 1)[1:]
        assert sizes.max() - sizes.min() <= 1


@given(st.integers(2, 12), st.integers(1, 60))
def test_the_rule_as_it_is_written(q: int, n: int) -> None:
    """q = Q + 1 - ceil((n + 1 - R) / (n / Q)), 0 raised to 1, in whole numbers."""
    if n < q:
        return
    found, _ = quantiles.assign(-np.arange(n, dtype=float), q)
    by_hand = [max(q + 1 - -(-(n + 1 - rank) * q // n), 1) for rank in range(1, n + 1)]
    assert found.tolist() == by_hand


def test_equal_values_share_a_quantile() -> None:
    found, _ = quantiles.assign([5, 5, 5, 1, 1, 0], 3)
    assert len(set(found[:3])) == 1
    assert len(set(found[3:5])) == 1


def test_groups_are_ranked_by_themselves_and_missing_areas_stay() -> None:
    value = [1.0, 2, 3, 4, np.nan, 10, 20]
    found, why = quantiles.assign(value, 2, [0, 0, 0, 0, 0, 1, 1], highest_first=False)
    assert found[:4].tolist() == [1, 1, 2, 2]
    assert found[5:].tolist() == [1, 2]
    assert why[4] == "missing value"


@given(st.permutations(list(range(1, 11))))
def test_numbers_text_and_categories_give_one_order(numbers: list[int]) -> None:
    wanted = list(range(1, 11))
    assert quantiles.order_of(numbers) == wanted
    assert [int(str(label)) for label in quantiles.order_of([str(number) for number in numbers])] == wanted
    declared = [f"group {number}" for number in wanted]
    assert quantiles.order_of([f"group {number}" for number in numbers], declared) == declared


@pytest.mark.parametrize(
    ("labels", "declared", "words"),
    [
        (["low", "high"], None, "not known"),
        (["1", "1.5"], None, "not known"),
        (["1", "x"], ["1"], "does not name"),
        (["1"], ["1", "1"], "twice"),
        (["1", "01"], None, "same number"),
    ],
)
def test_an_order_is_never_guessed(labels: list[str], declared: list[str] | None, words: str) -> None:
    with pytest.raises(InputError, match=words):
        quantiles.order_of(labels, declared)
