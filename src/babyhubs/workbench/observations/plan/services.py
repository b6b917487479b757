"""Deciding which hubs to watch."""

from typing import Any

from django.db import transaction

from babyhubs.errors import InputError
from babyhubs.observations.protocol import Protocol
from babyhubs.workbench.observations.models import WatchPlan
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import check_use, class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("observation.planned", "planned which hubs to watch")
def decide(
    actor: Actor,
    programme: Programme,
    *,
    hubs: list[dict[str, Any]],
    half_width: int,
    scan_every_s: int,
    sessions_each: int,
) -> Changed[WatchPlan]:
    """A new plan. hubs: as `choosing.chosen` gives them. Using findings of another kind of work needs a decision first."""
    if not hubs:
        raise InputError(
            "No hub could be chosen.",
            remedy="Name a hub for one group, ask for contrasts, or add hubs to the directory.",
        )
    Protocol(scan_every_s=scan_every_s)  # refuses what no observer can do
    audit_class = class_now(programme, "audit") if any(one["because_of"] for one in hubs) else ""
    if audit_class:
        check_use(programme, Use("audit", audit_class, "observations", class_now(programme, "observations")))
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)  # two at once get two numbers
        plan = WatchPlan.objects.create(
            programme=programme, number=WatchPlan.objects.filter(programme=programme).count() + 1, hubs=hubs,
            half_width=half_width, scan_every_s=scan_every_s, sessions_each=sessions_each,
            audit_class=audit_class, made_by_name=actor.name,
        )  # fmt: skip
    details = {"plan": plan.number, "hubs": [one["hub"] for one in hubs]}
    return Changed(plan, subject=plan, programme=programme.pk, details=details)
