"""Concentration over a ranked population: absolute, relative, and for indicators with an upper bound.

Kakwani N, Wagstaff A, van Doorslaer E. Socioeconomic inequalities in health. J Econometrics 1997;77:87-103.
Wagstaff A. The bounds of the concentration index when the variable of interest is binary. Health Econ 2005;14:429-432.
Erreygers G. Correcting the concentration index. J Health Econ 2009;28:504-515.
The absolute index is a weighted sum of the groups' estimates, so its standard error follows from theirs without a model.
"""

from typing import Literal

import numpy as np

from babyhubs.statistics.interval import Flags, Floats
from babyhubs.statistics.subgroups import Subgroups, Summary, summary

Correction = Literal["none", "wagstaff", "erreygers"]


def absolute(groups: Subgroups, level: float = 0.95) -> Summary:
    """ACI, in the unit of the estimates; above 0 where the advantaged have more. Ordered groups only."""
    weight = _weights(groups)
    return summary(
        groups,
        (weight * groups.y).sum(axis=1),
        np.sqrt(((weight * groups.s) ** 2).sum(axis=1)),
        "absolute concentration index, normal",
        level,
        **_no_order(groups),
    )


def relative(groups: Subgroups, level: float = 0.95, correction: Correction = "none") -> Summary:
    """RCI, -1 to 1 (not x 100). With a correction for the upper bound, `scale` must be stated; bounds are 0 and scale."""
    weight, mean = _weights(groups), groups.mean
    aci = (weight * groups.y).sum(axis=1)
    unbounded = correction != "none" and groups.scale is None
    scale = groups.scale or np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        if correction == "erreygers":
            estimate, gradient = 4 * aci / scale, 4 * weight / scale
        else:
            # Wagstaff divides by what is left below the bound; without a correction nothing is
            room = 1 - mean / scale if correction == "wagstaff" else np.ones_like(mean)
            estimate = aci / (mean * room)
            inner = room - mean / scale if correction == "wagstaff" else room  # derivative of mean x room
            gradient = weight / (mean * room)[:, None] - (aci * inner / (mean * room) ** 2)[:, None] * groups.share
        se = np.sqrt(((gradient * groups.s) ** 2).sum(axis=1))
    name = {"none": "relative concentration index", "wagstaff": "Wagstaff's index", "erreygers": "Erreygers' index"}
    return summary(
        groups,
        estimate,
        se,
        f"{name[correction]}, delta method",
        level,
        **_no_order(groups),
        upper_bound_not_stated=np.full(mean.shape, unbounded),
        mean_is_zero=mean == 0,
    )


def _weights(groups: Subgroups) -> Floats:
    return np.asarray(2 * groups.share * (groups.rank - 0.5), dtype=np.float64)


def _no_order(groups: Subgroups) -> dict[str, Flags]:
    return {"groups_have_no_order": np.full(groups.y.shape[0], not groups.ordered)}
