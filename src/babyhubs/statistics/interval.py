"""The shape that every measure answers in: an estimate with limits, the method by name, and a reason where there is none."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]
Texts = NDArray[np.str_]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]

# Why a figure is missing, in one vocabulary for all measures.
NO_DENOMINATOR = "no denominator"
NO_EVENTS = "no events"
NOT_REACHED = "not reached"
TOO_FEW_GROUPS = "too few groups"
MISSING_VALUE = "missing value"
FEWER_THAN_TEN_EVENTS = "fewer than 10 events"
NO_VALUES = "no values"
ONE_VALUE = "one value only"
EMPTY_STRATUM = "empty stratum"
NO_EXPECTED_EVENTS = "no expected events"
ZERO_ON_A_LOG_SCALE = "zero on a log scale"
LINE_ENDS_AT_OR_BELOW_ZERO = "line ends at or below zero"
REFERENCE_NOT_BETTER = "reference not better than average"
NO_STANDARD_ERRORS = "no standard errors"
NO_ORDER = "groups have no order"
NO_SCALE = "upper bound not stated"
MEAN_IS_ZERO = "mean is zero"
FEWER_AREAS_THAN_QUANTILES = "fewer areas than quantiles"
FIT_DID_NOT_SETTLE = "fit did not settle"

# Where limits are given but their level is only nominal (docs/explanation/coverage.md).
WIDER = "limits wider than stated"
NARROWER = "limits may be narrower than stated"

NATIONAL_LEVELS = (0.95, 0.998)  # the pair that English public health tools print side by side


def _nothing() -> Texts:
    return np.asarray("", dtype=np.str_)


@dataclass(frozen=True)
class Interval:
    """Estimates with limits, all of one shape. NaN where there is no figure; `reason` then says why (else "").

    `warning` (one shape, or a single "") says where the limits do not keep the level that they are asked for.
    """

    estimate: Floats
    lower: Floats
    upper: Floats
    method: str
    reason: Texts
    warning: Texts = field(default_factory=_nothing)


def z_value(level: float) -> float:
    """The two-sided standard normal quantile of a confidence level between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    return float(special.ndtri(0.5 + level / 2))


def floats(values: object) -> Floats:
    """Any array-like as float64."""
    return np.asarray(values, dtype=np.float64)


def group_index(group: ArrayLike, groups: int | None) -> tuple[Indices, int]:
    """Group numbers 0, 1, 2 ... of rows, and how many groups there are (the last ones may have no row)."""
    index = np.asarray(group, dtype=np.int64)
    if index.ndim != 1 or np.any(index < 0):
        raise ValueError("a group is a whole number from 0, one for each row")
    highest = int(index.max()) + 1 if index.size else 0
    count = highest if groups is None else groups
    if count < highest:
        raise ValueError(f"group {highest - 1} is not among the {count} groups")
    return index, count


def reasons(shape: tuple[int, ...], **where: Flags) -> Texts:
    """An array of reasons: "" except where a mask holds, the first mask wins. Keywords are reasons with underscores for spaces."""
    used = {reason.replace("_", " "): mask for reason, mask in where.items() if np.any(mask)}
    width = max(
        (len(reason) for reason in used), default=1
    )  # wide texts cost memory: a million rows of nothing stay small
    text = np.full(shape, "", dtype=f"<U{width}")
    for reason, mask in reversed(used.items()):
        text[np.broadcast_to(mask, shape)] = reason
    return text


def at_levels(
    measure: Callable[..., Interval], *data: ArrayLike, levels: tuple[float, ...] = NATIONAL_LEVELS, **options: object
) -> dict[float, Interval]:
    """The same measure at several confidence levels, the English pair 95% and 99.8% by default."""
    return {level: measure(*data, level=level, **options) for level in levels}
