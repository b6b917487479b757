"""Disproportion between people and what they have: Theil's index and the mean log deviation, both times 1000.

Theil H. Economics and Information Theory. Amsterdam: North-Holland, 1967. Standard errors by the delta method, on the
scale of the estimate: Borrell LN, Talih M. A symmetrized Theil index measure of health disparities. Stat Med 2011;30:277-290.
"""

import numpy as np
from scipy import special

from babyhubs.statistics.subgroups import Subgroups, Summary, summary

PER = 1_000.0


def theil(groups: Subgroups, level: float = 0.95) -> Summary:
    """Theil's index times 1000. A group at zero adds nothing, which is the limit of r ln r."""
    p, mean = groups.share, groups.mean[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        r = groups.y / mean
        terms = special.xlogy(r, r)
        estimate = (p * terms).sum(axis=1)
        log_r = np.where(
            groups.present & (r > 0), np.log(np.where(r > 0, r, 1.0)), np.where(groups.present, -np.inf, 0.0)
        )
        gradient = np.where(
            groups.s > 0, p * groups.s * (log_r - estimate[:, None]), np.where(np.isnan(groups.s), np.nan, 0.0)
        )
        se = np.sqrt((gradient**2).sum(axis=1)) / groups.mean
    se = np.where(np.isinf(se), np.nan, se)
    return summary(
        groups, PER * estimate, PER * se, "Theil index x 1000, delta method", level, mean_is_zero=groups.mean == 0
    )


def mean_log_deviation(groups: Subgroups, level: float = 0.95) -> Summary:
    """Mean log deviation times 1000. A group at zero has no logarithm: no figure, and the reason says so."""
    p, mean = groups.share, groups.mean[:, None]
    zero = (groups.present & (groups.y == 0)).any(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.where(groups.present & (groups.y > 0), groups.y / mean, 1.0)
        estimate = -(p * np.log(r)).sum(axis=1)
        se = np.sqrt((p**2 * groups.s**2 * (1 - 1 / r) ** 2).sum(axis=1)) / groups.mean
    return summary(
        groups,
        PER * estimate,
        PER * se,
        "mean log deviation x 1000, delta method",
        level,
        mean_is_zero=groups.mean == 0,
        zero_on_a_log_scale=np.asarray(zero),
    )
