"""Where the evidence stands in a programme, for the programme page."""

from typing import Any

from django.urls import reverse

from babyhubs.workbench.evidence.holding import EVIDENCE
from babyhubs.workbench.evidence.models import Check, Claim, Document
from babyhubs.workbench.programme.steps import Standing, State
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import class_now
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.releases.states import State as Stand


def standing(programme: Any) -> Standing:
    """Not begun without a claim; done once a document was released. It rests on what the claims rested on at their last check.

    So the programme page shows it amber as soon as one of those steps has a newer result. Which claims are amber stands on the
    evidence's own page, which asks every step for all that it found.
    """
    address = reverse("evidence", args=[programme.pk])
    last = Check.objects.filter(programme=programme).first()
    if last is None:
        if not Claim.objects.filter(programme=programme).exists():
            return Standing(State.NOT_BEGUN, address=address)
        return Standing(State.UNDER_WAY, next="Check all claims.", address=address)
    used_as = class_now(programme, EVIDENCE)
    uses = tuple(Use(strand, made_as, EVIDENCE, used_as) for strand, made_as in last.used)
    released = Release.objects.filter(programme=programme, strand=EVIDENCE, state=Stand.APPROVED).exists()
    if released:
        return Standing(State.DONE, address=address, at=last.checked_at, uses=uses)
    begun = Document.objects.filter(programme=programme).exists()
    then = "Ask for the bid’s file to be released." if begun else "Begin the bid."
    return Standing(State.UNDER_WAY, next=then, address=address, at=last.checked_at, uses=uses)
