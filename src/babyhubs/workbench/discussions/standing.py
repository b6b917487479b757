"""Where the discussions stand in a programme, for the programme page."""

from typing import Any

from django.urls import reverse

from babyhubs.workbench.discussions import project
from babyhubs.workbench.programme.steps import Standing, State


def standing(programme: Any) -> Standing:
    """Not begun, or on the way."""
    address = reverse("discussions", args=[programme.pk])
    if project.row_of(programme) is None:
        return Standing(State.NOT_BEGUN, address=address)
    return Standing(State.UNDER_WAY, next="Ask, take down, review, code.", address=address)
