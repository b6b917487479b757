"""The triple difference is the Poisson coefficient that a column for every effect would give, with its errors by hub."""

import numpy as np
import pytest

from babyhubs.evaluation import triple_difference
from babyhubs.evaluation.panel import panel

HUBS, MONTHS, GROUPS = 5, 6, 3
RANK = np.array([0.9, 0.5, 0.1])


def test_coefficient_and_error_are_those_of_the_full_model() -> None:
    rng = np.random.default_rng(3)
    exposure = rng.integers(50, 150, (GROUPS, HUBS, MONTHS)).astype(float)
    one = panel(
        tuple("abcde"), tuple("123"), np.arange(MONTHS), [2, 3, 4, -1, -1], rng.poisson(exposure * 0.5), exposure
    )
    hub, month, group = (part.ravel() for part in np.meshgrid(range(HUBS), range(MONTHS), range(GROUPS), indexing="ij"))
    y, n = (np.moveaxis(part, 0, -1).ravel() for part in (one.events, one.exposure))
    treated = one.after[hub, month] * RANK[group]
    columns = [(hub == c) & (month == t) for c in range(HUBS) for t in range(MONTHS)]
    columns += [(hub == c) & (group == q) for c in range(HUBS) for q in range(1, GROUPS)]
    columns += [(month == t) & (group == q) for t in range(1, MONTHS) for q in range(1, GROUPS)]
    x = np.column_stack([treated, *columns]).astype(float)
    b = np.zeros(x.shape[1])
    for _ in range(40):
        mean = n * np.exp(x @ b)
        b += np.linalg.lstsq((x * mean[:, None]).T @ x, x.T @ (y - mean), rcond=None)[0]
    bread = np.linalg.pinv((x * mean[:, None]).T @ x)
    scores = np.array([(x * (y - mean)[:, None])[hub == c].sum(axis=0) for c in range(HUBS)])
    variance = HUBS / (HUBS - 1) * bread @ scores.T @ scores @ bread
    found = triple_difference.fit(one, RANK)
    assert found is not None
    assert found.estimate == pytest.approx(b[0], abs=1e-6)
    assert found.se == pytest.approx(np.sqrt(variance[0, 0]), rel=1e-5)
