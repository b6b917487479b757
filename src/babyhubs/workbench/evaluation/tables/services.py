"""Everything that changes the tables. The record is told kinds and sizes, nothing of a row."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.move import file_move_safe

from babyhubs.errors import BabyhubsError, InputError, Refused
from babyhubs.workbench.evaluation import places, tasks
from babyhubs.workbench.evaluation.models import CountTable
from babyhubs.workbench.programme import clean_records
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import check_use, class_at, class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited
from babyhubs.workbench.web.uploads import written_through

COUNTED = {CountTable.Kind.CELLS: "Counted from our records.csv", CountTable.Kind.AREAS: "Areas from our records.csv"}


@audited("evaluation.table.brought", "brought a table for the evaluation")
def bring(
    actor: Actor, programme: Any, *, kind: str, file: Any, first_month: date | None = None
) -> Changed[CountTable]:
    """A table from elsewhere; the worker checks it. file: Django's uploaded file."""
    one = CountTable.objects.create(
        programme=programme, kind=kind, name=file.name[-200:], size=file.size, brought_by=actor.name,
        first_month=first_month.replace(day=1) if first_month else None,
    )  # fmt: skip
    path = places.of_table(one)
    try:
        _keep(file, path)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise InputError(
            "The file could not be written to the data folder.",
            remedy="The disk may be full. Tell whoever looks after the workbench.",
        ) from error
    one.task = str(tasks.check.enqueue(str(one.pk)).id)
    one.save(update_fields=["task"])
    return _changed(one)


@audited("evaluation.table.count-asked", "had the evaluation's counts made from the records")
def count(actor: Actor, programme: Any) -> Changed[CountTable]:
    """Cells and areas from the programme's newest checked records; the worker counts. Gives the cells."""
    since = clean_records.there(programme)
    if since is None:
        raise Refused(
            "There are no checked records to count in.", remedy="Upload records under Audit, and confirm their columns."
        )
    check_use(
        programme, Use("audit", class_at(programme, "audit", since), "evaluation", class_now(programme, "evaluation"))
    )
    made = [
        CountTable.objects.create(
            programme=programme, kind=kind, counted=True, name=name, brought_by=actor.name, opened_at=since
        )
        for kind, name in COUNTED.items()
    ]
    task = str(tasks.count.enqueue(*(str(one.pk) for one in made)).id)
    CountTable.objects.filter(pk__in=[one.pk for one in made]).update(task=task)
    return _changed(made[0])


@audited("evaluation.table.ready", "checked a table of the evaluation")
def ready(
    actor: Actor, one: CountTable, *, facts: dict[str, Any], sha256: str, first_month: date | None = None
) -> Changed[CountTable]:
    """It can be used. facts: what it holds, for its page."""
    one.state, one.facts, one.sha256 = CountTable.State.READY, facts, sha256
    one.size = places.of_table(one).stat().st_size
    one.first_month = first_month or one.first_month
    one.save()
    return _changed(one)


@audited("evaluation.table.failed", "could not use a table of the evaluation")
def failed(actor: Actor, one: CountTable, *, problem: BabyhubsError) -> Changed[CountTable]:
    """Why, for people."""
    one.state = CountTable.State.FAILED
    one.problem_what, one.problem_where, one.problem_remedy = problem.what, problem.where, problem.remedy
    one.save()
    return _changed(one)


def _keep(sent: Any, path: Path) -> None:
    if hasattr(sent, "temporary_file_path"):
        file_move_safe(sent.temporary_file_path(), path)
    else:
        path.write_bytes(sent.read())
    path.chmod(0o600)
    written_through(path)


def _changed(one: CountTable) -> Changed[CountTable]:
    details = {"kind": one.kind, "size": one.size, "digest": one.sha256, "counted here": one.counted}
    return Changed(one, subject=one, programme=one.programme_id, details=details)
