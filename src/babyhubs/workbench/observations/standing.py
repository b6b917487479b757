"""Where observation stands in a programme, for the programme page."""

from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from babyhubs.workbench.observations.models import Analysis, Session, WatchPlan
from babyhubs.workbench.programme.steps import Standing, State
from babyhubs.workbench.programme.use import Use


def standing(programme: Any) -> Standing:
    """Done with all sessions that are here, out of date when more came, or on the way."""
    address = reverse("observations", args=[programme.pk])
    done = Analysis.objects.filter(programme=programme, state=Analysis.State.DONE).first()
    here = Session.objects.filter(programme=programme).aggregate(newest=Max("changed_at"), number=Count("pk"))
    if done is not None:
        uses = (Use("audit", done.audit_class, "observations", done.project_class),) if done.audit_class else ()
        if here["number"] != done.sessions or (here["newest"] and here["newest"] > done.newest):
            why = "Sessions were added, removed or completed since."
            return Standing(
                State.STALE, next="Work the results out again.", why=why, address=address, at=done.ended_at, uses=uses
            )
        return Standing(State.DONE, address=address, at=done.ended_at, uses=uses)
    if here["number"]:
        return Standing(State.UNDER_WAY, next="Work out what the sessions add up to.", address=address)
    if WatchPlan.objects.filter(programme=programme).exists():
        return Standing(State.UNDER_WAY, next="Watch the first session of the plan.", address=address)
    return Standing(State.NOT_BEGUN, address=address)
