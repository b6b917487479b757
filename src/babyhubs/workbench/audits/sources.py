"""The findings of the newest audit that was done, for the steps that rest on them."""

from typing import Any

from django.urls import reverse

from babyhubs.evidence.finding import Finding
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results import findings as shown
from babyhubs.workbench.audits.results import kept
from babyhubs.workbench.programme.sources import Source


def sources(programme: Any) -> tuple[Source, ...]:
    """In the order in which the audit wrote them."""
    run = Run.objects.filter(programme=programme, state=Run.State.DONE).first()
    if run is None:
        return ()
    names = shown.labels(kept.read(run, "choices") or {"attributes": []})
    return tuple(
        Source(
            record=Finding.from_json(row.content),
            about=f"{shown.about(row.content, names)}. {shown.measure(row.content)}",
            address=reverse("audit-finding", args=[programme.pk, run.pk, row.identity.removeprefix(shown.KIND)]),
            at=run.ended_at,
        )
        for row in run.findings.order_by("pk")
    )
