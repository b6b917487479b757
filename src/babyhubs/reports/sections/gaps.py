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


def gaps(released: AuditResult, line: float) -> list[Part]:
    """line: the ratio below which the rule calls a group under-served."""

    def drawn(one: Attribute) -> list[Figure | None]:
        name = one.name.replace("_", "-")
        own = [row | {"mark": row["verdict"]} for row in _of(released, figures.HUB, REACH, one)]
        all_contact = [row | {"mark": ""} for row in _of(released, figures.ALL_CONTACT, INTENSITY, one)]
        return [
            chart.ratios(own, f"gap-{name}", f"{one.label}: reach at hubs", REACH_AT_HUBS, line, chart.domain_of(own)),
            chart.ratios(all_contact, f"contact-{name}", f"{one.label}: all contact", CONTACT_IN_ALL, None, chart.domain_of(all_contact)),
        ]  # fmt: skip

    return parts(released, drawn, lambda one: [_table(released, one)])


def _table(released: AuditResult, one: Attribute) -> Table:
    hub = _of(released, figures.HUB, REACH, one)
    reach_all = {row["group"]: row for row in _of(released, figures.ALL_CONTACT, REACH, one)}
    contact = {row["group"]: row for row in _of(released, figures.ALL_CONTACT, INTENSITY, one)}
    return Table(
        f"gaps-{one.name.replace('_', '-')}",
        f"Reach at hubs and in all contact: {one.label}",
        (
            text("Group"), number("Babies"), number("Came to a hub, of 100"), number("Ratio to others"), number("q"),
            number("Shortfall, families a year"), number("Seen face to face at all, of 100"),
            number("All contact, ratio to others"), text("Verdict"),
        ),
        [
            (
                row["group_label"], cells.count(row, "eligible"), cells.share(row), cells.ratio(row), cells.chance(row["q_value"]),
                cells.shortfall(row), cells.share(reach_all[row["group"]]), cells.ratio(contact[row["group"]]), row["verdict"] or cells.NONE,
            )
            for row in hub
        ],
    )  # fmt: skip


def _of(released: AuditResult, view: str, measure: str, one: Attribute) -> list[Row]:
    """The groups that have babies; a declared group with none says nothing."""
    rows = figures.of(released.measures, view, measure, one.name)
    return [row for row in rows if row["eligible"] != 0]
