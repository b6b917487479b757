"""What observers found about the records: of the heads counted at the door of a hub, how many are in the records.

It is no figure of this audit and changes none. It says where the audit's reach is too low because visits were not recorded, and where
the next upload should bring the head counts along.
"""

from dataclasses import dataclass
from typing import Any

from babyhubs.evidence.finding import Finding
from babyhubs.workbench.audits.rules.current import in_force, rule_of
from babyhubs.workbench.programme.sources import Source, sources

MEASURE = "capture_rate"


@dataclass(frozen=True, slots=True)
class Captured:
    """One hub. of_100: recorded visits for each hundred heads, as released. low: fewer than the rule in force asks for."""

    hub: str
    of_100: str
    low: bool
    period: str
    address: str


def captured(programme: Any) -> list[Captured]:
    """The hubs at which somebody counted, in their order; those with too few families for a figure are left out."""
    found = [one for one in sources(programme, "observations") if _is_rate(one.record)]
    least = rule_of(in_force(programme.pk)).capture_at_least if found else 0.0
    return [_row(one, one.record, least) for one in found]


def _is_rate(record: Any) -> bool:
    return isinstance(record, Finding) and record.measure == MEASURE and record.estimate is not None


def _row(one: Source, record: Any, least: float) -> Captured:
    return Captured(
        record.group,
        f"{100 * record.estimate:.0f}",
        record.estimate < least,
        record.period.replace("/", " to "),
        one.address,
    )
