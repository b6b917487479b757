"""The triple difference: changed or not, before or after, more or less deprived; one Poisson coefficient of changed x rank.

Hub x month, hub x group and month x group effects, exposure as offset, cluster-robust by hub with the factor G / (G - 1). Given the
total of each hub-month it is a multinomial model, which is how it is fitted. Its weights are known to be wrong where effects grow:
Goodman-Bacon A. J Econometrics 2021;225:254-277. Shown as a cross-check, never as the answer.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.evaluation.panel import Panel
from babyhubs.statistics.interval import Floats, floats

_STEPS = 25


@dataclass(frozen=True)
class TripleDifference:
    """ln(ratio of relative indices) and its cluster-robust standard error."""

    estimate: float
    se: float


def fit(panel: Panel, rank: ArrayLike) -> TripleDifference | None:
    """None where it cannot be told from the other effects, or does not settle."""
    y = np.moveaxis(np.where(panel.open, panel.events, 0.0), 0, -1)  # (C, T, Q)
    n = np.moveaxis(np.where(panel.open, panel.exposure, 0.0), 0, -1)
    months = y.sum(axis=(0, 2)) > 0
    y, n, treated = y[:, months], n[:, months], floats(panel.after[:, months])
    hubs, periods, groups = y.shape
    total, x = y.sum(axis=2, keepdims=True), floats(rank)
    by_hub, by_month, beta = np.zeros((hubs, groups)), np.zeros((periods, groups)), 0.0
    free = groups - 1  # the first group is the yardstick of every effect; the first month that of the months
    for _ in range(_STEPS):
        odds = n * np.exp(by_hub[:, None] + by_month[None] + beta * treated[:, :, None] * x)
        mean = total * odds / np.maximum(odds.sum(axis=2, keepdims=True), 1e-300)
        parts = _parts(y - mean, mean, total, treated, x)
        try:
            step_hub, step_month, step, _ = _step(parts, free)
        except np.linalg.LinAlgError:
            return None
        by_hub[:, 1:] += np.clip(step_hub, -3, 3)
        by_month[1:, 1:] += np.clip(step_month, -3, 3)
        beta += float(np.clip(step, -3, 3))
        if max(np.abs(step_month).max(initial=0.0), abs(step)) < 1e-9:
            break
    else:
        return None
    error = _cluster_error(y - mean, treated, x, parts, free)
    return TripleDifference(beta, error) if np.isfinite(error) and error > 0 else None


@dataclass(frozen=True)
class _Parts:
    hub_score: Floats  # (C, Q-1)
    month_score: Floats  # (T, Q-1)
    score: float
    hub_block: Floats  # (C, Q-1, Q-1)
    month_block: Floats
    cross: Floats  # (C, T, Q-1, Q-1)
    hub_beta: Floats  # (C, Q-1)
    month_beta: Floats
    beta_block: float


def _parts(rest: Floats, mean: Floats, total: Floats, treated: Floats, x: Floats) -> _Parts:
    over = np.where(total > 0, total, 1.0)
    spread = -(mean / over)[..., :, None] * mean[..., None, :]
    place = np.arange(x.size)
    spread[..., place, place] += mean
    along = np.einsum("ctqr,r->ctq", spread, x) * treated[..., None]
    inner = spread[..., 1:, 1:]
    return _Parts(
        rest.sum(axis=1)[:, 1:],
        rest.sum(axis=0)[1:, 1:],
        float((rest * treated[..., None] * x).sum()),
        inner.sum(axis=1),
        inner.sum(axis=0)[1:],
        inner[:, 1:],
        along.sum(axis=1)[:, 1:],
        along.sum(axis=0)[1:, 1:],
        float((along * x).sum()),
    )


def _solved(parts: _Parts, free: int) -> tuple[Floats, Floats, Floats]:
    """The information of months and the coefficient with hubs solved away; the hubs' inverses; the cross block by hub."""
    hubs, months = parts.cross.shape[:2]
    width = months * free
    cross = np.swapaxes(parts.cross, 1, 2).reshape(hubs, free, width)
    with_beta = np.concatenate([cross, parts.hub_beta[:, :, None]], axis=2)
    ridge = 1e-8 * np.maximum(np.trace(parts.hub_block, axis1=1, axis2=2) / free, 1e-6)
    inverse = np.linalg.inv(parts.hub_block + ridge[:, None, None] * np.eye(free))
    whole = np.zeros((width + 1, width + 1))
    for month in range(months):
        where = slice(month * free, (month + 1) * free)
        whole[where, where] = parts.month_block[month]
    whole[:width, width] = whole[width, :width] = parts.month_beta.ravel()
    whole[width, width] = parts.beta_block
    reduced = whole - np.einsum("cik,cij,cjl->kl", with_beta, inverse, with_beta, optimize=True)
    reduced[np.arange(width), np.arange(width)] += 1e-9 * max(float(np.trace(reduced)) / width, 1e-9)
    return floats(reduced), floats(inverse), floats(with_beta)


def _step(parts: _Parts, free: int) -> tuple[Floats, Floats, float, Floats]:
    reduced, inverse, with_beta = _solved(parts, free)
    right = np.append(parts.month_score.ravel(), parts.score)
    right = right - np.einsum("cik,cij,cj->k", with_beta, inverse, parts.hub_score, optimize=True)
    found = np.linalg.solve(reduced, right)
    hub = np.einsum("cij,cj->ci", inverse, parts.hub_score - np.einsum("cik,k->ci", with_beta, found))
    return hub, found[:-1].reshape(-1, free), float(found[-1]), reduced


def _cluster_error(rest: Floats, treated: Floats, x: Floats, parts: _Parts, free: int) -> float:
    """Each hub's share in the coefficient: its scores along the last row of the inverse information."""
    reduced, inverse, with_beta = _solved(parts, free)
    last = np.zeros(reduced.shape[0])
    last[-1] = 1.0
    row = np.linalg.solve(reduced, last)
    months = np.concatenate(
        [rest[:, 1:, 1:].reshape(rest.shape[0], -1), (rest * treated[..., None] * x).sum(axis=(1, 2))[:, None]], axis=1
    )
    own = np.einsum("cik,cij,cj->ck", with_beta, inverse, rest.sum(axis=1)[:, 1:])
    shares = (months - own) @ row
    hubs = rest.shape[0]
    return float(np.sqrt(hubs / (hubs - 1) * (shares**2).sum()))
