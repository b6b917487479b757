"""Reach by age: a curve for each attribute with few groups, and the figures at some ages for all."""

import polars as pl

from babyhubs.audit.attributes import Attribute
from babyhubs.audit.counts import ALL
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures
from babyhubs.reports.charts.curves import reach_curves
from babyhubs.reports.charts.drawing import Figure
from babyhubs.reports.sections.parts import Part, parts
from babyhubs.reports.tables import Table, number, text

MOST_CURVES = 7  # more lines than these cannot be told apart
WEEKS_SHOWN = (6, 13, 26, 39, 51)  # every week is in the tables that come with the report
EVERYBODY = Attribute(ALL, "All babies", False, {})


def reach(released: AuditResult) -> list[Part]:
    """All babies first, then attribute by attribute."""

    def drawn(one: Attribute) -> list[Figure | None]:
        if _groups(released.curves, one.name) > MOST_CURVES:
            return []
        horizon = int(released.summary["horizon_days"])
        return [reach_curves(released.curves, one.name, one.label, one.ordered, horizon)]

    def tabled(one: Attribute) -> list[Table]:
        return [at_some_ages(released.curves, one)] if _groups(released.curves, one.name) <= MOST_CURVES else []

    everybody = Part(ALL, EVERYBODY.label, [], [one for one in drawn(EVERYBODY) if one], tabled(EVERYBODY))
    return [everybody, *(part for part in parts(released, drawn, tabled) if part.tables or part.refusals)]


def _groups(curves: pl.DataFrame, attribute: str) -> int:
    return curves.filter(pl.col("attribute") == attribute)["group"].n_unique()


def at_some_ages(curves: pl.DataFrame, one: Attribute) -> Table:
    """The reach of every group of an attribute at some ages."""
    own = curves.filter(
        (pl.col("attribute") == one.name) & pl.col("age_days").is_in([week * 7 for week in WEEKS_SHOWN])
    ).sort("group_order", "age_days")
    rows, groups = [], []
    for group in own["group"].unique(maintain_order=True):
        of_group = own.filter(pl.col("group") == group)
        for view, words in ((figures.HUB, "hub"), (figures.ALL_CONTACT, "all contact")):
            at = {row["age_days"] // 7: row for row in of_group.filter(pl.col("view") == view).to_dicts()}
            shares = [cells.share(at[week]) if week in at else cells.NONE for week in WEEKS_SHOWN]
            rows.append((of_group["group_label"][0], words, *shares))
            groups.append(group)
    return Table(
        f"ages-{one.name.replace('_', '-')}",
        f"Reach at some ages: {one.label}",
        (text("Group"), text("Seen at"), *(number(f"{week} weeks") for week in WEEKS_SHOWN)),
        rows,
        ("Babies in 100 who have come at least once by that age, with 95% limits.",),
        tuple(groups),
    )
