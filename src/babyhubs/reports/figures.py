"""Looking a released figure up: views, measures and attributes of the measures table by name."""

import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.counts import ALL
from babyhubs.audit.measures import REACH
from babyhubs.reports.cells import Row

HUB, ALL_CONTACT = "hub", "all_contact"


def of(measures: pl.DataFrame, view: str, measure: str, attribute: str) -> list[Row]:
    """The groups of one attribute, in the report's order."""
    wanted = (pl.col("view") == view) & (pl.col("measure") == measure) & (pl.col("attribute") == attribute)
    return measures.filter(wanted).sort("group_order").to_dicts()


def everybody(measures: pl.DataFrame, view: str = HUB, measure: str = REACH) -> Row:
    """All babies together."""
    return of(measures, view, measure, ALL)[0]


def judged(measures: pl.DataFrame, verdict: str) -> list[Row]:
    """Groups with this verdict, the largest shortfall first; equal ones in the report's order."""
    wanted = (pl.col("view") == HUB) & (pl.col("measure") == REACH) & (pl.col("verdict") == verdict)
    rows = measures.filter(wanted).to_dicts()
    return sorted(rows, key=lambda row: -(row["shortfall_families"] or 0))


def is_known(row: Row) -> bool:
    """Whether this is a group, and not the babies whose group is not recorded."""
    return bool(row["group"] != UNKNOWN)
