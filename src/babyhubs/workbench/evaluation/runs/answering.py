"""The worker's part: one question, from its tables to the page and the findings. It ends done or failed, and says why."""

import uuid

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.evaluation import kept
from babyhubs.workbench.evaluation.models import Run
from babyhubs.workbench.evaluation.runs import gap_answer, power_answer, services, site_answer
from babyhubs.workbench.evaluation.runs.answered import Answered
from babyhubs.workbench.evaluation.tables.checking import WORKER
from babyhubs.workbench.web.faults import logged

_BY_KIND = {
    Run.Kind.GAP: gap_answer.answered,
    Run.Kind.POWER: power_answer.answered,
    Run.Kind.SITE: site_answer.answered,
}


def carry_out(run_id: uuid.UUID) -> None:
    """One question."""
    run = Run.objects.select_related("programme", "cells", "areas", "sites", "minutes", "protocol").get(pk=run_id)
    if run.state != Run.State.WAITING:
        return
    # how far it is: a mark for the page and no change of anything, so not in the record
    Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING)
    try:
        one: Answered = _BY_KIND[Run.Kind(run.kind)](run)
        results = {"sentence": one.sentence, "refused": one.refused, "pages": kept.write(run, one.pages)}
        services.done(
            WORKER, run, results=results, findings=[(about, found.to_json()) for about, found in one.findings]
        )
    except BabyhubsError as problem:
        services.failed(WORKER, run, problem=problem)
    except Exception as error:  # whatever it is, the person who waits is told
        services.failed(WORKER, run, problem=logged(error))
