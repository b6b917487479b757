"""The directory of hubs: the list, one hub, its forms, the file in and the file out."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.hubs import hubs_file, presenters, services, week
from babyhubs.workbench.hubs.forms import ChangeForm, CorrectionForm, FileForm, HoursForm, HubForm, NewHubForm
from babyhubs.workbench.hubs.kinds import kinds
from babyhubs.workbench.hubs.models import Change, Hub
from babyhubs.workbench.web.telling import told_on


@needs(Permission.HUBS_READ)
def directory(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """All hubs of the programme."""
    context = {"hubs": presenters.lines(presenters.hubs_of(request.programme)), "may_edit": _may_edit(request)}
    return render(request, "hubs/directory.jinja", context)


@needs(Permission.HUBS_READ)
def hub(request: HttpRequest, programme_id: uuid.UUID, hub_id: uuid.UUID) -> HttpResponse:
    """One hub and its log."""
    one = _hub(request, hub_id)
    context = {
        "name": one.name,
        "id": one.pk,
        "facts": presenters.facts(one),
        "timetable": presenters.timetable(one),
        "log": presenters.log(one),
        "additions": presenters.additions(one) if _may_edit(request) else [],
        "may_edit": _may_edit(request),
    }
    return render(request, "hubs/hub.jinja", context)


@needs(Permission.HUBS_EDIT, methods=FORM)
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A new hub."""
    form = NewHubForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.add(acting(request), request.programme, **form.cleaned_data)
            return redirect("hub-hours", request.programme.pk, one.pk)
    return render(request, "hubs/add.jinja", {"form": form})


@needs(Permission.HUBS_EDIT, methods=FORM)
def edit(request: HttpRequest, programme_id: uuid.UUID, hub_id: uuid.UUID) -> HttpResponse:
    """Another description."""
    one = _hub(request, hub_id)
    form = HubForm(request.POST or None, initial=presenters.initial(one))
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.describe(acting(request), one, **form.cleaned_data)
            return redirect("hub", request.programme.pk, one.pk)
    return render(request, "hubs/edit.jinja", {"form": form, "id": hub_id})


@needs(Permission.HUBS_EDIT, methods=FORM)
def hours(request: HttpRequest, programme_id: uuid.UUID, hub_id: uuid.UUID) -> HttpResponse:
    """Other opening times."""
    one = _hub(request, hub_id)
    initial = {f"day_{day}": text for day, text in week.by_day(hubs_file.week_of(one)).items()}
    form = HoursForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with told_on(form):
            services.set_hours(acting(request), one, data["sessions"], since=data["since"])
            return redirect("hub", request.programme.pk, one.pk)
    return render(request, "hubs/hours.jinja", {"form": form, "name": one.name, "id": one.pk})


@needs(Permission.HUBS_EDIT, methods=FORM)
def change(request: HttpRequest, programme_id: uuid.UUID, hub_id: uuid.UUID, kind: str) -> HttpResponse:
    """One more entry in the log."""
    one = _hub(request, hub_id)
    if kind not in kinds():
        raise Http404
    form = ChangeForm(kinds()[kind], request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.note_change(acting(request), one, kind=kind, **form.cleaned_data)
            return redirect("hub", request.programme.pk, one.pk)
    return render(
        request, "hubs/change.jinja", {"form": form, "kind": kinds()[kind].title, "name": one.name, "id": one.pk}
    )


@needs(Permission.HUBS_EDIT, methods=FORM)
def correct(request: HttpRequest, programme_id: uuid.UUID, hub_id: uuid.UUID, change_id: uuid.UUID) -> HttpResponse:
    """An entry in the place of a wrong one."""
    one = _hub(request, hub_id)
    wrong = get_object_or_404(Change, hub=one, pk=change_id)
    initial = {"became": wrong.became, "on": f"{wrong.on:%d/%m/%Y}" if wrong.on else ""}
    form = CorrectionForm(kinds()[wrong.kind], request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.correct(acting(request), wrong, **form.cleaned_data)
            return redirect("hub", request.programme.pk, one.pk)
    context = {"form": form, "kind": kinds()[wrong.kind].title, "number": wrong.number, "name": one.name, "id": one.pk}
    return render(request, "hubs/correct.jinja", context)


@needs(Permission.HUBS_EDIT, methods=FORM)
def read_file(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Hubs from a file."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            rows = _rows(form.cleaned_data["file"])
            added = services.import_rows(acting(request), request.programme, rows)
            stayed = len(rows) - len(added)
            messages.info(request, f"Hubs added: {len(added)}. Already there, left as they are: {stayed}.")
            return redirect("hubs", request.programme.pk)
    return render(request, "hubs/file.jinja", {"form": form, "columns": hubs_file.COLUMNS})


@needs(Permission.HUBS_READ)
def write_file(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The directory as the hubs file of the audit."""
    return _csv(hubs_file.NAME, hubs_file.written(presenters.hubs_of(request.programme)))


@needs(Permission.HUBS_READ)
def write_log(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What changed at which hub, for the evaluation."""
    return _csv(hubs_file.LOG_NAME, hubs_file.log_written(presenters.hubs_of(request.programme)))


def _csv(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _hub(request: HttpRequest, hub_id: uuid.UUID) -> Hub:
    return get_object_or_404(
        Hub.objects.prefetch_related("opening_times", "changes"), programme=request.programme, pk=hub_id
    )


def _may_edit(request: HttpRequest) -> bool:
    return Permission.HUBS_EDIT in request.rights


def _rows(upload: Any) -> list[hubs_file.Row]:
    """The rows of an upload, read from a private folder beside the data that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=settings.BABYHUBS.folder, prefix="hubs-") as folder:
        # A name of our own: what a browser sends is never part of a path.
        path = Path(folder) / "hubs"
        path.write_bytes(upload.read())
        return hubs_file.read(path)
