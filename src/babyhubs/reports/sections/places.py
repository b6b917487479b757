"""Reach by ward: a map with a table beside it."""

from dataclasses import dataclass

import polars as pl

from babyhubs.audit.attributes import UNKNOWN
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures
from babyhubs.reports.charts.drawing import Figure
from babyhubs.reports.charts.ward_map import STEP_LABELS, ward_map
from babyhubs.reports.tables import Table, number, text


@dataclass(frozen=True)
class Places:
    """The map (None outside the area whose boundaries ship), its scale in words, and the table."""

    chart: Figure | None
    steps: tuple[str, ...]
    table: Table | None


def places(released: AuditResult) -> Places:
    """Wards by name. They are places, not a league table."""
    if released.wards.is_empty():
        return Places(None, (), None)
    hub = released.wards.filter(pl.col("view") == figures.HUB).sort("ward_name", "ward").to_dicts()
    contact = {row["ward"]: row for row in released.wards.filter(pl.col("view") == figures.ALL_CONTACT).to_dicts()}
    table = Table(
        "wards",
        "Every ward",
        (text("Ward"), number("Babies"), number("Came to a hub, of 100 (95% limits)"), number("Seen face to face at all, of 100 (95% limits)")),
        [
            (row["ward_name"], cells.count(row, "eligible"), cells.share(row), cells.share(contact[row["ward"]]) if row["ward"] in contact else cells.NONE)
            for row in hub
        ],
    )  # fmt: skip
    return Places(ward_map(released.wards, _councils(released.measures)), STEP_LABELS, table)


def _councils(measures: pl.DataFrame) -> dict[str, str]:
    known = measures.filter((pl.col("attribute") == "authority") & (pl.col("group") != UNKNOWN))
    return dict(known.select("group", "group_label").unique().sort("group").iter_rows())
