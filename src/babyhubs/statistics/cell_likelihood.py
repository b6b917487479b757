"""The likelihood of counts in cells that each have a normal part of their own, and its maximum.

One random part a cell: the integral over it is one-dimensional and done by quadrature about its mode, for all cells at once.
The gradient is the expected score given the data (Fisher's identity). No random numbers, no starting values to choose.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from scipy import optimize, special

from babyhubs.statistics.interval import Flags, Floats, floats

Family = Literal["binomial", "poisson"]
NODES = 21
_SMALLEST = 1e-9  # variance: below, the cells do not differ
_LARGEST = 100.0
_MODE_STEPS = 60
_SCORING_STEPS = 60


@dataclass(frozen=True)
class Fit:
    """Fixed coefficients with covariance, the variance between cells, and each cell's own part with the variance of its sum."""

    coefficients: Floats
    covariance: Floats
    variance: float
    own_part: Floats
    variance_of_cells: Floats
    log_likelihood: float


@dataclass(frozen=True)
class Cells:
    """x of n in each cell (binomial) or x events in n of exposure (Poisson); design (cells, coefficients), NaN rows are not used."""

    x: Floats
    n: Floats
    design: Floats
    family: Family

    @cached_property
    def used(self) -> Flags:
        """Cells with people whose margins are known."""
        return np.asarray((self.n > 0) & np.isfinite(self.design).all(axis=1))

    @cached_property
    def nodes(self) -> tuple[Floats, Floats]:
        """Gauss-Hermite nodes and log weights for the standard normal."""
        node, weight = np.polynomial.hermite_e.hermegauss(NODES)
        return floats(node), floats(np.log(weight) + node**2 / 2)

    def mean(self, predictor: Floats, n: Floats) -> Floats:
        """Expected count."""
        return floats(n * (special.expit(predictor) if self.family == "binomial" else np.exp(predictor)))

    def weight(self, predictor: Floats, n: Floats) -> Floats:
        """Its variance, which is also the information of one cell."""
        if self.family == "poisson":
            return self.mean(predictor, n)
        p = special.expit(predictor)
        return floats(n * p * (1 - p))

    def log_density(self, predictor: Floats, x: Floats, n: Floats) -> Floats:
        """Log probability of the counts."""
        if self.family == "poisson":
            return floats(x * (predictor + np.log(n)) - n * np.exp(predictor) - special.gammaln(x + 1))
        # ln expit(-t) = -ln(1 + e^t), without overflow
        log_choose = special.gammaln(n + 1) - special.gammaln(x + 1) - special.gammaln(n - x + 1)
        return floats(log_choose + x * predictor - n * np.logaddexp(0, predictor))

    def starting_point(self) -> Floats:
        """The pooled figure as intercept, everything else 0."""
        x, n = float(self.x[self.used].sum()), float(self.n[self.used].sum())
        pooled = (x + 0.5) / (n + 1) if self.family == "binomial" else (x + 0.5) / n
        intercept = special.logit(pooled) if self.family == "binomial" else np.log(pooled)
        return np.concatenate([[intercept], np.zeros(self.design.shape[1] - 1)])

    def modes(self, fixed: Floats, sd: float, x: Floats, n: Floats) -> Floats:
        """The most likely own part of each cell, in units of sd."""
        v = np.zeros(fixed.shape)
        for _ in range(_MODE_STEPS):
            predictor = fixed + sd * v
            slope = sd * (x - self.mean(predictor, n)) - v
            step = slope / (sd**2 * self.weight(predictor, n) + 1)
            v = v + np.clip(step, -2, 2)
            if np.max(np.abs(step), initial=0.0) < 1e-12:
                break
        return v

    def integrated(self, coefficients: Floats, variance: float) -> tuple[float, Floats, Floats, Floats]:
        """Log likelihood, its gradient by the coefficients, posterior mean and variance of the own parts."""
        x, n, design = self.x[self.used], self.n[self.used], self.design[self.used]
        fixed, sd = design @ coefficients, float(np.sqrt(variance))
        mode = self.modes(fixed, sd, x, n)
        spread = 1 / np.sqrt(sd**2 * self.weight(fixed + sd * mode, n) + 1)
        node, log_weight = self.nodes
        v = mode[:, None] + spread[:, None] * node
        predictor = fixed[:, None] + sd * v
        terms = self.log_density(predictor, x[:, None], n[:, None]) - v**2 / 2 + log_weight + np.log(spread)[:, None]
        terms -= np.log(2 * np.pi) / 2
        by_cell = special.logsumexp(terms, axis=1)
        posterior = np.exp(terms - by_cell[:, None])
        score = x[:, None] - self.mean(predictor, n[:, None])
        by_coefficient = design.T @ (posterior * score).sum(axis=1)
        own = sd * (posterior * v).sum(axis=1)
        own_variance = sd**2 * (posterior * v**2).sum(axis=1) - own**2
        return float(by_cell.sum()), floats(by_coefficient), own, own_variance


