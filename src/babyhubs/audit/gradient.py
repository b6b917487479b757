"""The gradient over deprivation: slope and relative index for reach and intensity.

They rest on the figures of the measures table alone, so that what is released rests on released figures.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.measures import INTENSITY, REACH
from babyhubs.audit.result import table
from babyhubs.audit.visits import VIEWS
from babyhubs.statistics.inequality import slope_index

ATTRIBUTES = ("deprivation_national", "deprivation_local")
POPULATION = {REACH: "eligible", INTENSITY: "person_months"}  # what a fifth weighs
TOO_FEW_KNOWN = "the area is known for too few babies"
NOT_A_LINE_BELOW = 0.05  # p-value of the test of a line


def gradients(measures: pl.DataFrame, statuses: Mapping[str, str]) -> pl.DataFrame:
    """Fifths ordered from the most deprived; a positive slope means that better-off areas are reached more.

    statuses: attribute -> usable | cannot tell | absent. Where too few areas are known there is no slope.
    """
    usable = measures.filter(
        pl.col("attribute").is_in([name for name, status in statuses.items() if status == "usable"])
    )
    return table(
        "gradients",
        [_row(usable, view, attribute, one) for view in VIEWS for attribute in ATTRIBUTES for one in POPULATION],
    )


def _row(measures: pl.DataFrame, view: str, attribute: str, measure: str) -> dict[str, Any]:
    fifths = measures.filter(
        pl.col("view") == view,
        pl.col("attribute") == attribute,
        pl.col("measure") == measure,
        pl.col("group") != UNKNOWN,
    ).sort("group_order")
    if fifths.is_empty():
        return {"view": view, "attribute": attribute, "measure": measure, "reason": TOO_FEW_KNOWN}
    value, population, se = (
        fifths[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        for name in ("estimate", POPULATION[measure], "se")
    )
    found = slope_index(value, population, se)
    figures = {
        "sii": found.sii, "sii_lower": found.sii_lower, "sii_upper": found.sii_upper,
        "rii": found.rii, "rii_lower": found.rii_lower, "rii_upper": found.rii_upper,
        "linearity_p": found.linearity_p,
    }  # fmt: skip
    numbers = {name: float(array[0]) if np.isfinite(array[0]) else None for name, array in figures.items()}
    if numbers["sii"] is None:
        reason = "a fifth has no babies or no figure"
    elif numbers["linearity_p"] is not None and numbers["linearity_p"] < NOT_A_LINE_BELOW:
        reason = "the fifths do not lie on a line: read the slope as a summary only"
    else:
        reason = ""
    return {
        "view": view, "attribute": attribute, "measure": measure, "method": found.method, "reason": reason
    } | numbers  # fmt: skip
