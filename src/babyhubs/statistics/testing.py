"""Many groups tested at once: the false discovery rate.

Benjamini Y, Hochberg Y. Controlling the false discovery rate. J R Stat Soc B 1995;57:289-300.
"""

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, floats


def false_discovery(p_values: ArrayLike) -> Floats:
    """The q-value of each p-value: the smallest false discovery rate at which it would be called. NaN stays NaN.

    Groups of one service overlap (a baby has an age of mother and a quintile); the procedure holds under such positive
    dependence (Benjamini Y, Yekutieli D. Ann Stat 2001;29:1165-1188).
    """
    p = floats(p_values)
    q = np.full(p.shape, np.nan)
    tested = np.flatnonzero(np.isfinite(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    m = len(order)
    stepped = p[order] * m / np.arange(1, m + 1)
    q[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return q
