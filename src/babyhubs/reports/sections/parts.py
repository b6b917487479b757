"""A section that goes attribute by attribute: what each of them shows, or why it shows nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from babyhubs.audit.attributes import ATTRIBUTES, Attribute
from babyhubs.audit.result import AuditResult
from babyhubs.reports.charts.drawing import Figure
from babyhubs.reports.refused import Refusal, by_scope
from babyhubs.reports.tables import Table


@dataclass(frozen=True)
class Part:
    """One attribute. A refused one has its refusals and nothing else."""

    name: str
    label: str
    refusals: list[Refusal]
    figures: list[Figure]
    tables: list[Table]


def parts(
    released: AuditResult,
    figures: Callable[[Attribute], list[Figure | None]],
    tables: Callable[[Attribute], list[Table]],
) -> list[Part]:
    """A part for every attribute that the files carry, in the report's order."""
    refused = by_scope(released)
    status = dict(released.attributes.select("attribute", "status").iter_rows())
    found = []
    for one in ATTRIBUTES:
        if status.get(one.name, "absent") == "absent":
            continue
        if one.name in refused:
            found.append(Part(one.name, one.label, refused[one.name], [], []))
            continue
        drawn = [figure for figure in figures(one) if figure is not None]
        found.append(Part(one.name, one.label, [], drawn, tables(one)))
    return found
