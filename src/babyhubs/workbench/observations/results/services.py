"""Asking for an analysis, and how it ended."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from babyhubs.errors import BabyhubsError, InputError
from babyhubs.workbench.observations.models import Analysis, ObservationFinding, Session, WatchPlan
from babyhubs.workbench.observations.results import tasks
from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.programme.uses import class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited


@audited("observation.analysis-asked", "asked what the observed sessions add up to")
def ask(actor: Actor, programme: Programme) -> Changed[Analysis]:
    """The worker does it; the page waits."""
    found = Session.objects.filter(programme=programme).order_by("-received_at")
    if not found.exists():
        raise InputError(
            "No session is here yet.", remedy="Watch one, and send it from the phone or hand it over as a file."
        )
    plan = WatchPlan.objects.filter(programme=programme).first()
    because = sorted({identity for hub in (plan.hubs if plan else []) for identity in hub["because_of"]})
    one = Analysis.objects.create(
        programme=programme,
        asked_by_id=actor.key or None,
        project_class=class_now(programme, "observations"),
        because_of=because,
        audit_class=plan.audit_class if plan else "",
    )
    one.task = str(tasks.work_out.enqueue(str(one.pk)).id)
    one.save(update_fields=["task"])
    return Changed(one, subject=one, programme=programme.pk, details={"sessions": found.count()})


@audited("observation.analysis-done", "worked out what the observed sessions add up to")
def done(
    actor: Actor,
    one: Analysis,
    *,
    results: Mapping[str, Any],
    findings: Sequence[Mapping[str, Any]],
) -> Changed[Analysis]:
    """What came out. results: fields of the row."""
    for name, value in results.items():
        setattr(one, name, value)
    _end(one, Analysis.State.DONE)
    one.findings.all().delete()  # nothing twice, should the worker have been asked twice
    ObservationFinding.objects.bulk_create(
        ObservationFinding(analysis=one, position=place, identity=found["identity"], content=found)
        for place, found in enumerate(findings, 1)
    )
    details = {"sessions": one.sessions, "findings": len(findings)}
    return Changed(one, subject=one, programme=one.programme_id, details=details)


@audited("observation.analysis-failed", "could not work out what the observed sessions add up to")
def failed(actor: Actor, one: Analysis, *, problem: BabyhubsError) -> Changed[Analysis]:
    """Why, for people."""
    one.problem_what, one.problem_where, one.problem_remedy = problem.what, problem.where, problem.remedy
    _end(one, Analysis.State.FAILED)
    return Changed(one, subject=one, programme=one.programme_id)


def _end(one: Analysis, state: Any) -> None:
    one.state, one.ended_at = state, timezone.now()
    one.save()
