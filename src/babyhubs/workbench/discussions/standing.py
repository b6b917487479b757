"""Where the discussions stand in a programme, for the programme page."""

from typing import Any

from django.urls import reverse

from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.models import DiscussionReport
from babyhubs.workbench.programme.steps import Standing, State


def standing(programme: Any) -> Standing:
    """Not begun, on the way, done with a report, or out of date where something was changed since it."""
    address = reverse("discussions", args=[programme.pk])
    row = project.row_of(programme)
    if row is None:
        return Standing(State.NOT_BEGUN, address=address)
    written = DiscussionReport.objects.filter(programme=programme, state=DiscussionReport.State.DONE)
    report = written.only("act", "ended_at").first()
    if report is None:
        return Standing(State.UNDER_WAY, next="Ask, take down, review, code.", address=address)
    if row.last_act > report.act:
        why = "Something was changed in the discussions since the report was asked for."
        return Standing(State.STALE, next="Ask for the report again.", why=why, address=address)
    return Standing(State.DONE, address=address, at=report.ended_at)
