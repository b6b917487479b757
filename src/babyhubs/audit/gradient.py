"""The gradient over deprivation: slope and relative index for reach and intensity."""

from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.counts import Counts
from babyhubs.audit.figures import followed
from babyhubs.audit.measures import INTENSITY, REACH, horizon_column
from babyhubs.audit.result import table
from babyhubs.audit.rule import Rule
from babyhubs.audit.window import DAYS_PER_MONTH
from babyhubs.statistics import repeated
from babyhubs.statistics.inequality import slope_index
from babyhubs.statistics.interval import Floats

ATTRIBUTES = ("deprivation_national", "deprivation_local")


def gradients(counts: dict[str, Counts], groups: dict[str, tuple[str, ...]], rule: Rule) -> pl.DataFrame:
    """Fifths ordered from the most deprived; a positive slope means that better-off areas are reached more."""
    rows: list[dict[str, Any]] = []
    for view, one in counts.items():
        for attribute in ATTRIBUTES:
            fifths = tuple(group for group in groups[attribute] if group != UNKNOWN)
            own = followed(_known(one), attribute, fifths, rule)
            at = horizon_column(own, rule)
            curve = own.curve()
            sums = own.family_sums()
            rate = repeated.rate(sums, 100 * DAYS_PER_MONTH)
            rows.append(_row(view, attribute, REACH, curve.incidence[:, at], own.sums["m"], curve.se[:, at]))
            rate_se = rate.estimate * np.sqrt(repeated.log_rate_variance(sums))
            rows.append(_row(view, attribute, INTENSITY, rate.estimate, own.sums["t"], rate_se))
    return table("gradients", rows)


def _known(counts: Counts) -> Counts:
    known = pl.col("group") != UNKNOWN
    return Counts(counts.steps.filter(known), counts.families.filter(known), counts.returns.filter(known))


def _row(view: str, attribute: str, measure: str, value: Floats, population: Floats, se: Floats) -> dict[str, Any]:
    found = slope_index(value, population, se)
    figures = {
        "sii": found.sii, "sii_lower": found.sii_lower, "sii_upper": found.sii_upper,
        "rii": found.rii, "rii_lower": found.rii_lower, "rii_upper": found.rii_upper,
        "linearity_p": found.linearity_p,
    }  # fmt: skip
    numbers = {name: float(array[0]) if np.isfinite(array[0]) else None for name, array in figures.items()}
    reason = "" if numbers["sii"] is not None else "a fifth has no babies or no figure"
    return {
        "view": view,
        "attribute": attribute,
        "measure": measure,
        "method": found.method,
        "reason": reason,
    } | numbers
