"""The shape that every measure answers in: an estimate with limits, the method by name, and a reason where there is none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
Texts = NDArray[np.str_]

# Why a figure is missing, in one vocabulary for all measures.
NO_DENOMINATOR = "no denominator"
NO_EVENTS = "no events"
NOT_REACHED = "not reached"
TOO_FEW_GROUPS = "too few groups"


@dataclass(frozen=True)
class Interval:
    """Estimates with limits, all of one shape. NaN where there is no figure; `reason` then says why (else "")."""

    estimate: Floats
    lower: Floats
    upper: Floats
    method: str
    reason: Texts


def z_value(level: float) -> float:
    """The two-sided standard normal quantile of a confidence level between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    return float(stats.norm.ppf(0.5 + level / 2))


def floats(values: object) -> Floats:
    """Any array-like as float64."""
    return np.asarray(values, dtype=np.float64)


def reasons(shape: tuple[int, ...], **where: NDArray[np.bool_]) -> Texts:
    """An array of reasons: "" except where a mask holds. Keywords are reasons with underscores for spaces."""
    text = np.full(shape, "", dtype="<U40")
    for reason, mask in where.items():
        text = np.where((text == "") & mask, reason.replace("_", " "), text)
    return text