def fit(cells: Cells, adjusted: bool = False) -> Fit:
    """The maximum over the variance of the likelihood maximised over the coefficients.

    adjusted: with the variance's likelihood corrected for the coefficients that were fitted (Cox DR, Reid N. J R Stat Soc B
    1987;49:1-39), as restricted maximum likelihood does; without, many margins eat up variation that is the cells' own.
    """
    profile = _Profile(cells, adjusted, cells.starting_point())
    lowest, highest = np.log(_SMALLEST), np.log(_LARGEST)
    found = optimize.minimize_scalar(
        profile, bounds=(lowest, highest), method="bounded", options={"xatol": 1e-7, "maxiter": 200}
    )
    at_zero = profile(lowest)
    variance = float(np.exp(found.x)) if float(found.fun) < at_zero - 1e-9 else 0.0
    coefficients = profile.coefficients_at(max(variance, _SMALLEST))
    value, _, own, own_variance = cells.integrated(coefficients, max(variance, _SMALLEST))
    return _summarised(cells, coefficients, variance, own, own_variance, value)


def log_likelihood_without_variance(cells: Cells) -> float:
    """The maximum where no cell has a part of its own."""
    profile = _Profile(cells, False, cells.starting_point())
    return -profile(float(np.log(_SMALLEST)))


@dataclass
class _Profile:
    """Minus the (adjusted) log likelihood at a log variance; remembers the last coefficients to start from."""

    cells: Cells
    adjusted: bool
    coefficients: Floats

    def __call__(self, log_variance: float) -> float:
        variance = float(np.exp(log_variance))
        self.coefficients = self.coefficients_at(variance)
        value, _, own, _ = self.cells.integrated(self.coefficients, variance)
        if self.adjusted:
            value -= np.linalg.slogdet(_information(self.cells, self.coefficients, own, variance))[1] / 2
        return -value

    def coefficients_at(self, variance: float) -> Floats:
        """Fisher scoring with the marginal information, halving steps that lead downhill."""
        beta = self.coefficients
        value, gradient, own, _ = self.cells.integrated(beta, variance)
        for _ in range(_SCORING_STEPS):
            step = np.linalg.pinv(_information(self.cells, beta, own, variance), hermitian=True) @ gradient
            size = 1.0
            while True:
                new = self.cells.integrated(np.clip(beta + size * step, -30, 30), variance)
                if new[0] >= value - 1e-10 or size < 1e-4:
                    break
                size /= 2
            beta = np.clip(beta + size * step, -30, 30)
            value, gradient, own, _ = new
            if np.max(np.abs(size * step)) < 1e-10:
                break
        return floats(beta)


def _information(cells: Cells, coefficients: Floats, own: Floats, variance: float) -> Floats:
    design = cells.design[cells.used]
    weight = cells.weight(design @ coefficients + own, cells.n[cells.used])
    return floats(design.T @ ((weight / (1 + weight * variance))[:, None] * design))


def _summarised(
    cells: Cells, coefficients: Floats, variance: float, own: Floats, own_variance: Floats, value: float
) -> Fit:
    used = cells.used
    covariance = floats(np.linalg.pinv(_information(cells, coefficients, own, variance), hermitian=True))
    own_part, spread = np.zeros(cells.x.size), np.full(cells.x.size, variance)
    own_part[used], spread[used] = (own, own_variance) if variance > 0 else (0.0, 0.0)
    weight = np.zeros(cells.x.size)
    weight[used] = cells.weight(cells.design[used] @ coefficients + own_part[used], cells.n[used])
    # a cell's sum moves with the margins only as far as its own data leave it free to
    free = 1 / (1 + weight * variance)
    margins = np.einsum("ij,jk,ik->i", cells.design, covariance, cells.design)
    return Fit(coefficients, covariance, variance, own_part, spread + free**2 * margins, value)
