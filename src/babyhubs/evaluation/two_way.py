"""Hub and month effects fitted to the hub-months that no change has reached, many groups and many left-out hubs at once.

Counts: Poisson, log(expected) = log(exposure) + hub + month (+ slopes x covariates); shares and means: least squares weighted by
exposure, expected = exposure x (hub + month + slopes x covariates). Both fitted exactly: hub effects have a closed form, so Newton's
method is left with the months; or the other way round where hubs are fewer. Estimating equations as in Wooldridge JM. Distribution-free estimation of some nonlinear panel
data models. J Econometrics 1999;90:77-97; imputation as in Borusyak K, Jaravel X, Spiess J. Rev Econ Stud 2024;91:3253-3285.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Flags, Floats, floats

Scale = Literal["ratio", "difference"]
_STEPS, _ENOUGH = 40, 3e-5  # Newton squares the error: after a step this small it is below 1e-8
_RIDGE = 1e-10


@dataclass(frozen=True)
class Fit:
    """hub (B, C) and month (B, T) effects, on the scale of rates: multiplied for "ratio", added for "difference"; slopes (B, K)."""

    hub: Floats
    month: Floats
    slopes: Floats
    scale: Scale

    def expected(self, exposure: ArrayLike, covariates: ArrayLike | None = None) -> Floats:
        """What the fit says of exposure (B, C, T) or (C, T); without covariates: as where they are 0."""
        n = floats(exposure)
        z = 0.0 if covariates is None else np.einsum("bk,kct->bct", self.slopes, floats(covariates))
        if self.scale == "ratio":
            return floats(n * self.hub[:, :, None] * self.month[:, None, :] * np.exp(z))
        return floats(n * (self.hub[:, :, None] + self.month[:, None, :] + z))


def fit(
    events: ArrayLike,
    exposure: ArrayLike,
    scale: Scale,
    covariates: ArrayLike | None = None,
    start: Fit | None = None,
) -> Fit:
    """events, exposure: (B, C, T), both 0 where a hub-month takes no part. covariates: (K, C, T). start: a fit close to it."""
    y, n = floats(events), floats(exposure)
    z = np.zeros((0, *y.shape[1:])) if covariates is None else floats(covariates)
    if y.shape[1] < y.shape[2]:  # hubs and months are alike to the model: Newton's method takes the fewer
        turned = _fit(_turn(y), _turn(n), scale, _turn(z), None if start is None else _exchanged(start))
        return _exchanged(turned)
    return _fit(y, n, scale, z, start)


def _fit(y: Floats, n: Floats, scale: Scale, z: Floats, start: Fit | None) -> Fit:
    return _least_squares(y, n, z) if scale == "difference" else _poisson(y, n, z, start)


def _turn(values: Floats) -> Floats:
    return np.ascontiguousarray(np.swapaxes(values, 1, 2))


def _exchanged(found: Fit) -> Fit:
    return Fit(found.month, found.hub, found.slopes, found.scale)


def _poisson(y: Floats, n: Floats, z: Floats, start: Fit | None) -> Fit:
    batch, _, months = y.shape
    hub_total, month_total = y.sum(axis=2), y.sum(axis=1)
    used = hub_total > 0
    n = np.where(used[:, :, None], n, 0.0)
    live = month_total > 0  # a month without one event has an effect of zero
    over = np.where(used, hub_total, 1.0)
    if start is None:
        rate = hub_total / np.where(n.sum(axis=2) > 0, n.sum(axis=2), 1.0)
        base = np.einsum("bct,bc->bt", n, rate)
        log_month = np.log(np.where(live, month_total, 1.0) / np.where(live & (base > 0), base, 1.0))
        slopes = np.zeros((batch, len(z)))
    else:
        log_month = np.log(np.maximum(np.broadcast_to(start.month, (batch, months)), 1e-12)).copy()
        slopes = np.broadcast_to(start.slopes, (batch, len(z))).copy()
    for _ in range(_STEPS):
        shape = _shape(n, np.exp(log_month) * live, slopes, z)
        total = shape.sum(axis=2)
        mu = shape * (hub_total / np.where(total > 0, total, 1.0))[:, :, None]
        right = month_total - mu.sum(axis=1)
        if len(z):
            right = np.concatenate([right, np.einsum("bct,kct->bk", y - mu, z)], axis=1)
        step = _solve(_information(mu, over, z), right, live)
        log_month += step[:, :months]
        slopes += step[:, months:]
        if np.max(np.abs(step), initial=0.0) < _ENOUGH:
            break
    month = np.exp(log_month) * live
    total = _shape(n, month, slopes, z).sum(axis=2)
    return Fit(hub_total / np.where(total > 0, total, np.inf), month, slopes, "ratio")


def _shape(n: Floats, month: Floats, slopes: Floats, z: Floats) -> Floats:
    """What is expected but for the hub's own level (B, C, T)."""
    flat = n * month[:, None, :]
    return floats(flat * np.exp(np.einsum("bk,kct->bct", slopes, z))) if len(z) else floats(flat)


def _least_squares(y: Floats, n: Floats, z: Floats) -> Fit:
    months = y.shape[2]
    weight = n.sum(axis=2)
    over = np.where(weight > 0, weight, 1.0)
    centred = y - n * (y.sum(axis=2) / over)[:, :, None]
    right = np.concatenate([centred.sum(axis=1), np.einsum("bct,kct->bk", centred, z)], axis=1)
    found = _solve(_information(n, over, z), right, n.sum(axis=1) > 0, most=np.inf)
    month, slopes = found[:, :months], found[:, months:]
    fitted = n * (month[:, None, :] + np.einsum("bk,kct->bct", slopes, z))
    return Fit((y.sum(axis=2) - fitted.sum(axis=2)) / over, month, slopes, "difference")


def _information(weight: Floats, over: Floats, z: Floats) -> Floats:
    """Second derivatives by months and covariates, hub effects solved away. weight: (B, C, T); over: its sums by hub, or 1."""
    batch, _, months = weight.shape
    width = months + len(z)
    share = weight / over[:, :, None]
    found = np.zeros((batch, width, width))
    found[:, :months, :months] = -np.matmul(np.swapaxes(share, 1, 2), weight)
    place = np.arange(months)
    found[:, place, place] += weight.sum(axis=1)
    if len(z):
        weighted = weight[:, None] * z
        centre = weighted.sum(axis=3)  # (B, K, C)
        cross = weighted.sum(axis=2) - np.matmul(centre, share)
        found[:, months:, :months] = cross
        found[:, :months, months:] = np.swapaxes(cross, 1, 2)
        spread = np.einsum("bkct,lct->bkl", weighted, z) - np.einsum("bkc,blc->bkl", centre / over[:, None], centre)
        found[:, months:, months:] = spread
    return found


def _solve(information: Floats, right: Floats, live: Flags, most: float = 2.0) -> Floats:
    """One Newton step. Levels of hubs and months can be exchanged: the first live month keeps its place."""
    batch, months = live.shape
    held = np.zeros(right.shape, dtype=bool)
    held[:, :months] = ~live
    held[np.arange(batch), live.argmax(axis=1)] = True
    information = np.where(held[:, :, None] | held[:, None, :], 0.0, information)
    diagonal = np.arange(right.shape[1])
    size = np.maximum(np.abs(information[:, diagonal, diagonal]).max(axis=1, keepdims=True), 1e-300)
    information[:, diagonal, diagonal] += np.where(held, 1.0, _RIDGE * size)
    step = np.linalg.solve(information, np.where(held, 0.0, right)[:, :, None])[:, :, 0]
    return floats(np.clip(step, -most, most))
