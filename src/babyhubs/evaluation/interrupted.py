"""One series, one interruption: segmented regression of counts on their exposure, with seasons and autocorrelation.

log(expected) = log(exposure) + intercept + trend x month + step [+ change of trend] [+ harmonics of the year]. Poisson, quasi-Poisson (variance
times Pearson's dispersion) or negative binomial by maximum likelihood. Lopez Bernal J, Cummins S, Gasparrini A. Int J Epidemiol
2017;46:348-355. Errors that allow for autocorrelation: Newey WK, West KD. Econometrica 1987;55:703-708, Bartlett weights. One series
without a comparison cannot tell the change from whatever else happened that month.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, special

from babyhubs.statistics.interval import Floats, floats, z_value

Family = Literal["poisson", "quasi-poisson", "negative binomial"]
FEWEST_EACH_SIDE = 8
YEAR = 12
_STEPS = 60


@dataclass(frozen=True)
class Fitted:
    """coefficients and their errors by term; dispersion (1 for Poisson); theta (infinite unless negative binomial); fitted counts."""

    terms: tuple[str, ...]
    coefficient: Floats
    se: Floats
    dispersion: float
    theta: float
    fitted: Floats
    autocorrelation: float

    def ratio(self, term: str, level: float = 0.95) -> tuple[float, float, float]:
        """exp(coefficient) with limits, normal on the log scale."""
        place = self.terms.index(term)
        half = z_value(level) * self.se[place]
        low, middle, high = np.exp(self.coefficient[place] + np.array([-half, 0.0, half])).tolist()
        return middle, low, high


def design(
    months: ArrayLike, start: int, *, harmonics: int = 0, slope: bool = False, month_of_year: ArrayLike | None = None
) -> tuple[tuple[str, ...], Floats]:
    """Columns: intercept, trend (a month), step (1 from `start` on), change of trend (1 in the first month), harmonics of the year."""
    t = floats(months)
    after = (t >= start).astype(np.float64)
    columns = {"intercept": np.ones(t.size), "trend": t - t[0], "step": after}
    if slope:
        columns["change of trend"] = after * (t - start + 1)
    season = t if month_of_year is None else floats(month_of_year)
    for number in range(1, harmonics + 1):
        angle = 2 * np.pi * number * season / YEAR
        columns |= {f"sine {number}": np.sin(angle), f"cosine {number}": np.cos(angle)}
    return tuple(columns), np.column_stack(list(columns.values()))


def fit(
    events: ArrayLike,
    exposure: ArrayLike,
    terms: tuple[str, ...],
    columns: ArrayLike,
    family: Family = "quasi-poisson",
    lags: int = 0,
) -> Fitted:
    """events, exposure: (T,), in order of time; months without exposure take no part. lags: for Newey-West errors, 0 for none."""
    y, n, x = floats(events), floats(exposure), floats(columns)
    keep = n > 0
    y, offset, x = y[keep], np.log(n[keep]), x[keep]
    theta = np.inf
    b, mu = _newton(y, offset, x, theta)
    if family == "negative binomial":
        b, mu, theta = _negative_binomial(y, offset, x)
    weight = mu if np.isinf(theta) else mu / (1 + mu / theta)
    bread = np.linalg.inv((x * weight[:, None]).T @ x)
    pearson = (y - mu) / np.sqrt(mu if np.isinf(theta) else mu * (1 + mu / theta))
    dispersion = float((pearson**2).sum() / max(y.size - x.shape[1], 1)) if family == "quasi-poisson" else 1.0
    if lags:
        rest = y - mu if np.isinf(theta) else (y - mu) / (1 + mu / theta)
        covariance = bread @ _long_run(x * rest[:, None], lags) @ bread * y.size / max(y.size - x.shape[1], 1)
    else:
        covariance = dispersion * bread
    lagged = float(np.corrcoef(pearson[1:], pearson[:-1])[0, 1]) if y.size > 3 else float("nan")
    fitted = np.full(keep.size, np.nan)
    fitted[keep] = mu
    return Fitted(terms, b, floats(np.sqrt(np.diag(covariance))), dispersion, float(theta), fitted, lagged)


def newey_west_lags(points: int) -> int:
    """The usual rule: three quarters of the cube root of the number of points, at least 1."""
    return max(int(np.floor(0.75 * points ** (1 / 3))), 1)


def _newton(y: Floats, offset: Floats, x: Floats, theta: float, start: Floats | None = None) -> tuple[Floats, Floats]:
    b = np.zeros(x.shape[1])
    if start is None:
        b[0] = np.log(max(y.sum(), 0.5) / np.exp(offset).sum())
    else:
        b = start.copy()
    for _ in range(_STEPS):
        mu = np.exp(offset + x @ b)
        shrink = 1.0 if np.isinf(theta) else 1 / (1 + mu / theta)
        score = x.T @ ((y - mu) * shrink)
        step = np.linalg.lstsq((x * (mu * shrink)[:, None]).T @ x, score, rcond=None)[0]
        b = b + np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-12:
            break
    return b, np.exp(offset + x @ b)


def _negative_binomial(y: Floats, offset: Floats, x: Floats) -> tuple[Floats, Floats, float]:
    def against(log_theta: float) -> float:
        theta = float(np.exp(log_theta))
        mu = _newton(y, offset, x, theta)[1]
        gammas = special.gammaln(y + theta) - special.gammaln(theta)
        return -float((gammas - theta * np.log1p(mu / theta) + y * (np.log(mu) - np.log(theta + mu))).sum())

    found = optimize.minimize_scalar(against, bounds=(-3.0, 14.0), method="bounded", options={"xatol": 1e-10})
    theta = float(np.exp(found.x))
    b, mu = _newton(y, offset, x, theta)
    return b, mu, theta


def _long_run(scores: Floats, lags: int) -> Floats:
    total = scores.T @ scores
    for lag in range(1, lags + 1):
        cross = scores[lag:].T @ scores[:-lag]
        total = total + (1 - lag / (lags + 1)) * (cross + cross.T)
    return floats(total)
