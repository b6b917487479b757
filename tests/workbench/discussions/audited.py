"""An audit that found the groups of the demonstration's talks, made in no time: a run that is done, and its findings."""

from typing import Any

from django.utils import timezone

from babyhubs.evidence.finding import Finding
from babyhubs.workbench.audits.models import AuditFinding, Run
from tests.workbench.audits.rows import a_run

FOUND = {
    "under-served": (("deprivation_national", "1"), ("ethnic_group", "Black"), ("mother_age", "under 20"), ("lone_parent", "yes")),
    "cannot tell": (("language", "so"), ("language", "ar"), ("language", "pl"), ("language", "ro"), ("language", "ur"), ("ethnic_group", "Mixed")),
    "unseen": (
        ("unseen", "fathers"), ("unseen", "disabled_parents"), ("unseen", "same_sex_parents"), ("unseen", "care_experienced"),
        ("unseen", "gypsy_roma_traveller"),
    ),
}  # fmt: skip


def an_audit(programme: Any) -> Run:
    """The newest audit of the programme."""
    run: Run = a_run(programme)
    run.state, run.ended_at = Run.State.DONE, timezone.now()
    run.save()
    found = [_finding(attribute, group, verdict) for verdict, groups in FOUND.items() for attribute, group in groups]
    AuditFinding.objects.bulk_create(
        AuditFinding(run=run, position=place, identity=one.identity, content=one.to_json())
        for place, one in enumerate(found, 1)
    )
    return run


def _finding(attribute: str, group: str, verdict: str) -> Finding:
    eligible = None if verdict == "unseen" else 120
    return Finding(
        strand="audit", project_class="clinical audit", view="hub", measure="reach", attribute=attribute, group=group,
        unit="families", period="2025-09-01/2026-08-31", eligible=eligible, estimate=eligible and 0.4, lower=eligible and 0.3,
        upper=eligible and 0.5, compared_with="all families", ratio=eligible and 0.7, ratio_lower=eligible and 0.6,
        ratio_upper=eligible and 0.8, shortfall_families=None, verdict=verdict, reason="", method="", rule="",
        disclosure_profile="internal", software="babyhubs", inputs=(),
    )  # fmt: skip
