"""Covering: the furthest family as near as can be (p-centre), most families within reach, and the fewest sites that reach all.

Hakimi SL. Oper Res 1964;12:450-459 (centre); Church R, ReVelle C. Pap Reg Sci Assoc 1974;32:101-118 (maximal covering); Toregas C, Swain
R, ReVelle C, Bergman L. Oper Res 1971;19:1363-1373 (set covering). All by HiGHS to proven optima.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, sparse

from babyhubs.errors import Refused
from babyhubs.statistics.interval import Floats, floats


def fewest_sites(distance: ArrayLike, reach: float) -> tuple[int, ...]:
    """The smallest set of sites with every place within `reach` of one."""
    near = floats(distance) <= reach
    if not near.any(axis=1).all():
        raise Refused(
            f"{int((~near.any(axis=1)).sum())} areas have no candidate within reach, so no set of sites reaches all.",
            remedy="Bring more candidates, or a longer reach.",
        )
    found = optimize.milp(
        np.ones(near.shape[1]),
        constraints=optimize.LinearConstraint(sparse.csr_array(near.astype(float)), 1, np.inf),
        integrality=np.ones(near.shape[1]),
        bounds=optimize.Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    return _chosen(found)


def most_covered(distance: ArrayLike, weight: ArrayLike, reach: float, sites: int) -> tuple[tuple[int, ...], float]:
    """`sites` sites with most weight within `reach`; the sites and the weight."""
    near, w = floats(distance) <= reach, floats(weight)
    places, candidates = near.shape
    rows = sparse.hstack([sparse.csr_array(near.astype(float)), -sparse.eye_array(places)], format="csr")
    count = sparse.csr_array(np.concatenate([np.ones(candidates), np.zeros(places)])[None, :])
    found = optimize.milp(
        np.concatenate([np.zeros(candidates), -w]),
        constraints=[optimize.LinearConstraint(rows, 0, np.inf), optimize.LinearConstraint(count, 0, sites)],
        integrality=np.concatenate([np.ones(candidates), np.zeros(places)]),
        bounds=optimize.Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    chosen = _chosen(found, candidates)
    return chosen, float(w[near[:, list(chosen)].any(axis=1)].sum())


def p_centre(distance: ArrayLike, sites: int) -> tuple[tuple[int, ...], float]:
    """The sites that make the furthest place as near as it can be, and how far it then is. A search of the distances that occur."""
    d = floats(distance)
    reaches = np.unique(d[np.isfinite(d)])
    low, high = int(np.searchsorted(reaches, d.min(axis=1).max())), reaches.size - 1
    best: tuple[int, ...] = ()
    while low <= high:
        middle = (low + high) // 2
        within = fewest_sites(d, float(reaches[middle]))
        if len(within) <= sites:
            best, high = within, middle - 1
        else:
            low = middle + 1
    return best, float(reaches[low])


def _chosen(found: optimize.OptimizeResult, candidates: int | None = None) -> tuple[int, ...]:
    if found.x is None or found.status != 0:
        raise Refused("The solver found no proven answer.", remedy="Bring fewer candidates.")
    opened: Floats = floats(found.x[:candidates])
    return tuple(int(one) for one in np.flatnonzero(opened > 0.5))
