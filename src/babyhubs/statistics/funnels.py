"""Funnel plots: which units lie further from the common value than their size lets one expect.

Spiegelhalter DJ. Funnel plots for comparing institutional performance. Stat Med 2005;24:1185-1202. Lines at 95% ("2
sigma") and 99.8% ("3 sigma"). Flags are exact or score tests of each unit against the baseline, so a flag never
contradicts the line that is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from babyhubs.statistics.interval import Floats, Texts, floats, reasons, z_value

LEVELS = (0.95, 0.998)


@dataclass(frozen=True)
class Funnel:
    """Per unit: its value; the common value; lines of both levels at its size; and where it lies.

    flag: "low 99.8", "low 95", "" (within), "high 95", "high 99.8". `reason` says why a unit has no value or no flag.
    """

    value: Floats
    baseline: Floats
    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats
    flag: Texts
    method: str
    reason: Texts


def proportion_limits(
    denominator: ArrayLike, baseline: ArrayLike, level: float = 0.95, multiplier: float = 1.0
) -> tuple[Floats, Floats]:
    """Lines at each denominator: the values whose Wilson limits just touch `baseline` (0 to 1), cut at 0 and at 1, then multiplied."""
    n, p = np.broadcast_arrays(floats(denominator), floats(baseline))
    half = z_value(level) * np.sqrt(p * (1 - p) / np.where(n > 0, n, np.nan))
    return multiplier * np.maximum(p - half, 0.0), multiplier * np.minimum(p + half, 1.0)


def proportions(
    numerator: ArrayLike, denominator: ArrayLike, baseline: float | None = None, multiplier: float = 1.0
) -> Funnel:
    """Shares of units against `baseline` (0 to 1; all units together without one). Arrays of one shape."""
    x, n = np.broadcast_arrays(floats(numerator), floats(denominator))
    if np.any(x < 0) or np.any(x > n):
        raise ValueError("a numerator lies between 0 and its denominator")
    common = _common(x, n) if baseline is None else baseline
    share = x / np.where(n > 0, n, np.nan)
    lines = [proportion_limits(n, common, level, multiplier) for level in LEVELS]
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (share - common) / np.sqrt(common * (1 - common) / n)
    z = np.where((n > 0) & (share == common), 0.0, z)
    return _funnel(
        multiplier * share, multiplier * common, lines, _flags(z), "proportions, score limits about the baseline",
        reasons(x.shape, missing_value=np.isnan(x) | np.isnan(n), no_denominator=n == 0),
    )  # fmt: skip


def ratio_limits(expected: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Lines of observed / expected at each expected count: the ratios at which an exact Poisson test just rejects 1.

    For a continuous line the count is continued through the gamma function: the lower line is the k / E at which P(X <= k) is
    (1 - level) / 2 and the upper that at which P(X >= k) is.
    """
    e = floats(expected)
    safe = np.where(e > 0, e, np.nan)
    tail = (1 - level) / 2
    # pdtrik solves P(X <= k) = p for k; where not even 0 events are rare enough the lower line lies at 0
    lower = np.where(np.exp(-safe) > tail, 0.0, special.pdtrik(tail, safe))
    return lower / safe, (special.pdtrik(1 - tail, safe) + 1) / safe


def ratio_lines(observed: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats, Floats, Floats]:
    """Points of both lines by observed count k > 0: expected and ratio on the lower line, expected and ratio on the upper.

    With k observed, the lower line passes where the exact upper limit of k equals the expected count, and the other way round.
    """
    k = floats(observed)
    tail = (1 - level) / 2
    at_lower, at_upper = special.gammainccinv(k + 1, tail), special.gammaincinv(k, tail)
    return at_lower, k / at_lower, at_upper, k / at_upper


