"""What an audit shows, part by part, charts drawn: the report puts all of it on one page, the workbench a part on each.

It is made from released tables only (`reports.protected`), once: drawing takes longer than counting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from altair.utils.schemapi import debug_mode

from babyhubs.audit.result import AuditResult
from babyhubs.evidence.finding import Finding
from babyhubs.reports.protected import require_protected
from babyhubs.reports.quality_tables import QualityTables
from babyhubs.reports.refused import WHOLE, Refusal, by_scope
from babyhubs.reports.sections.answer import Answer, answer
from babyhubs.reports.sections.gaps import gaps
from babyhubs.reports.sections.gradient import Gradient, gradient
from babyhubs.reports.sections.hubs import Hubs, hubs
from babyhubs.reports.sections.method import Method, method
from babyhubs.reports.sections.parts import Part
from babyhubs.reports.sections.places import Places, places
from babyhubs.reports.sections.quality import QualitySection, quality
from babyhubs.reports.sections.reach import reach
from babyhubs.reports.sections.visiting import visiting


@dataclass(frozen=True)
class Contents:
    """The parts. Where the main question was refused, those that would answer it are empty or None.

    refusals: of the whole. part_refusals: by attribute or hub.
    """

    refusals: list[Refusal]
    part_refusals: dict[str, list[Refusal]]
    answer: Answer
    quality: QualitySection
    hubs: Hubs
    method: Method
    reach: list[Part]
    gaps: list[Part]
    gradient: Gradient | None
    places: Places | None
    visiting: list[Part]


def contents(
    released: AuditResult, quality_tables: QualityTables, findings: Sequence[Finding], provenance: dict[str, Any]
) -> Contents:
    """Every part. Same arguments, same characters."""
    require_protected(released)
    # Altair checks every part of a chart against its schema; the tests do that once, drawing need not (half the time)
    with debug_mode(False):
        return _contents(released, quality_tables, findings, provenance)


def _contents(
    released: AuditResult, quality_tables: QualityTables, findings: Sequence[Finding], provenance: dict[str, Any]
) -> Contents:
    scopes = by_scope(released)
    answered = not released.refused
    return Contents(
        refusals=scopes.get(WHOLE, []),
        part_refusals={scope: found for scope, found in scopes.items() if scope != WHOLE},
        answer=answer(released),
        quality=quality(released, quality_tables),
        hubs=hubs(released),
        method=method(released, tuple(findings), provenance),
        reach=reach(released) if answered else [],
        gaps=gaps(released, float(provenance["rule"]["reach_ratio_below"])) if answered else [],
        gradient=gradient(released) if answered else None,
        places=places(released) if answered else None,
        visiting=visiting(released) if answered else [],
    )
