"""Where the evidence stands in a programme, as far as what was released shows it."""

from typing import Any

from django.urls import reverse

from babyhubs.workbench.programme.steps import Standing, State
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.releases.states import State as Stand


def standing(programme: Any) -> Standing:
    """Under way from the first request on. It rests on the audits and other work whose files were released."""
    address = reverse("releases", args=[programme.pk])
    found = list(Release.objects.filter(programme=programme, state__in=(Stand.ASKED, Stand.APPROVED)))
    waiting = [one for one in found if one.state == Stand.ASKED]
    released = [one for one in found if one.state == Stand.APPROVED]
    if not found:
        return Standing(State.NOT_BEGUN, address=address)
    number = "One request waits" if len(waiting) == 1 else f"{len(waiting)} requests wait"
    return Standing(
        State.UNDER_WAY,
        next=f"{number} for a second person." if waiting else "Release what the bid will need.",
        address=address,
        at=max((one.asked_at for one in released), default=None),
        uses=tuple(sorted({one.use for one in released})),
    )