def ratios(observed: ArrayLike, expected: ArrayLike, multiplier: float = 1.0) -> Funnel:
    """Observed over expected events against 1, exact Poisson. Arrays of one shape; observed counts are whole."""
    x, e = np.broadcast_arrays(floats(observed), floats(expected))
    if np.any(x < 0) or np.any(e < 0):
        raise ValueError("observed and expected events are not negative")
    safe = np.where(e > 0, e, np.nan)
    flag = ratio_flags(x, safe)
    limits = [ratio_limits(safe, level) for level in LEVELS]
    lines = [(multiplier * low, multiplier * high) for low, high in limits]
    why = reasons(x.shape, missing_value=np.isnan(x) | np.isnan(e), no_expected_events=e == 0)
    return _funnel(multiplier * x / safe, multiplier, lines, flag, "ratios, exact Poisson limits", why)


def rates(events: ArrayLike, exposure: ArrayLike, baseline: float | None = None, multiplier: float = 1.0) -> Funnel:
    """Events over exposure against `baseline` (per unit of exposure; all units together without one), exact Poisson."""
    x, t = np.broadcast_arrays(floats(events), floats(exposure))
    common = _common(x, t) if baseline is None else baseline
    found = ratios(x, t * common, multiplier * common)
    safe = np.where(t > 0, t, np.nan)
    why = reasons(
        x.shape, missing_value=np.isnan(x) | np.isnan(t), no_denominator=t == 0, no_expected_events=t * common == 0
    )
    return Funnel(
        multiplier * x / safe, found.baseline, found.lower_95, found.upper_95, found.lower_998, found.upper_998,
        found.flag, "rates, exact Poisson limits", why,
    )  # fmt: skip


def significance(estimate_lower_upper: dict[float, tuple[ArrayLike, ArrayLike]], baseline: ArrayLike) -> Texts:
    """Flags from limits that exist already (standardised rates, say): a unit is high where its lower limit is above the baseline.

    Keys are the two levels 0.95 and 0.998. A unit without limits has no flag.
    """
    base = floats(baseline)
    flag = np.full(np.broadcast_shapes(base.shape, floats(estimate_lower_upper[LEVELS[0]][0]).shape), "", dtype="<U9")
    for level, name in zip(LEVELS, ("95", "99.8"), strict=True):
        low, high = (floats(one) for one in estimate_lower_upper[level])
        flag = np.where(high < base, f"low {name}", np.where(low > base, f"high {name}", flag))
    return flag


def _common(x: Floats, n: Floats) -> float:
    known = np.isfinite(x) & np.isfinite(n)
    total = float(n[known].sum())
    return float(x[known].sum()) / total if total > 0 else float("nan")


def _flags(z: Floats) -> Texts:
    two, three = (z_value(level) for level in LEVELS)
    flag = np.full(z.shape, "", dtype="<U9")
    flag[z < -two], flag[z > two] = "low 95", "high 95"
    flag[z < -three], flag[z > three] = "low 99.8", "high 99.8"
    return flag


def ratio_flags(observed: ArrayLike, expected: ArrayLike) -> Texts:
    """Flags of observed against expected events, by the exact Poisson tail on the unit's own side. No expected events: no flag."""
    x, e = np.broadcast_arrays(floats(observed), floats(expected))
    e = np.where(e > 0, e, np.nan)
    flag = np.full(x.shape, "", dtype="<U9")
    above = x > e
    tail = np.where(above, special.pdtrc(np.maximum(x - 1, 0), e), special.pdtr(x, e))
    two, three = ((1 - level) / 2 for level in LEVELS)
    flag[tail < two] = "low 95"
    flag[tail < three] = "low 99.8"
    flag[above & (tail < two)] = "high 95"
    flag[above & (tail < three)] = "high 99.8"
    return flag


def _funnel(
    value: Floats, baseline: float, lines: Sequence[tuple[Floats, Floats]], flag: Texts, method: str, reason: Texts
) -> Funnel:
    (low, high), (lower, upper) = lines
    return Funnel(value, np.full(value.shape, baseline), low, high, lower, upper, flag, method, reason)
