"""Gaps: the reach of every group at hubs, beside how much face-to-face contact it has in all."""

from babyhubs.audit.attributes import Attribute
from babyhubs.audit.measures import INTENSITY, REACH
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures
from babyhubs.reports.cells import Row
from babyhubs.reports.charts import gaps as chart
from babyhubs.reports.charts.drawing import Figure
from babyhubs.reports.sections.parts import Part, parts
from babyhubs.reports.tables import Table, number, text

REACH_AT_HUBS = "Came to a hub at all, ratio to others"
CONTACT_IN_ALL = "All face-to-face contact, ratio to others"
BY_RATIO = {"language"}  # many groups in no order of their own: the lowest first
BY_NAME = {"nearest_hub"}  # hubs are not ranked


def gaps(released: AuditResult, line: float) -> list[Part]:
    """line: the ratio below which the rule calls a group under-served."""

    def drawn(one: Attribute) -> list[Figure | None]:
        name = one.name.replace("_", "-")
        contact = _of(released, figures.ALL_CONTACT, INTENSITY, one)
        own = [row for row in _groups(released, one) if _drawable(row) or _drawable(contact[row["group"]])]
        beside = [contact[row["group"]] for row in own]
        domain = chart.domain_of([*own, *beside])
        hub_marks = [row | {"mark": chart.mark(row, judged=True)} for row in own]
        contact_marks = [row | {"mark": chart.mark(row, judged=False)} for row in beside]
        return [
            chart.ratios(hub_marks, f"gap-{name}", f"{one.label}: reach at hubs", REACH_AT_HUBS, line, domain),
            chart.ratios(contact_marks, f"contact-{name}", f"{one.label}: all contact", CONTACT_IN_ALL, None, domain),
        ]

    return parts(released, drawn, lambda one: [_table(released, one)])


def _drawable(row: Row) -> bool:
    return row["ratio"] is not None


def _table(released: AuditResult, one: Attribute) -> Table:
    reach_all = _of(released, figures.ALL_CONTACT, REACH, one)
    contact = _of(released, figures.ALL_CONTACT, INTENSITY, one)
    columns = (
        text("Group"), text("Verdict"), number("Babies"), number("Came to a hub, of 100"), number("Ratio to others"), number("q"),
        number("Shortfall, families a year"), number("Seen face to face at all, of 100"),
        number("All contact, ratio to others"),
    )  # fmt: skip
    groups = _groups(released, one)
    rows = [
        (
            row["group_label"],
            row["verdict"] or cells.NONE,
            cells.count(row, "eligible"),
            cells.share(row),
            cells.ratio(row),
            cells.chance(row["q_value"]),
            cells.shortfall(row),
            cells.share(reach_all[row["group"]]),
            cells.ratio(contact[row["group"]]),
        )
        for row in groups
    ]
    return Table(
        f"gaps-{one.name.replace('_', '-')}",
        f"Reach at hubs and in all contact: {one.label}",
        columns,
        rows,
        groups=tuple(row["group"] for row in groups),
    )


def _groups(released: AuditResult, one: Attribute) -> list[Row]:
    """The groups that have babies, in the order in which they are read; a declared group with none says nothing."""
    rows = [row for row in _of(released, figures.HUB, REACH, one).values() if row["eligible"] != 0]
    if one.name in BY_RATIO:
        rows.sort(
            key=lambda row: (not figures.is_known(row), row["ratio"] is None, row["ratio"] or 0.0, row["group_order"])
        )
    if one.name in BY_NAME:
        rows.sort(key=lambda row: (not figures.is_known(row), row["group_label"], row["group"]))
    return rows


def _of(released: AuditResult, view: str, measure: str, one: Attribute) -> dict[str, Row]:
    return {row["group"]: row for row in figures.of(released.measures, view, measure, one.name)}
