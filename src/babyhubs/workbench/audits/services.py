"""Everything that changes uploads and audits. The record is told kinds, sizes and outcomes, nothing of a row."""

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.move import file_move_safe
from django.utils import timezone

from babyhubs.errors import BabyhubsError, InputError
from babyhubs.workbench.audits import places, tasks
from babyhubs.workbench.audits.again import DIRECTORY, DIRECTORY_NAME, same
from babyhubs.workbench.audits.models import AuditFinding, LearntMapping, Run, SourceFile, Upload
from babyhubs.workbench.audits.rules.current import in_force
from babyhubs.workbench.hubs import hubs_file
from babyhubs.workbench.hubs.presenters import hubs_of
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.programme.uses import check_use, class_at, class_now
from babyhubs.workbench.record.actor import Actor
from babyhubs.workbench.record.audited import Changed, audited
from babyhubs.workbench.web.uploads import written_through

STRAND = "audit"
Answer = list[str]  # file, part, field, value, choice


@audited("upload.received", "uploaded records")
def upload(
    actor: Actor, programme: Any, *, files: Mapping[str, Any], again: Mapping[str, str] | None = None
) -> Changed[Upload]:
    """New files; the worker begins to read them. All of them are taken over, or none.

    files: kind -> Django's uploaded file. again: kind -> the number of an earlier file, or DIRECTORY.
    """
    one = Upload.objects.create(programme=programme, uploaded_by_id=actor.key or None)
    try:
        for kind, sent in files.items():
            file = SourceFile.objects.create(upload=one, kind=kind, name=sent.name[-200:], size=sent.size)
            _keep(sent, places.of_file(file))
        for kind, choice in (again or {}).items():
            _use_again(one, kind, choice)
    except BaseException as error:
        shutil.rmtree(places.of_upload(one), ignore_errors=True)  # the rows go with the transaction
        if isinstance(error, OSError):
            raise InputError(
                "The files could not be written to the data folder, so none of them was taken over.",
                remedy="The disk may be full or may not be written to. Tell whoever looks after the workbench.",
            ) from error
        raise
    _prepare(one)
    details = {"files": {kind: sent.size for kind, sent in files.items()}, "again": sorted(again or {})}
    return Changed(one, subject=one, programme=programme.pk, details=details)


@audited("upload.columns-answered", "confirmed what the columns and codes of an upload mean")
def answer_columns(actor: Actor, one: Upload, *, answers: Sequence[Answer]) -> Changed[Upload]:
    """What people decided. A column that is another now brings its days and codes anew."""
    moved = {(file, field) for file, part, field, _, _ in answers if part == "columns"}
    kept = {tuple(entry[:4]): entry for entry in one.answers}
    kept = {key: entry for key, entry in kept.items() if key[1] == "columns" or (key[0], key[2]) not in moved}
    kept |= {tuple(entry[:4]): list(entry) for entry in answers}
    one.answers, one.confirmed = list(kept.values()), True
    _prepare(one)
    return Changed(one, subject=one, programme=one.programme_id, details={"answers": len(answers)})


@audited("upload.begun-anew", "had the columns of an upload learnt anew")
def begin_anew(actor: Actor, one: Upload) -> Changed[Upload]:
    """Forget for this upload what earlier ones taught."""
    one.answers, one.confirmed, one.fresh = [], False, True
    places.recognised(one).unlink(missing_ok=True)
    _prepare(one)
    return Changed(one, subject=one, programme=one.programme_id)


@audited("upload.repeated", "had the work on an upload repeated")
def repeat(actor: Actor, upload: Upload) -> Changed[Upload]:
    """Once more what was cut off: what people answered and confirmed holds."""
    one = Upload.objects.select_for_update().get(pk=upload.pk)
    if one.state != Upload.State.WAITING:
        raise InputError("There is nothing to repeat.", remedy="Look at the upload again.")
    _prepare(one)
    return Changed(one, subject=one, programme=one.programme_id)


@audited("upload.recognised", "recognised the columns of an upload")
def recognised(actor: Actor, one: Upload, *, questions: int) -> Changed[Upload]:
    """Somebody must look at it now."""
    one.state, one.confirmed = Upload.State.RECOGNISED, False
    one.save(update_fields=["state", "confirmed"])
    return Changed(one, subject=one, programme=one.programme_id, details={"open_questions": questions})


@audited("upload.checked", "checked the records of an upload")
def checked(actor: Actor, one: Upload, *, mapping: str) -> Changed[Upload]:
    """The mapping is learnt, and the records can be audited."""
    LearntMapping.objects.create(upload=one, content=mapping)
    one.state = Upload.State.CHECKED
    one.save(update_fields=["state"])
    return Changed(one, subject=one, programme=one.programme_id)


