"""Claims, documents and sources for tests."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.finding import Finding
from babyhubs.workbench.evidence import services
from babyhubs.workbench.evidence.models import Claim, Document
from babyhubs.workbench.programme.sources import Source
from tests.workbench.service import TEST

FINDING = Finding(
    strand="discussions",
    project_class="service evaluation",
    view="hub",
    measure="reach",
    attribute="deprivation",
    group="1",
    unit="babies",
    period="2025-09-01/2026-08-31",
    eligible=1910,
    estimate=0.4791,
    lower=0.4535,
    upper=0.5053,
    compared_with="all others",
    ratio=0.7,
    ratio_lower=0.66,
    ratio_upper=0.74,
    shortfall_families=385,
    verdict="under-served",
    reason="",
    method="share",
    rule="",
    disclosure_profile="hes v1",
    software="babyhubs 0.1.0",
    inputs=(),
)
QUOTE = Exhibit(
    "quote", "discussions", "service evaluation", "Opening times", "It shuts before I can get there.", "", "hes v1"
)


def given(*records: Any) -> Any:
    """A function as a strand registers it: it holds these records."""
    at = timezone.now()
    return lambda _: tuple(
        Source(one, "Deprivation: Most deprived fifth. Reach" if isinstance(one, Finding) else one.title, "/about/", at)
        for one in records
    )


def other(**changes: Any) -> Finding:
    """The finding, as another month has it."""
    return replace(FINDING, **changes)


def a_claim(programme: Any) -> Claim:
    """A claim without a source."""
    one = programme.evidence_claims.first()
    return one or Claim.objects.create(
        programme=programme, name="a-claim", marked="Few come.", strength="weak", limits="Few.", written_by="Test"
    )


def a_document(programme: Any) -> Document:
    """An empty bid."""
    one = programme.evidence_documents.first()
    return one or services.begin(TEST, programme, form="nihr-rfpb-stage-2", title="Narrowing the gap")
