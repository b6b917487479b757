"""Curves and repeated events that somebody else published."""

import numpy as np
import pytest

from babyhubs.statistics import bootstrap, competing, follow_up, negative_binomial, survival

pytestmark = pytest.mark.oracle

# months to death of nine of 305 women with breast cancer (C alive, 1 of it, 2 of something else); the other 296 were followed longer.
# Satagopan JM et al. A note on competing risks in survival data analysis. Br J Cancer 2004;91:1229-1235, table 2
FOLLOWED = [7, 10, 14, 16, 18, 23, 24, 26, 27] + [60] * 296
CAUSE = [0, 1, 0, 1, 2, 1, 0, 2, 1] + [0] * 296


def test_competing_deaths_of_satagopan_table_2() -> None:
    sets = follow_up.risk_sets(0, FOLLOWED, CAUSE)
    at = np.searchsorted(sets.times, [10, 16, 18, 23, 26, 27])
    assert sets.at_risk[0, at].tolist() == [304, 302, 301, 300, 298, 297]
    own = competing.competing_incidence(sets.at_risk, sets.events[0], sets.events[1])
    other = competing.competing_incidence(sets.at_risk, sets.events[1], sets.events[0])
    surviving = 100 * (1 - own.incidence - other.incidence)[0, at]
    assert [round(float(one), 1) for one in surviving] == [99.7, 99.3, 99.0, 98.7, 98.3, 98.0]
    steps = 100 * np.diff(own.incidence[0], prepend=0)[np.searchsorted(sets.times, [10, 16, 23, 27])]
    assert [round(float(one), 1) for one in steps] == [0.3, 0.3, 0.3, 0.3]


def test_without_a_competing_event_the_leukaemia_remissions_come_out_again() -> None:
    """Freireich 1963, 6-MP arm, from people instead of day counts: 0.857 at week 6, 0.448 at 23."""
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    sets = follow_up.risk_sets(0, weeks, relapsed)
    curve = competing.competing_incidence(sets.at_risk, sets.events[0], np.zeros_like(sets.at_risk))
    plain = survival.cumulative_incidence(sets.at_risk, sets.events[0])
    at = np.searchsorted(sets.times, [6, 23])
    assert [round(1 - float(one), 3) for one in curve.incidence[0, at]] == [0.857, 0.448]
    for name in ("incidence", "se", "lower", "upper"):
        assert getattr(curve, name) == pytest.approx(getattr(plain, name), abs=1e-12)


def test_mites_on_apple_leaves() -> None:
    """Bliss and Fisher, Biometrics 1953;9:176-200: 150 leaves, mean 1.1467, maximum likelihood k = 1.0246."""
    mites = np.repeat(np.arange(8), [70, 38, 17, 10, 9, 3, 2, 1])
    found = negative_binomial.rate(mites, np.ones(150), np.zeros(150, dtype=int))
    assert round(float(found.interval.estimate[0]), 4) == 1.1467
    assert round(1 / float(found.dispersion[0]), 4) == 1.0246


def test_patch_data_of_efron_and_tibshirani() -> None:
    """An Introduction to the Bootstrap, table 10.1: ratio -0.0713, bootstrap standard error 0.105 (400 draws)."""
    placebo = np.array([9243, 9671, 11792, 13357, 9055, 6290, 12412, 18806])
    old = np.array([17649, 12013, 19979, 21816, 13850, 9806, 17208, 29044])
    new = np.array([16449, 14614, 17274, 23798, 12560, 10157, 16570, 26325])
    found = bootstrap.rate(new - old, old - placebo, np.zeros(8, dtype=int), seed=1953, draws=4_000)
    assert round(float(found.interval.estimate[0]), 4) == -0.0713
    assert float(found.se[0]) == pytest.approx(0.105, abs=0.01)
