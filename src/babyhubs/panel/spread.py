"""How unequal a set of chances is: Gini coefficient, geometric mean, quantiles.

Source of the definitions and of the floor: Flanigan, Goelz, Gupta, Hennig, Procaccia (2021, Nature 596:548), Extended Data Table 1.
"""

from collections.abc import Sequence

import numpy as np

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def gini(chances: Sequence[float]) -> float:
    """Gini coefficient of chances: 0 where all are equal. Mean absolute difference over twice the mean."""
    values = np.sort(np.asarray(chances, dtype=np.float64))
    count = len(values)
    if not count or not values.sum():
        return 0.0
    ranks = np.arange(1, count + 1)
    return float((2 * ranks - count - 1) @ values / (count * values.sum()))


def geometric_mean(chances: Sequence[float], floor: float = 0.0) -> float:
    """Geometric mean; chances below `floor` are lifted to it (estimated ones, of which some were never seen)."""
    values = np.maximum(np.asarray(chances, dtype=np.float64), floor)
    return 0.0 if (values <= 0).any() else float(np.exp(np.log(values).mean()))


def quantiles(chances: Sequence[float]) -> list[float]:
    """Lowest, quarter, half, three quarters, highest."""
    return [float(one) for one in np.quantile(np.asarray(chances, dtype=np.float64), QUARTERS)]
