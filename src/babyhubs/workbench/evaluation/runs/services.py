"""Everything that happens to a question: asked, answered, or not to be answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from babyhubs.errors import BabyhubsError, InputError
from babyhubs.workbench.evaluation import tasks
from babyhubs.workbench.evaluation.models import CountTable, EvaluationFinding, ProtocolVersion, Run
from babyhubs.workbench.evaluation.runs import dosing
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import check_use, class_at, class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited

STRAND = "evaluation"
TABLES = ("cells", "areas", "sites", "minutes")


@audited("evaluation.asked", "asked the evaluation a question")
def ask(
    actor: Actor, programme: Any, *, kind: str, tables: Mapping[str, CountTable], asked: Mapping[str, Any]
) -> Changed[Run]:
    """One question; the worker begins. The protocol that holds now is the one that it is answered under."""
    its_class = class_now(programme, STRAND)
    collected_as = ""
    for name, one in tables.items():
        if one.programme_id != programme.pk or one.state != CountTable.State.READY or one.kind != name:
            raise InputError("A table that you chose cannot be used.", remedy="Choose one from the list.")
        if one.counted:
            collected_as = class_at(programme, "audit", one.opened_at)
            check_use(programme, Use("audit", collected_as, STRAND, its_class))
    if asked.get("dose"):
        dosing.check(programme, asked["dose"], its_class)
    protocol = ProtocolVersion.objects.filter(programme=programme, signed_at__isnull=False).first()
    run = Run.objects.create(
        programme=programme, kind=kind, asked=dict(asked) | {"collected_as": collected_as}, asked_by_id=actor.key or None, project_class=its_class,
        protocol=protocol if kind == str(Run.Kind.GAP) else None, **tables,
    )  # fmt: skip
    run.task = str(tasks.answer.enqueue(str(run.pk)).id)
    run.save(update_fields=["task"])
    return _changed(run)


@audited("evaluation.answered", "answered a question of the evaluation")
def done(
    actor: Actor, run: Run, *, results: Mapping[str, Any], findings: Sequence[tuple[str, Mapping[str, Any]]]
) -> Changed[Run]:
    """What came out. results: fields of the run. findings: about whom, and the finding as JSON."""
    for name, value in results.items():
        setattr(run, name, value)
    run.state, run.ended_at = Run.State.DONE, timezone.now()
    run.save()
    EvaluationFinding.objects.bulk_create(
        EvaluationFinding(run=run, position=place, identity=one["identity"], about=about[:300], content=one)
        for place, (about, one) in enumerate(findings, 1)
    )
    return _changed(run)


@audited("evaluation.failed", "could not answer a question of the evaluation")
def failed(actor: Actor, run: Run, *, problem: BabyhubsError) -> Changed[Run]:
    """Why, for people."""
    run.problem_what, run.problem_where, run.problem_remedy = problem.what, problem.where, problem.remedy
    run.state, run.ended_at = Run.State.FAILED, timezone.now()
    run.save()
    return _changed(run)


def _changed(run: Run) -> Changed[Run]:
    protocol = run.protocol.digest if run.protocol else ""
    details = {"question": run.get_kind_display(), "asked": run.asked, "protocol": protocol, "refused": run.refused}
    return Changed(run, subject=run, programme=run.programme_id, details=details)
