"""How often families come, whether they come again, and how soon: intensity, continuation, timeliness."""

from babyhubs.audit.attributes import Attribute
from babyhubs.audit.counts import ALL, RETURN_WINDOWS
from babyhubs.audit.measures import AGE_AT_HALF, INTENSITY
from babyhubs.audit.result import AuditResult
from babyhubs.reports import cells, figures
from babyhubs.reports.cells import Row
from babyhubs.reports.sections.parts import Part, parts
from babyhubs.reports.tables import Table, number, text


def visiting(released: AuditResult) -> list[Part]:
    """All babies first, then attribute by attribute."""
    everybody = Attribute(ALL, "All babies", False, {})
    return [
        Part(ALL, everybody.label, [], [], [_table(released, everybody)]),
        *parts(released, lambda _: [], lambda one: [_table(released, one)]),
    ]


def _table(released: AuditResult, one: Attribute) -> Table:
    hub = _by_group(released, figures.HUB, INTENSITY, one)
    contact = _by_group(released, figures.ALL_CONTACT, INTENSITY, one)
    again = {days: _by_group(released, figures.HUB, f"continuation_{days}", one) for days in RETURN_WINDOWS}
    half = _by_group(released, figures.HUB, AGE_AT_HALF, one)
    return Table(
        f"visiting-{one.name.replace('_', '-')}",
        f"How often, whether again, and how soon: {one.label}",
        (
            text("Group"),
            number("Hub visits per 100 baby-months"),
            number("All contacts per 100 baby-months"),
            *(number(f"Came again within {days} days, of 100") for days in RETURN_WINDOWS),
            number("Half had come by, age in weeks"),
        ),
        [
            (
                row["group_label"],
                cells.figure(row),
                cells.figure(contact[group]),
                *(cells.share(again[days][group]) for days in RETURN_WINDOWS),
                _weeks(half[group]),
            )
            for group, row in hub.items()
        ],
        groups=tuple(hub),
    )


def _by_group(released: AuditResult, view: str, measure: str, one: Attribute) -> dict[str, Row]:
    return {row["group"]: row for row in figures.of(released.measures, view, measure, one.name)}


def _weeks(row: Row) -> str:
    """Days as weeks; where half were never reached the reason stands instead of the figure."""
    if row["estimate"] is None:
        return cells.missing(row) if row["protection"] or not row["reason"] else row["reason"]
    return cells.figure(row, 0, times=1 / 7)
