"""The two-way fit finds what a plain fit with a column for every effect finds, and leaving a hub out is fitting without it."""

import numpy as np
import pytest
from scipy import optimize

from babyhubs.evaluation import expected, two_way
from babyhubs.evaluation.panel import Panel, panel
from babyhubs.evaluation.scope import scope
from babyhubs.statistics.interval import Floats

HUBS, MONTHS = 7, 14


def small(seed: int = 1, groups: int = 1) -> Panel:
    rng = np.random.default_rng(seed)
    exposure = rng.integers(20, 60, (groups, HUBS, MONTHS)).astype(float)
    rate = np.exp(rng.normal(0, 0.4, (groups, HUBS, 1)) + rng.normal(0, 0.2, (groups, 1, MONTHS))) * 0.6
    start = np.array([8, 8, 10, 11, -1, -1, -1])
    names = tuple("abcdefg"), tuple(str(number) for number in range(groups))
    return panel(names[0], names[1], np.arange(MONTHS), start, rng.poisson(exposure * rate), exposure)


def dummies() -> Floats:
    """A column for each hub and for each month but the first."""
    hub, month = np.meshgrid(np.arange(HUBS), np.arange(MONTHS), indexing="ij")
    return np.column_stack(
        [hub.ravel() == c for c in range(HUBS)] + [month.ravel() == t for t in range(1, MONTHS)]
    ).astype(float)


def test_poisson_effects_are_those_of_the_likelihood() -> None:
    one = small()
    used = one.before.ravel()
    x, y, n = dummies()[used], one.events[0].ravel()[used], one.exposure[0].ravel()[used]

    def against(b: Floats) -> tuple[float, Floats]:
        mean = n * np.exp(x @ b)
        return float((mean - y * (x @ b)).sum()), x.T @ (mean - y)

    plain = optimize.minimize(against, np.zeros(x.shape[1]), jac=True, method="BFGS", options={"gtol": 1e-9}).x
    fitted = two_way.fit(one.events * one.before, one.exposure * one.before, "ratio")
    mine = fitted.expected(one.exposure)[0]
    np.testing.assert_allclose(mine.ravel(), one.exposure[0].ravel() * np.exp(dummies() @ plain), rtol=1e-5)


def test_weighted_means_are_least_squares() -> None:
    one = small(2)
    used = one.before.ravel()
    x, y, n = dummies()[used], one.events[0].ravel()[used], one.exposure[0].ravel()[used]
    root = np.sqrt(n)
    plain = np.linalg.lstsq(x * root[:, None], y / n * root, rcond=None)[0]
    fitted = two_way.fit(one.events * one.before, one.exposure * one.before, "difference")
    np.testing.assert_allclose(
        fitted.expected(one.exposure)[0].ravel(), one.exposure[0].ravel() * (dummies() @ plain), rtol=1e-7
    )


@pytest.mark.parametrize("scale", ["ratio", "difference"])
def test_a_planted_slope_of_a_covariate_is_found(scale: two_way.Scale) -> None:
    n = np.full((1, HUBS, MONTHS), 1000.0)
    z = np.where(np.arange(HUBS)[:, None] < 3, np.arange(MONTHS)[None, :] - 6.0, 0.0)[None]
    hub, month = np.linspace(0.4, 0.8, HUBS)[:, None], np.linspace(1.0, 1.2, MONTHS)[None, :]
    rate = hub * month * np.exp(0.03 * z[0]) if scale == "ratio" else hub + month + 0.03 * z[0]
    fitted = two_way.fit(n * rate, n, scale, z)
    assert fitted.slopes[0, 0] == pytest.approx(0.03, abs=1e-8)


@pytest.mark.parametrize("scale", ["ratio", "difference"])
def test_leaving_a_hub_out_is_fitting_without_it(scale: two_way.Scale) -> None:
    whole = small(3, groups=2)
    found = expected.compare(whole, scope(whole), scale)
    kept = [0, 1, 3, 4, 5, 6]
    rest = panel(
        tuple(whole.hubs[c] for c in kept),
        whole.groups,
        whole.months,
        whole.start[kept],
        whole.events[:, kept],
        whole.exposure[:, kept],
    )
    again = expected.compare(rest, scope(rest), scale)
    np.testing.assert_allclose(found.without.expected[2], again.whole.expected, rtol=1e-7)
    np.testing.assert_allclose(found.without.observed[2], again.whole.observed)


def test_a_month_without_any_event_expects_none() -> None:
    one = small(4)
    events = one.events.copy()
    events[:, :, 3] = 0
    fitted = two_way.fit(events * one.before, one.exposure * one.before, "ratio")
    assert fitted.month[0, 3] == 0
    assert np.isfinite(fitted.expected(one.exposure)).all()


@pytest.mark.parametrize("scale", ["ratio", "difference"])
def test_hubs_and_months_can_be_exchanged(scale: two_way.Scale) -> None:
    """Newton's method takes whichever are fewer; what is expected is the same."""
    one = small(5)
    y, n = one.events * one.before, one.exposure * one.before
    across, along = two_way.fit(y, n, scale), two_way.fit(np.swapaxes(y, 1, 2), np.swapaxes(n, 1, 2), scale)
    np.testing.assert_allclose(across.expected(n), np.swapaxes(along.expected(np.swapaxes(n, 1, 2)), 1, 2), rtol=1e-7)
