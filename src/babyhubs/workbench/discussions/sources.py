"""What the discussions found, for the steps that rest on it: the themes and the quotes of the newest report, as they may be shown."""

from typing import Any

from django.urls import reverse

from babyhubs.evidence.exhibit import Exhibit
from babyhubs.evidence.finding import Finding
from babyhubs.workbench.discussions.models import DiscussionReport
from babyhubs.workbench.programme.sources import Source


def sources(programme: Any) -> tuple[Source, ...]:
    """The themes in their order, then their quotes."""
    one = DiscussionReport.objects.filter(programme=programme, state=DiscussionReport.State.DONE).first()
    if one is None:
        return ()
    address = reverse("discussion-report", args=[programme.pk, one.pk])
    themes = [
        Source(Finding.from_json(said), f"Theme: {said['attribute']}", address, one.ended_at) for said in one.findings
    ]
    quotes = [Source(Exhibit.from_json(said), f"Quote: {said['title']}", address, one.ended_at) for said in one.quotes]
    return (*themes, *quotes)
