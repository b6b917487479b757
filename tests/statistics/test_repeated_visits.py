"""Bootstrap and negative binomial beside the robust rate: the same question, three answers that must agree."""

import numpy as np
import pytest

from babyhubs.statistics import bootstrap, negative_binomial, repeated


@pytest.fixture(scope="module")
def families() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    group = np.repeat([0, 1, 2], [400, 250, 350])
    time = rng.uniform(1, 12, 1000)
    visits = rng.poisson(rng.gamma(0.8, 1 / 0.8, 1000) * time * np.array([0.2, 0.5, 0.9])[group])
    return visits, time, group


def test_three_methods_agree(families: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    visits, time, group = families
    resampled = bootstrap.rate(visits, time, group, seed=1, draws=1_000).interval
    modelled = negative_binomial.rate(visits, time, group).interval

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(group, weights=values)

    robust = repeated.rate(
        repeated.FamilySums.of(
            families=np.bincount(group),
            y=total(visits),
            t=total(time),
            yy=total(visits**2),
            yt=total(visits * time),
            tt=total(time**2),
        )
    )
    assert resampled.estimate == pytest.approx(robust.estimate)
    assert modelled.estimate == pytest.approx(robust.estimate, rel=0.1)
    for other in (resampled, modelled):
        assert (other.upper - other.lower) / (robust.upper - robust.lower) == pytest.approx(np.ones(3), abs=0.15)


def test_the_same_seed_gives_the_same_limits(families: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    visits, time, group = families
    one, same, other = (bootstrap.rate(visits, time, group, seed=seed, draws=200).interval for seed in (4, 4, 5))
    assert (one.lower == same.lower).all()
    assert (one.lower != other.lower).any()


def test_groups_without_families_visits_or_a_second_family_keep_their_row() -> None:
    visits, time, group = [2, 0, 0, 3, 1], [5, 4, 6, 5, 5], [0, 1, 1, 3, 3]
    drawn = bootstrap.rate(visits, time, group, seed=1, draws=50, groups=5).interval
    assert drawn.reason.tolist() == ["one value only", "no events", "no denominator", "", "no denominator"]
    fitted = negative_binomial.rate(visits, time, group, groups=5).interval
    assert fitted.reason.tolist() == ["", "no events", "no denominator", "", "no denominator"]
    assert fitted.estimate[1] == 0


def test_evenly_spread_visits_are_poisson() -> None:
    """Nothing beyond chance to explain: dispersion 0, Poisson's standard error."""
    found = negative_binomial.rate([2] * 40, [1.0] * 40, [0] * 40)
    assert found.dispersion[0] == 0
    half = np.log(found.interval.upper[0] / found.interval.estimate[0])
    assert half == pytest.approx(1.959964 / np.sqrt(80), rel=1e-4)


def test_the_likelihood_is_at_its_maximum(families: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    from scipy import stats

    visits, time, group = families
    found = negative_binomial.rate(visits, time, group)
    own = group == 1

    def likelihood(rate: float, dispersion: float) -> float:
        mu, k = rate * time[own], 1 / dispersion
        return float(stats.nbinom.logpmf(visits[own], k, k / (k + mu)).sum())

    rate, dispersion = float(found.interval.estimate[1]), float(found.dispersion[1])
    best = likelihood(rate, dispersion)
    assert best == pytest.approx(float(found.log_likelihood[1]), rel=1e-10)
    for factor in (0.99, 1.01):
        assert likelihood(rate * factor, dispersion) < best
        assert likelihood(rate, dispersion * factor) < best


def test_visits_are_whole_numbers() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        negative_binomial.rate([1.5], [1], [0])
