"""What the newest analysis found, for the steps that rest on it."""

from typing import Any

from django.urls import reverse

from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.finding import Finding
from babyhubs.workbench.observations.models import Analysis
from babyhubs.workbench.programme.sources import Source

MEASURE = {
    "social_share": "Family time that is social",
    "greeted_in_time": "Families greeted within five minutes",
    "met_a_family": "Families who spoke to another family",
    "practitioner_social": "Practitioner time that is social",
    "capture_rate": "Visits recorded for each head counted",
}


def sources(programme: Any) -> tuple[Source, ...]:
    """Findings in their order, then what was watched at each hub."""
    one = Analysis.objects.filter(programme=programme, state=Analysis.State.DONE).first()
    if one is None:
        return ()
    address = reverse("observation-results", args=[programme.pk, one.pk])
    found = [
        Source(record=Finding.from_json(row.content), about=about(row.content), address=address, at=one.ended_at)
        for row in one.findings.all()
    ]
    found += [
        Source(record=Exhibit.from_json(content), about=content["title"], address=address, at=one.ended_at)
        for content in one.exhibits
    ]
    return tuple(found)


def about(said: dict[str, Any]) -> str:
    """What a finding is about, in words."""
    measure = MEASURE.get(said["measure"], said["measure"])
    if said["compared_with"]:
        return f"{measure}: {said['group']} against {said['compared_with']} model"
    return f"{measure}: {said['group']}"
