"""Times that are known only to lie between two looks: the nonparametric maximum likelihood estimate of their distribution.

Turnbull BW. J R Stat Soc B 1976;38:290-295: mass can only lie in the innermost intervals, from a left end to the right end that
follows it; where in such an interval, nobody can say. The masses are those to which the self-consistency (EM) steps lead, taken until
the conditions of Kuhn and Tucker hold (Gentleman R, Geyer CJ. Biometrika 1994;81:618-623), which an early stop would not give.
"""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from babyhubs.statistics.interval import Floats, floats

MOST_STEPS = 100_000
TOLERANCE = 1e-7  # of the Kuhn-Tucker conditions, in observations
NO_MASS = 1e-9


@dataclass(frozen=True)
class Estimate:
    """mass[i] lies somewhere in (left[i], right[i]]; right may be infinite. Shapes: (intervals,). In the unit of the times."""

    left: Floats
    right: Floats
    mass: Floats

    def quantile(self, share: float) -> tuple[float, float]:
        """The interval that holds the quantile; its end is infinite where so many had not been seen to end."""
        place = int(np.searchsorted(np.cumsum(self.mass), share - 1e-9))
        place = min(place, self.mass.size - 1)
        return float(self.left[place]), float(self.right[place])


def npmle(lower: ArrayLike, upper: ArrayLike) -> Estimate:
    """lower, upper: each time lies in (lower, upper]; upper infinite where its end was never seen. Shapes: (observations,)."""
    low, high = floats(lower), floats(upper)
    if low.size == 0 or low.shape != high.shape or not bool((low < high).all()):
        raise ValueError("each interval needs an end after its start")
    left, right = _innermost(low, high)
    inside = (low[:, None] <= left) & (right <= high[:, None])
    mass = np.full(left.size, 1 / left.size)
    n = low.size
    for _ in range(MOST_STEPS):
        share = inside / (inside @ mass)[:, None]
        gradient = share.sum(axis=0)  # n at the maximum where there is mass, n at most elsewhere
        if gradient.max() <= n + TOLERANCE * n and np.abs(gradient[mass > NO_MASS] - n).max() <= TOLERANCE * n:
            break
        mass = mass * gradient / n
    kept = mass > NO_MASS
    return Estimate(left[kept], right[kept], floats(mass[kept] / mass[kept].sum()))


def _innermost(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """From a left end to a right end with no end between them. At one time a right end comes first, because (a, b] holds b, not a."""
    ends = sorted([(time, 1) for time in set(low.tolist())] + [(time, 0) for time in set(high.tolist())])
    found = [(before, after) for (before, kind), (after, other) in itertools.pairwise(ends) if kind == 1 and other == 0]
    return floats([left for left, _ in found]), floats([right for _, right in found])
