"""Many small cells (hub by group, group by group) read together, so that a small cell neither shouts nor vanishes.

Multilevel analysis of individual heterogeneity (MAIHDA): every cell is its margins' sum plus a part of its own, drawn from one normal
distribution. A cell with little data is drawn towards what its margins say; one with much stays where it is. How much of the
variation between cells is left beyond the margins says how far groups' disadvantages are more than additive.

Evans CR, Williams DR, Onnela JP, Subramanian SV. Soc Sci Med 2018;203:64-73; Merlo J. Soc Sci Med 2018;203:74-80 (method, PCV);
Leckie G, Browne WJ, Goldstein H, Merlo J, Austin PC. Psychol Methods 2020;25:787-801 (variance partition of counts). Likelihood by
adaptive Gauss-Hermite quadrature: Pinheiro JC, Bates DM. J Comput Graph Stat 1995;4:12-35.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from babyhubs.statistics.cell_likelihood import Cells, Family, fit, log_likelihood_without_variance
from babyhubs.statistics.interval import Floats, Interval, floats, reasons

Kind = Literal["proportion", "rate"]
LOGIT_VARIANCE = np.pi**2 / 3  # of a standard logistic variable: the variation between people on the logit scale
FEWEST_CELLS = 4


@dataclass(frozen=True)
class Intersections:
    """Per cell: the shrunken figure with limits, the plain one, and what the margins alone say (all times the multiplier).

    beyond: the cell's own part as a ratio of odds (proportions) or of rates to what its margins say.
    null_variance, variance: between cells before and after the margins, on the logit or ln scale. vpc: share of all variation
    between people that lies between cells (before the margins). pcv: share of null_variance that the margins account for; NaN where cells do
    not differ. beyond_margins: 1 - pcv. p_value: of a test that nothing lies beyond the margins.
    """

    interval: Interval
    plain: Floats
    additive: Floats
    beyond: Floats
    null_variance: float
    variance: float
    vpc: float
    pcv: float
    beyond_margins: float
    p_value: float
    coefficients: Floats
    standard_errors: Floats


def shrink(
    numerator: ArrayLike,
    denominator: ArrayLike,
    margins: ArrayLike,
    *,
    kind: Kind = "proportion",
    multiplier: float = 1.0,
    level: float = 0.95,
    unit: float = 1.0,
    adjusted: bool = True,
) -> Intersections:
    """Cells shrunken towards their margins.

    numerator, denominator: one entry a cell; people and those among them (proportion) or events and exposure (rate).
    margins: (cells, factors), the codes of each cell's groups, one column a factor. kind: logit or ln link.
    unit: for rates, the exposure of one person, at which the variance partition is stated. adjusted: see cell_likelihood.fit.
    A cell without people keeps its row with what its margins say, wide limits and a reason. Fewer than four cells with people: ValueError.
    """
    x, n = floats(numerator), floats(denominator)
    codes = np.asarray(margins)
    codes = codes[:, None] if codes.ndim == 1 else codes
    missing = np.isnan(x) | np.isnan(n)
    x, n = np.where(missing, 0.0, x), np.where(missing, 0.0, n)
    family: Family = "binomial" if kind == "proportion" else "poisson"
    if np.any(x < 0) or np.any(n < 0) or (kind == "proportion" and np.any(x > n)):
        raise ValueError("a numerator lies between 0 and its denominator")
    if int((n > 0).sum()) < FEWEST_CELLS:
        raise ValueError(f"at least {FEWEST_CELLS} cells with people")
    design = _main_effects(codes, n > 0)
    null = fit(Cells(x, n, np.ones((x.size, 1)), family))
    cells = Cells(x, n, design, family)
    main = fit(cells, adjusted=adjusted)
    fixed = design @ main.coefficients
    predictor = fixed + main.own_part
    # Student's t for a variance that is itself estimated, as in mixed models
    degrees = max(int((n > 0).sum()) - design.shape[1], 1)
    half = stats.t.ppf(0.5 + level / 2, degrees) * np.sqrt(main.variance_of_cells)
    back = special.expit if kind == "proportion" else np.exp
    # in a margin without any people there is nothing to go by
    unknown = missing | ~np.isfinite(predictor)
    blank = np.where(unknown, np.nan, multiplier)
    with np.errstate(divide="ignore", invalid="ignore"):
        plain = multiplier * x / np.where(n > 0, n, np.nan)
    pcv = 1 - main.variance / null.variance if null.variance > 0 else float("nan")
    return Intersections(
        interval=Interval(
            back(predictor) * blank,
            back(predictor - half) * blank,
            back(predictor + half) * blank,
            f"multilevel {'logit' if kind == 'proportion' else 'ln'} model, cells shrunken towards their margins",
            reasons(x.shape, missing_value=missing, no_denominator=n == 0),
        ),
        plain=np.where(missing, np.nan, plain),
        additive=back(fixed) * blank,
        beyond=np.exp(main.own_part),
        null_variance=null.variance,
        variance=main.variance,
        vpc=_partition(null.variance, float(null.coefficients[0]), kind, unit),
        pcv=pcv,
        beyond_margins=1 - pcv,
        p_value=_nothing_beyond(cells),
        coefficients=main.coefficients,
        standard_errors=np.sqrt(np.diag(main.covariance)),
    )


def _main_effects(
    codes: np.ndarray[tuple[int, ...], np.dtype[np.generic]],
    with_people: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> Floats:
    """An intercept and a column for every group but the first of each factor."""
    columns = [np.ones(codes.shape[0])]
    for factor in codes.T:
        seen = np.unique(factor[with_people])
        columns += [(factor == group).astype(np.float64) for group in seen[1:]]
        lost = ~np.isin(factor, seen)
        columns[0] = np.where(lost, np.nan, columns[0])
    return np.stack(columns, axis=1)


def _partition(variance: float, intercept: float, kind: Kind, unit: float) -> float:
    if kind == "proportion":
        return variance / (variance + LOGIT_VARIANCE)
    expected = unit * np.exp(intercept + variance / 2)
    between = expected**2 * np.expm1(variance)
    return float(between / (between + expected))


def _nothing_beyond(cells: Cells) -> float:
    """Likelihood ratio test of a variance of zero, which lies on the edge: half a chi-square (Self SG, Liang KY. J Am Stat Assoc 1987;82:605-610)."""
    free, none = fit(cells), log_likelihood_without_variance(cells)
    twice = 2 * (free.log_likelihood - none)
    return float(0.5 * stats.chi2.sf(twice, 1)) if free.variance > 0 and twice > 0 else 1.0
