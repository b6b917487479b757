"""Examples that others published: the bounds that they print, from our attack."""

from dataclasses import replace

import numpy as np
import pytest

from babyhubs.disclosure.counts import dominated_range, is_dominated
from babyhubs.disclosure.profiles import profile
from babyhubs.disclosure.reader import Reader
from tests.disclosure.tables import at, two_way

pytestmark = pytest.mark.oracle

# The textbooks hide by hand, print the rest exactly and let a hidden count be anything from 0.
TEXTBOOK = replace(profile("legacy"), suppress=(0, -1), protect=(0, -1), zero_shown=False)


def bounds(counts: list[list[int]], hidden: list[tuple[str, str]], row: str, column: str) -> tuple[float, float]:
    reader = Reader(two_way(counts), TEXTBOOK, hidden=[at(*one) for one in hidden])
    programme = reader.programme()
    programme.bound(*reader.bounds(reader.primary))
    place = reader.structure.place(at(row, column))
    least, most = programme.extreme(place, 1), programme.extreme(place, -1)
    assert least is not None
    assert most is not None
    return least.value, -most.value


def test_geurts_1992_table_10() -> None:
    """Geurts 1992, as example 3 in Hundepool et al., Handbook on Statistical Disclosure Control (2nd ed. 2024), section 4.2.

    Rows of 7, 3 and 6, columns of 9 and 7; the first two rows are hidden. X11 is 3 to 6.
    """
    hidden = [("r1", "c1"), ("r1", "c2"), ("r2", "c1"), ("r2", "c2")]
    assert bounds([[5, 2], [1, 2], [3, 3]], hidden, "r1", "c1") == (3, 6)


def test_fischetti_and_salazar_investment_example() -> None:
    """Fischetti and Salazar 2000 (JASA 95:916) and 2001 (Management Science 47:1008), figure 1.

    Investment by activity and region; 22 is sensitive; with 8, 17 and 12 hidden too it can be anything from 5 to 30.
    """
    investment = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]
    hidden = [("r2", "c1"), ("r2", "c3"), ("r3", "c1"), ("r3", "c3")]
    assert bounds(investment, hidden, "r2", "c3") == (5, 30)


def test_dominance_rules_of_the_handbook() -> None:
    """Handbook on Statistical Disclosure Control, section 4.2, examples 2 and 4."""
    two_largest = replace(profile("tre-10"), dominance_largest=2, dominance_share=100 / 110, dominance_ratio=0.0)
    p_percent = replace(profile("tre-10"), dominance_largest=2, dominance_share=1.0, dominance_ratio=0.1)
    # X = 110,000 with 52,000 and 50,000: 102,000 is more than 100,000, but 60,000 is 15.4% above 52,000
    assert is_dominated([52_000, 50_000], 110_000, two_largest).tolist() == [True]
    assert is_dominated([52_000, 50_000], 110_000, p_percent).tolist() == [False]
    # X = 330 = 300 + 20 + 10 under the (1, 85) rule: an upper bound below 352.94 is too close
    one_largest = replace(profile("tre-10"), dominance_largest=1, dominance_share=0.85, dominance_ratio=0.0)
    assert is_dominated([300, 20, 10], 330, one_largest).tolist() == [True]
    assert dominated_range([300, 20, 10], 330, one_largest)[1] == np.ceil(352.94)


def test_profiles_without_dominance_have_none() -> None:
    assert is_dominated([100, 0], 100, profile("hes")).tolist() == [False]
