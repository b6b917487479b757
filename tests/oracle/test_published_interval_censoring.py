"""Turnbull's estimate against a published one: breast retraction after radiotherapy, in months.

Data: Finkelstein DM, Wolfe RA. Biometrics 1985;41:933-945. Estimate: Fay MP, Shaw PA. J Stat Softw 2010;36(2), section 4.1.
"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from babyhubs.statistics.interval_censored import npmle

pytestmark = pytest.mark.oracle
NEVER = math.inf
RADIATION = [
    (45, NEVER), (6, 10), (0, 7), (46, NEVER), (46, NEVER), (7, 16), (17, NEVER), (7, 14), (37, 44), (0, 8), (4, 11),
    (15, NEVER), (11, 15), (22, NEVER), (46, NEVER), (46, NEVER), (25, 37), (46, NEVER), (26, 40), (46, NEVER), (27, 34),
    (36, 44), (46, NEVER), (36, 48), (37, NEVER), (40, NEVER), (17, 25), (46, NEVER), (11, 18), (38, NEVER), (5, 12),
    (37, NEVER), (0, 5), (18, NEVER), (24, NEVER), (36, NEVER), (5, 11), (19, 35), (17, 25), (24, NEVER), (32, NEVER),
    (33, NEVER), (19, 26), (37, NEVER), (34, NEVER), (36, NEVER),
]  # fmt: skip
PUBLISHED = [
    (4, 5, 0.0463), (6, 7, 0.0334), (7, 8, 0.0887), (11, 12, 0.0708), (24, 25, 0.0926), (33, 34, 0.0818), (38, 40, 0.1209),
    (46, 48, 0.4656),
]  # fmt: skip


def test_the_breast_cosmesis_data_give_the_published_masses() -> None:
    found = npmle(*np.array(RADIATION).T)
    assert list(zip(found.left, found.right, strict=True)) == [(left, right) for left, right, _ in PUBLISHED]
    assert found.mass == pytest.approx([mass for _, _, mass in PUBLISHED], abs=5e-5)
    assert found.quantile(0.25) == (24, 25)
    assert found.quantile(0.5) == (38, 40)


def test_times_that_are_seen_give_kaplan_and_meier_s_steps() -> None:
    # 6 families: leave seen in a minute at 10, 20, 20, 30; two still there after 15 and 40
    lower, upper = [9, 19, 19, 29, 15, 40], [10, 20, 20, 30, NEVER, NEVER]
    found = npmle(lower, upper)
    assert found.right.tolist() == [10, 20, 30, NEVER]
    at_risk = [6, 4, 2]
    steps = np.cumprod([1 - events / n for events, n in zip([1, 2, 1], at_risk, strict=True)])
    assert 1 - np.cumsum(found.mass)[:3] == pytest.approx(steps, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 20)), min_size=1, max_size=25))
def test_no_small_shift_of_mass_is_more_likely(given_: list[tuple[int, int]]) -> None:
    lower = np.array([start for start, _ in given_], dtype=float)
    upper = lower + [length for _, length in given_]
    found = npmle(lower, upper)
    inside = (lower[:, None] <= found.left) & (found.right <= upper[:, None])
    best = np.log(inside @ found.mass).sum()
    assert found.mass.sum() == pytest.approx(1)
    for place in range(found.mass.size):
        moved = 0.99 * found.mass
        moved[place] += 0.01
        assert np.log(inside @ moved).sum() <= best + 1e-6
