"""Cells read together: shrinkage, variance partition, empty cells, determinism."""

import numpy as np
import pytest

from babyhubs.statistics.intersections import shrink

HUBS, GROUPS = 8, 6
HUB, GROUP = np.repeat(np.arange(HUBS), GROUPS), np.tile(np.arange(GROUPS), HUBS)


def _service(beyond: float, people: int = 200) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(12)
    eta = rng.normal(0, 0.5, HUBS)[HUB] + rng.normal(0, 0.4, GROUPS)[GROUP] + rng.normal(0, beyond, HUB.size)
    n = rng.integers(people // 10, people, HUB.size)
    return rng.binomial(n, 1 / (1 + np.exp(-eta))), n, np.stack([HUB, GROUP], axis=1)


def test_small_cells_are_drawn_further_towards_their_margins() -> None:
    x, n, codes = _service(0.4)
    x[0], n[0] = 2, 2  # a cell of two people, both reached
    found = shrink(x, n, codes)
    assert float(found.plain[0]) == 1
    assert abs(found.interval.estimate[0] - found.additive[0]) < 0.2 * abs(found.plain[0] - found.additive[0])
    large = int(np.argmax(n))
    assert abs(found.interval.estimate[large] - found.plain[large]) < 0.04
    assert (found.interval.lower < found.interval.estimate).all()
    assert (found.interval.estimate < found.interval.upper).all()


def test_an_empty_cell_and_a_missing_one_keep_their_rows() -> None:
    x, n, codes = (np.array(one, dtype=float) for one in _service(0.3))
    x[3] = n[3] = 0
    x[5] = np.nan
    found = shrink(x, n, codes)
    assert found.interval.reason[3] == "no denominator"
    assert found.interval.estimate[3] == pytest.approx(found.additive[3])
    assert found.interval.upper[3] - found.interval.lower[3] > 0.1
    assert found.interval.reason[5] == "missing value"
    assert np.isnan(found.interval.estimate[5])


def test_what_lies_beyond_the_margins_is_told_from_what_does_not() -> None:
    none, much = (shrink(*_service(beyond, 2_000)) for beyond in (0.0, 0.5))
    assert none.beyond_margins < 0.05
    assert none.p_value > 0.05
    assert much.p_value < 1e-6
    assert much.variance == pytest.approx(0.25, rel=0.4)
    assert 0 < much.pcv < 1
    assert much.vpc == pytest.approx(much.null_variance / (much.null_variance + np.pi**2 / 3))


def test_rates_work_likewise() -> None:
    rng = np.random.default_rng(3)
    t = rng.uniform(50, 400, HUB.size)
    mu = t * np.exp(-1 + 0.4 * rng.normal(size=HUBS)[HUB] + 0.3 * rng.normal(size=HUB.size))
    found = shrink(rng.poisson(mu), t, np.stack([HUB, GROUP], axis=1), kind="rate", multiplier=100)
    assert found.variance == pytest.approx(0.09, rel=0.5)
    assert 0 < found.vpc < 1
    assert np.corrcoef(np.log(found.interval.estimate), np.log(100 * mu / t))[0, 1] > 0.95


def test_the_same_cells_give_the_same_bytes() -> None:
    one, two = (shrink(*_service(0.3)) for _ in range(2))
    assert one.interval.estimate.tobytes() == two.interval.estimate.tobytes()
    assert one.variance == two.variance


def test_with_equal_cells_nothing_is_left() -> None:
    found = shrink([50] * 12, [100] * 12, np.stack([np.repeat([0, 1, 2], 4), np.tile([0, 1, 2, 3], 3)], axis=1))
    assert found.null_variance == found.variance == 0
    assert np.isnan(found.pcv)
    assert found.interval.estimate == pytest.approx(np.full(12, 0.5))


def test_too_few_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 4 cells"):
        shrink([1, 2, 3], [5, 5, 5], [0, 1, 2])
