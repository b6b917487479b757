"""What is true of a simulated roll-out: every estimand from the two worlds, over the hub-months after the change.

The definitions are those of `evaluation.estimands`, written out a second time on purpose: the truth does not lean on the estimator.
"""

from typing import Any

import numpy as np
from scipy import optimize

from babyhubs.simulation.randomness import Floats
from babyhubs.simulation.rollout import ETHNIC, MONTHS, RANK, Rollout


def truth(service: Rollout, judged: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] | None = None) -> dict[str, Any]:
    """judged: hub-months that the answer is about, where that is less than all after the change (hubs, months)."""
    month = np.arange(MONTHS)
    after = (service.start[:, None] >= 0) & (month[None, :] >= service.start[:, None]) & ~service.closed
    where = (after if judged is None else after & judged)[:, :, None, None]
    infants, without, with_it = (
        np.where(where, one, 0.0) for one in (service.infants, service.without, service.with_it)
    )
    n, y0, y1 = (one.sum(axis=(0, 1, 3)) for one in (infants, without, with_it))
    e0, e1 = (one.sum(axis=(0, 1, 2)) for one in (without, with_it))
    return {
        "scenario": service.scenario.name,
        "right_answer": service.scenario.right,
        "attendance": {
            "att_rate_ratio": float(y1.sum() / y0.sum()),
            "ratio_of_RII": float(np.exp(_log_slope(y1, n) - _log_slope(y0, n))),
            "change_SII": _slope(y1 / n, n) - _slope(y0 / n, n),
            "att_rate_ratio_by_quintile": (y1 / y0).tolist(),
            "att_rate_ratio_by_ethnic_group": dict(zip(ETHNIC, (e1 / e0).tolist(), strict=True)),
        },
        "breastfeeding": _feeding(service, where),
    }


def _feeding(service: Rollout, where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> dict[str, float]:
    n = np.where(where, service.due, 0.0)
    by_fifth = n.sum(axis=(0, 1, 3))
    p0, p1 = ((n * one).sum(axis=(0, 1, 3)) / by_fifth for one in (service.feeding_without, service.feeding_with))
    return {
        "att_risk_difference": float(((p1 - p0) * by_fifth).sum() / by_fifth.sum()),
        "change_SII": _slope(p1, by_fifth) - _slope(p0, by_fifth),
    }


def _slope(rate: Floats, n: Floats) -> float:
    x = RANK - (n * RANK).sum() / n.sum()
    return float((n * x * rate).sum() / (n * x**2).sum())


def _log_slope(y: Floats, n: Floats) -> float:
    """Where the Poisson score of the slope, conditional on the total, crosses zero."""

    def score(b: float) -> float:
        share = n * np.exp(b * RANK)
        return float(((y - y.sum() * share / share.sum()) * RANK).sum())

    return float(optimize.brentq(score, -10, 10, xtol=1e-13))
