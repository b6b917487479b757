"""Figures that are taken back: where an answer is refused, its estimates are in no table.

Counts stay, because they say how good the records are. Verdicts become "cannot tell", with the reason.
"""

from collections.abc import Iterable, Mapping

import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.verdict import CANNOT_TELL, UNSEEN

REFUSED = "refused: the records cannot carry an answer"
FIGURES = ("estimate", "se", "lower", "upper")
COMPARISONS = (
    "compared_with", "others_estimate", "others_se", "ratio", "ratio_lower", "ratio_upper", "p_value", "q_value",
    "shortfall_families", "shortfall_lower", "shortfall_upper", "shortfall_best",
)  # fmt: skip
SLOPES = ("sii", "sii_lower", "sii_upper", "rii", "rii_lower", "rii_upper", "linearity_p")


def without_figures(frame: pl.DataFrame) -> pl.DataFrame:
    """A table whose answer is refused: its rows and counts, no estimate."""
    gone = [name for name in (*FIGURES, *COMPARISONS, *SLOPES) if name in frame.columns]
    columns = [pl.lit(None, frame.schema[name]).alias(name) for name in gone]
    if "reason" in frame.columns:
        columns.append(pl.lit(REFUSED).alias("reason"))
    if "verdict" in frame.columns:
        judged = ~pl.col("verdict").is_in(["", UNSEEN])
        columns.append(pl.when(judged).then(pl.lit(CANNOT_TELL)).otherwise("verdict").alias("verdict"))
        columns.append(pl.when(judged).then(pl.lit(REFUSED)).otherwise("verdict_reason").alias("verdict_reason"))
    return frame.with_columns(columns)


def without_comparisons(measures: pl.DataFrame, attributes: Iterable[str]) -> pl.DataFrame:
    """Groups of these attributes stand alone: who belongs to the others is not known well enough."""
    refused = pl.col("attribute").is_in(list(attributes))
    return measures.with_columns(pl.when(~refused).then(name).alias(name) for name in COMPARISONS)


def near_incomplete_hubs(measures: pl.DataFrame, lost: Mapping[tuple[str, str], float], at_most: float) -> pl.DataFrame:
    """Groups of which too many babies live nearest to a hub with incomplete records cannot be judged.

    lost: (attribute, group) -> the share of the cohort's babies who do. Their visits may not be in the files, so that a low
    reach of the group may be the records' and not the families'.
    """
    many = [
        f"{attribute}/{group}" for (attribute, group), share in lost.items() if share > at_most and group != UNKNOWN
    ]
    withheld = pl.concat_str("attribute", pl.lit("/"), "group").is_in(many) & ~pl.col("verdict").is_in(["", UNSEEN])
    why = f"for more than {at_most:.0%} of these babies the nearest hub's records are incomplete"
    return measures.with_columns(
        verdict=pl.when(withheld).then(pl.lit(CANNOT_TELL)).otherwise("verdict"),
        verdict_reason=pl.when(withheld).then(pl.lit(why)).otherwise("verdict_reason"),
    )
