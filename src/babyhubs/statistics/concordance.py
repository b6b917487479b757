"""Whether two series of measurements are the same, not only parallel: concordance and intraclass correlation.

Lin LI. Biometrics 1989;45:255-268 (concordance; limits on the z scale with the variance of the 2000 correction, Biometrics 56:324).
McGraw KO, Wong SP. Psychol Methods 1996;1:30-46 (ICC(A,1), two-way, absolute agreement, single measurement).
"""

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import floats, z_value


def concordance(first: ArrayLike, second: ArrayLike, level: float = 0.95) -> tuple[float, float, float]:
    """Lin's concordance with limits; NaN with fewer than three pairs or without variation."""
    x, y = floats(first), floats(second)
    n = x.size
    nothing = (float("nan"),) * 3
    if n < 3:
        return nothing
    mean_x, mean_y = x.mean(), y.mean()
    var_x, var_y = x.var(), y.var()
    covariance = float(((x - mean_x) * (y - mean_y)).mean())
    below = var_x + var_y + (mean_x - mean_y) ** 2
    if below <= 0 or var_x <= 0 or var_y <= 0:
        return nothing
    rho = 2 * covariance / below
    r = covariance / np.sqrt(var_x * var_y)
    if abs(rho) >= 1 - 1e-12 or abs(r) < 1e-12:
        return float(rho), float("nan"), float("nan")
    u2 = (mean_x - mean_y) ** 2 / np.sqrt(var_x * var_y)
    variance = (
        (1 - r**2) * rho**2 / ((1 - rho**2) * r**2)
        + 2 * rho**3 * (1 - rho) * u2 / (r * (1 - rho**2) ** 2)
        - rho**4 * u2**2 / (2 * r**2 * (1 - rho**2) ** 2)
    ) / (n - 2)
    z, width = np.arctanh(rho), z_value(level) * np.sqrt(max(variance, 0.0))
    return float(rho), float(np.tanh(z - width)), float(np.tanh(z + width))


def intraclass(ratings: ArrayLike) -> float:
    """ICC(A,1). ratings: (things, observers), no gaps. NaN with fewer than two of either, or without variation."""
    x = floats(ratings)
    if x.ndim != 2 or min(x.shape) < 2:
        return float("nan")
    n, k = x.shape
    rows, columns, grand = x.mean(axis=1), x.mean(axis=0), x.mean()
    between = k * ((rows - grand) ** 2).sum() / (n - 1)
    observers = n * ((columns - grand) ** 2).sum() / (k - 1)
    residual = ((x - rows[:, None] - columns[None, :] + grand) ** 2).sum() / ((n - 1) * (k - 1))
    below = between + (k - 1) * residual + k * (observers - residual) / n
    return float((between - residual) / below) if below > 0 else float("nan")
