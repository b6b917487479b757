"""What the evaluation found, for the bid: of each question the newest answer."""

from typing import Any

from django.urls import reverse

from babyhubs.evidence.finding import Finding
from babyhubs.workbench.evaluation.models import EvaluationFinding, Run
from babyhubs.workbench.programme.sources import Source


def sources(programme: Any) -> tuple[Source, ...]:
    """In the order of the questions, then of each answer."""
    newest: dict[str, Run] = {}
    for run in Run.objects.filter(programme=programme, state=Run.State.DONE):
        newest.setdefault(run.kind, run)
    found = EvaluationFinding.objects.filter(run__in=[run.pk for run in newest.values()]).order_by("position")
    by_run: dict[Any, list[EvaluationFinding]] = {}
    for one in found:
        by_run.setdefault(one.run_id, []).append(one)
    return tuple(
        Source(
            record=Finding.from_json(row.content),
            about=row.about,
            address=f"{reverse('evaluation-run', args=[programme.pk, run.pk])}#finding-{row.position}",
            at=run.ended_at,
        )
        for kind in Run.Kind.values
        if (run := newest.get(kind)) is not None
        for row in by_run.get(run.pk, [])
    )
