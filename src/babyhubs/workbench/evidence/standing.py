"""Where the evidence stands in a programme, for the programme page."""

from typing import Any

from django.urls import reverse

from babyhubs.workbench.evidence.models import Claim, Document
from babyhubs.workbench.programme.steps import Standing, State
from babyhubs.workbench.releases import standing as released


def standing(programme: Any) -> Standing:
    """Before there is a document: what was asked to be released. Then under way, until the bid's file was released.

    Which claims are amber is worked out on the evidence's own page: it has to ask every strand for all that it found.
    """
    from_releases = released.standing(programme)
    address = reverse("evidence", args=[programme.pk])
    document = Document.objects.filter(programme=programme).first()
    if document is None:
        if from_releases.state is State.NOT_BEGUN and not Claim.objects.filter(programme=programme).exists():
            return Standing(State.NOT_BEGUN, address=address)
        return Standing(
            State.UNDER_WAY,
            next="Write the first claim, and begin the bid.",
            address=address,
            at=from_releases.at,
            uses=from_releases.uses,
        )
    return Standing(
        State.UNDER_WAY,
        next="Write the sections of the bid, and check its claims.",
        address=address,
        at=from_releases.at,
        uses=from_releases.uses,
    )
