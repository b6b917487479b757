"""Where the audit stands in a programme, for the programme page."""

from typing import Any

from django.urls import reverse

from babyhubs.workbench.audits.models import Run, Upload
from babyhubs.workbench.audits.rules.current import in_force
from babyhubs.workbench.programme.steps import Standing, State


def standing(programme: Any) -> Standing:
    """Done with the newest records that were checked, out of date when newer ones lie there, or on the way."""
    address = reverse("audits", args=[programme.pk])
    finished = Run.objects.filter(programme=programme, state=Run.State.DONE).first()
    if finished is None:
        if not Upload.objects.filter(programme=programme).exists():
            return Standing(State.NOT_BEGUN, address=address)
        return Standing(State.UNDER_WAY, next="Confirm the columns, and run the audit.", address=address)
    newer = Upload.objects.filter(programme=programme, state=Upload.State.CHECKED).first()
    if newer is not None and newer.uploaded_at > finished.asked_at:
        return Standing(
            State.STALE, next="Run the audit again.", why="Newer records were uploaded since.", address=address
        )
    holds = in_force(programme.pk)
    if holds is not None and holds.pk != finished.rule_version_id:
        why = f"The rule was changed since: version {holds.number} holds now."
        return Standing(State.STALE, next="Run the audit again.", why=why, address=address)
    return Standing(State.DONE, address=address, at=finished.ended_at)
