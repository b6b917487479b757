"""The audit: upload, columns, quality, progress, results."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.audits import again, places, presenters, services
from babyhubs.workbench.audits.forms import ColumnsForm, StartForm, UploadForm
from babyhubs.workbench.audits.kinds import LABELS
from babyhubs.workbench.audits.models import Run, Upload
from babyhubs.workbench.audits.quality import views as quality
from babyhubs.workbench.audits.results.views import results
from babyhubs.workbench.audits.rules.current import rule_of
from babyhubs.workbench.web.telling import said_instead, told_on
from babyhubs.workbench.web.waiting import looks_again


@needs(Permission.AUDIT_READ)
def audits(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What was uploaded and audited."""
    context = {
        "uploads": presenters.uploads(request.programme),
        "runs": presenters.runs(request.programme),
        "may_run": Permission.AUDIT_RUN in request.rights,
    }
    return render(request, "audits/list.jinja", context)


@needs(Permission.AUDIT_RUN, methods=FORM)
def upload(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The files of an export; `from` in the address names an upload whose files are chosen already."""
    offered = again.offered(request.programme)
    if request.method == "POST":
        form = UploadForm(offered, request.POST, request.FILES)
    else:
        form = UploadForm(offered, initial=presenters.chosen_again(request.programme, request.GET.get("from", "")))
    if form.is_bound and form.is_valid():
        with told_on(form):
            one = services.upload(
                acting(request), request.programme, files=form.files_given, again=form.files_again
            )  # fmt: skip
            return redirect("audit-upload-state", programme_id, one.pk)
    return render(request, "audits/upload.jinja", {"form": form})


@needs(Permission.AUDIT_READ)
def upload_state(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """Waits with the person while the worker reads, then leads to the page where there is something to do."""
    one = _upload(request, upload_id)
    may_run = Permission.AUDIT_RUN in request.rights
    if one.state == Upload.State.REMOVED:
        return redirect("audit-files", programme_id, one.pk)
    if one.state == Upload.State.CHECKED:
        return redirect("audit-quality", programme_id, one.pk)
    if one.state == Upload.State.RECOGNISED and may_run:
        return redirect("audit-columns", programme_id, one.pk)
    cut_off = presenters.interrupted(one)
    waiting = one.state == Upload.State.WAITING and not cut_off
    context = {
        "one": one,
        "problem": presenters.problem(one),
        "waiting": waiting,
        "interrupted": presenters.INTERRUPTED if cut_off else "",
        "may_run": may_run,
        "recognised": places.recognised(one).is_file(),
    }
    return looks_again(request, render(request, "audits/upload_state.jinja", context), waiting=waiting)


@needs(Permission.AUDIT_RUN, methods=FORM)
def columns(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """What the columns and codes mean: to confirm, answer or correct."""
    one = _upload(request, upload_id)
    found = presenters.recognised(one)
    if found is None or one.state == Upload.State.WAITING:
        return redirect("audit-upload-state", programme_id, one.pk)
    form = ColumnsForm(found, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with told_on(form):
            services.answer_columns(acting(request), one, answers=form.answers())
            return redirect("audit-upload-state", programme_id, one.pk)
    context = {
        "form": form, "found": found, "one": one, "problem": presenters.problem(one), "labels": LABELS
    }  # fmt: skip
    return render(request, "audits/columns.jinja", context)


@needs(Permission.AUDIT_RUN, methods=ACT)
def begin_anew(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """Forget what earlier uploads taught."""
    one = _upload(request, upload_id)
    if one.state != Upload.State.REMOVED:
        services.begin_anew(acting(request), one)
    return redirect("audit-upload-state", programme_id, one.pk)


@needs(Permission.AUDIT_RUN, methods=ACT)
def repeat(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """Once more what was cut off."""
    one = _upload(request, upload_id)
    if presenters.interrupted(one):
        with said_instead(request):
            services.repeat(acting(request), one)
    return redirect("audit-upload-state", programme_id, one.pk)


@needs(Permission.AUDIT_RUN, methods=ACT)
def start(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """The audit itself."""
    one = _upload(request, upload_id)
    if one.state != Upload.State.CHECKED:
        return redirect("audit-upload-state", programme_id, one.pk)
    form = StartForm(request.POST)
    if form.is_valid():
        with told_on(form):
            run = services.start(acting(request), one, **form.cleaned_data)
            return redirect("audit-run", programme_id, run.pk)
    return quality.page(request, one, form)


@needs(Permission.AUDIT_READ)
def run(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """How far an audit is, and then what came out."""
    one = _run(request, run_id)
    if one.state == Run.State.DONE:
        return results(request, one)
    cut_off = presenters.interrupted(one)
    waiting = one.state in {Run.State.WAITING, Run.State.RUNNING} and not cut_off
    stages = presenters.stages(one)
    context = {
        "one": one,
        "rule": rule_of(one.rule_version).version,
        "stages": stages,
        "done": sum(stage.state == presenters.DONE for stage in stages),
        "problem": presenters.problem(one),
        "waiting": waiting,
        "interrupted": presenters.INTERRUPTED if cut_off else "",
        "may_cancel": waiting and not one.cancel_asked and Permission.AUDIT_RUN in request.rights,
    }
    return looks_again(request, render(request, "audits/progress.jinja", context), waiting=waiting)


@needs(Permission.AUDIT_RUN, methods=ACT)
def cancel(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """Stop an audit."""
    one = _run(request, run_id)
    if one.state in {Run.State.WAITING, Run.State.RUNNING}:
        services.cancel(acting(request), one)
    return redirect("audit-run", programme_id, one.pk)


def _upload(request: HttpRequest, upload_id: uuid.UUID) -> Upload:
    return get_object_or_404(Upload, programme=request.programme, pk=upload_id)


def _run(request: HttpRequest, run_id: uuid.UUID) -> Run:
    return get_object_or_404(Run.objects.select_related("rule_version"), programme=request.programme, pk=run_id)