@audited("upload.failed", "could not use an upload")
def upload_failed(actor: Actor, one: Upload, *, problem: BabyhubsError) -> Changed[Upload]:
    """Why, for people."""
    one.state, one.confirmed = Upload.State.FAILED, False
    one.problem_what, one.problem_where, one.problem_remedy = problem.what, problem.where, problem.remedy
    one.save()
    return Changed(one, subject=one, programme=one.programme_id)


@audited("audit.asked", "asked for an audit")
def start(
    actor: Actor, one: Upload, *, window_start: date | None, window_end: date | None, grouping: str
) -> Changed[Run]:
    """An audit of checked records; the worker begins it."""
    mapping = one.mappings.first()
    if one.state != Upload.State.CHECKED or mapping is None:
        raise InputError("These records have not been checked.", remedy="Confirm the columns first.")
    its_class = class_now(one.programme, STRAND)
    check_use(one.programme, Use(STRAND, class_at(one.programme, STRAND, one.uploaded_at), STRAND, its_class))
    run = Run.objects.create(
        programme=one.programme,
        upload=one,
        mapping=mapping,
        asked_by_id=actor.key or None,
        rule_version=in_force(one.programme_id),
        as_of=timezone.localdate(),
        window_start=window_start,
        window_end=window_end,
        grouping=grouping,
        project_class=its_class,
    )
    run.task = str(tasks.audit.enqueue(str(run.pk)).id)
    run.save(update_fields=["task"])
    rule = run.rule_version.number if run.rule_version else ""
    details = {"from": window_start, "to": window_end, "grouping": grouping, "rule_version": rule}
    return Changed(run, subject=run, programme=run.programme_id, details=details)


@audited("audit.cancel-asked", "asked to stop an audit")
def cancel(actor: Actor, run: Run) -> Changed[Run]:
    """It stops where the present step ends; at once if it has not begun."""
    now = Run.objects.select_for_update().get(pk=run.pk)
    now.cancel_asked = True
    if now.state == Run.State.WAITING:
        now.state, now.ended_at = Run.State.CANCELLED, timezone.now()
    now.save(update_fields=["cancel_asked", "state", "ended_at"])
    return Changed(now, subject=now, programme=now.programme_id)


@audited("audit.cancelled", "stopped an audit, as asked")
def cancelled(actor: Actor, run: Run) -> Changed[Run]:
    """It has stopped."""
    _end(run, Run.State.CANCELLED)
    return Changed(run, subject=run, programme=run.programme_id)


@audited("audit.failed", "could not carry an audit out")
def failed(actor: Actor, run: Run, *, problem: BabyhubsError) -> Changed[Run]:
    """Why, for people."""
    run.problem_what, run.problem_where, run.problem_remedy = problem.what, problem.where, problem.remedy
    _end(run, Run.State.FAILED)
    return Changed(run, subject=run, programme=run.programme_id)


@audited("audit.done", "carried an audit out")
def done(actor: Actor, run: Run, *, results: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> Changed[Run]:
    """What came out. results: fields of the run."""
    for name, value in results.items():
        setattr(run, name, value)
    _end(run, Run.State.DONE)
    AuditFinding.objects.bulk_create(
        AuditFinding(run=run, position=place, identity=one["identity"], content=one)
        for place, one in enumerate(findings, 1)
    )
    details = {
        "period": run.period,
        "rule": run.rule,
        "findings": len(findings),
        "refusals": len(run.refusals),
        "report": run.report_sha256,
    }
    return Changed(run, subject=run, programme=run.programme_id, details=details)


def _keep(sent: Any, path: Path) -> None:
    """Moved, not copied: the file already lies on this disk, and nobody else can write while it is taken over."""
    if hasattr(sent, "temporary_file_path"):
        file_move_safe(sent.temporary_file_path(), path)  # also on Windows, where the file is still open
    else:
        path.write_bytes(sent.read())
    path.chmod(0o600)
    written_through(path)


def _use_again(one: Upload, kind: str, choice: str) -> None:
    if choice == DIRECTORY:
        content = hubs_file.written(hubs_of(one.programme))
        file = SourceFile.objects.create(
            upload=one, kind=kind, name=DIRECTORY_NAME, size=len(content), from_directory=True
        )
        path = places.of_file(file)
        path.touch(0o600)
        path.write_bytes(content)
        return
    old = SourceFile.objects.select_related("upload").filter(
        pk=choice, kind=kind, upload__programme=one.programme, from_directory=False
    )  # fmt: skip
    if not (found := old.first()) or not places.of_file(found).is_file():
        raise InputError("A file that you chose is no longer there.", remedy="Choose it on your computer.")
    file = SourceFile.objects.create(upload=one, kind=kind, name=found.name, size=found.size)
    same(places.of_file(found), places.of_file(file))


def _prepare(one: Upload) -> None:
    one.state = Upload.State.WAITING
    one.problem_what = one.problem_where = one.problem_remedy = ""
    one.task = str(tasks.prepare.enqueue(str(one.pk)).id)
    one.save()


def _end(run: Run, state: Any) -> None:
    run.state, run.ended_at = state, timezone.now()
    run.save()
