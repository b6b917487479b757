"""Direct and indirect standardisation: closed forms, shapes, repeated events."""

import numpy as np
import pytest

from babyhubs.statistics import rates, standardised

RNG = np.random.default_rng(5)


def test_with_the_own_age_structure_as_standard_the_rate_is_the_crude_rate() -> None:
    """All weights are then alike and Dobson's limits are those of the total count."""
    count, population = np.array([5, 12, 30]), np.array([400, 900, 1500])
    found = standardised.direct(np.zeros(3, dtype=int), count, population, population)
    low, high = rates.byar_count_limits(47)
    assert float(found.estimate[0]) == pytest.approx(100_000 * 47 / 2800, rel=1e-12)
    assert float(found.lower[0]) == pytest.approx(100_000 * float(low) / 2800, rel=1e-12)
    assert float(found.upper[0]) == pytest.approx(100_000 * float(high) / 2800, rel=1e-12)


def test_groups_are_independent_of_their_neighbours_and_of_the_order_of_rows() -> None:
    group = np.repeat(np.arange(50), 8)
    count, population, standard = RNG.poisson(9, 400), RNG.integers(100, 900, 400), RNG.uniform(1, 5, 400)
    together = standardised.direct(group, count, population, standard)
    shuffled = RNG.permutation(400)
    again = standardised.direct(group[shuffled], count[shuffled], population[shuffled], standard[shuffled])
    alone = standardised.direct(np.zeros(8, dtype=int), count[:8], population[:8], standard[:8])
    assert again.lower == pytest.approx(together.lower, rel=1e-12)
    assert alone.upper[0] == pytest.approx(together.upper[0], rel=1e-12)


def test_fewer_than_ten_events_give_no_rate_and_say_so() -> None:
    found = standardised.direct([0, 0, 1, 1], [4, 5, 5, 5], [100] * 4, [1] * 4)
    assert np.isnan(found.estimate[0])
    assert found.reason.tolist() == ["fewer than 10 events", ""]


def test_a_stratum_without_people_is_named_as_the_reason() -> None:
    found = standardised.direct([0, 0, 1], [40, 0, 30], [100, 0, 100], [1, 1, 1])
    assert found.reason.tolist() == ["empty stratum", ""]


def test_repeated_events_widen_the_limits_by_the_squares() -> None:
    """60 people with one event and 20 with two: 100 events, variance sum f^2 persons = 140 instead of 100."""
    persons = np.array([[60.0, 20.0]])
    once = standardised.direct([0], [100], [1000], [1])
    found = standardised.direct([0], persons, [1000], [1], frequency=[1, 2])
    assert found.estimate[0] == once.estimate[0]
    assert (found.upper - found.estimate) / (once.upper - once.estimate) == pytest.approx(np.sqrt(1.4))
    assert "repeated events" in found.method


def test_a_group_that_is_its_own_reference_has_a_ratio_of_one() -> None:
    found = standardised.indirect([0, 0], [10, 20], [100, 300], [10, 20], [100, 300])
    assert found.ratio.estimate[0] == pytest.approx(1)
    assert found.rate.estimate[0] == pytest.approx(100_000 * 30 / 400)
    assert found.expected[0] == pytest.approx(30)


def test_groups_without_rows_stay() -> None:
    found = standardised.direct([0, 2], [20, 30], [100, 100], [1, 1], groups=4)
    assert found.reason.tolist() == ["", "no denominator", "", "no denominator"]


@pytest.mark.parametrize("rule", ["exact", "byar", "national"])
def test_the_method_names_the_limits(rule: rates.Limits) -> None:
    found = standardised.direct([0], [20], [100], [1], limits=rule)
    assert rates.COUNT_LIMITS[rule][0] in found.method


def test_negative_counts_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="not negative"):
        standardised.direct([0], [-1], [10], [1])
