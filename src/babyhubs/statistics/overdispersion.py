"""When units differ by more than chance everywhere, a funnel's lines must be wider, or nearly every unit is flagged.

Spiegelhalter DJ. Handling over-dispersion of performance indicators. Qual Saf Health Care 2005;14:347-351. The additive
variance is the moment estimate of DerSimonian R, Laird N. Controlled Clin Trials 1986;7:177-188.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Texts, floats, z_value

Scale = Literal["log", "square root", "arcsine"]
Trim = Literal["winsorise", "truncate", "none"]


@dataclass(frozen=True)
class Overdispersion:
    """phi: mean squared z-score of the units used; tau2: variance between units on the transformed scale; `used` units."""

    phi: float
    tau2: float
    used: int
    z: Floats


def z_scores(
    observed: ArrayLike, expected: ArrayLike, scale: Scale = "log", baseline: float = 1.0
) -> tuple[Floats, Floats, Floats]:
    """Transformed distance of each unit from the baseline, its standard error, and their ratio.

    "log", "square root": observed against expected events, ratios about `baseline`. "arcsine": numerators and
    denominators, shares about `baseline`. A unit without expected events (or people), or at zero on the log scale, is NaN.
    """
    x, e = np.broadcast_arrays(floats(observed), floats(expected))
    safe = np.where(e > 0, e, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale == "log":
            gap, spread = np.log(np.where(x > 0, x, np.nan) / safe) - np.log(baseline), 1 / np.sqrt(safe)
        elif scale == "square root":
            gap, spread = np.sqrt(x / safe) - np.sqrt(baseline), 1 / (2 * np.sqrt(safe))
        else:
            gap, spread = np.arcsin(np.sqrt(x / safe)) - np.arcsin(np.sqrt(baseline)), 1 / (2 * np.sqrt(safe))
    return gap, spread, gap / spread


def overdispersion(gap: ArrayLike, spread: ArrayLike, trim: Trim = "winsorise", share: float = 0.1) -> Overdispersion:
    """phi and tau squared from transformed distances and their standard errors; missing units are left out.

    trim: "winsorise" sets the z-scores of the lowest and highest `share` to the quantiles there; "truncate" drops those units.
    """
    y, s = np.broadcast_arrays(floats(gap), floats(spread))
    known = np.isfinite(y) & np.isfinite(s) & (s > 0)
    all_z = np.where(known, y / np.where(known, s, 1.0), np.nan)
    z, s = all_z[known], s[known]
    if z.size and trim != "none":
        low, high = np.quantile(z, [share, 1 - share])
        if trim == "winsorise":
            z = np.clip(z, low, high)
        else:
            inside = (z >= low) & (z <= high)
            z, s = z[inside], s[inside]
    n = z.size
    if n < 2:
        return Overdispersion(float("nan"), float("nan"), n, all_z)
    phi = float((z**2).mean())
    w = 1 / s**2
    tau2 = (n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum())
    return Overdispersion(phi, max(float(tau2), 0.0), n, all_z)


def adjusted_limits(
    spread: ArrayLike, tau2: float, scale: Scale = "log", baseline: float = 1.0, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Funnel lines with the variance between units added, carried back to ratios (or to shares from the arcsine)."""
    half = z_value(level) * np.sqrt(floats(spread) ** 2 + tau2)
    if scale == "log":
        return baseline * np.exp(-half), baseline * np.exp(half)
    root = np.sqrt(baseline)
    if scale == "square root":
        return np.maximum(root - half, 0.0) ** 2, (root + half) ** 2
    middle = np.arcsin(root)
    return np.sin(np.maximum(middle - half, 0.0)) ** 2, np.sin(np.minimum(middle + half, np.pi / 2)) ** 2


def adjusted_flags(gap: ArrayLike, spread: ArrayLike, tau2: float) -> Texts:
    """Flags against the adjusted lines: "low 99.8", "low 95", "", "high 95", "high 99.8"."""
    z = floats(gap) / np.sqrt(floats(spread) ** 2 + tau2)
    p = special.ndtr(-np.abs(z))
    side = np.where(z > 0, "high", "low")
    return np.where(p < 0.001, np.char.add(side, " 99.8"), np.where(p < 0.025, np.char.add(side, " 95"), ""))
