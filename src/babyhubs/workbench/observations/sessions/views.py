"""Sessions: handed over as files, one by one, and what is learnt about them later."""

import tempfile
import uuid
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.observations.models import OtherFile, Session
from babyhubs.workbench.observations.sessions import receiving, services
from babyhubs.workbench.observations.sessions.forms import HandedOverForm, RecordedForm, RemoveForm
from babyhubs.workbench.observations.sessions.presenters import session_lines
from babyhubs.workbench.web.telling import told_on


@needs(Permission.OBSERVATIONS_READ, methods=FORM)
def session(request: HttpRequest, programme_id: uuid.UUID, session_id: uuid.UUID) -> HttpResponse:
    """One session: how far it has come, its hash, and what the records say of it."""
    one = get_object_or_404(Session, programme=request.programme, pk=session_id)
    may_plan = Permission.OBSERVATIONS_PLAN in request.rights
    form = RecordedForm(request.POST or None, initial={"attendances": one.recorded})
    if request.method == "POST" and may_plan and form.is_valid():
        with told_on(form):
            services.note_recorded(acting(request), one, attendances=form.cleaned_data["attendances"])
            return redirect("observation-session", programme_id, one.pk)
    context = {"one": one, "line": session_lines([one])[0], "form": form, "may_plan": may_plan}
    if context["line"].program and Permission.OBSERVATIONS_RECORD in request.rights:
        came = OtherFile.objects.filter(programme=request.programme, sha256=one.header["from"].get("sha256", ""))
        context["other_file"] = came.values_list("pk", flat=True).first()
    context["may_remove"] = Permission.PROGRAMME_EDIT in request.rights
    return render(request, "observations/session.jinja", context)


@needs(Permission.PROGRAMME_EDIT, methods=FORM)
def remove(request: HttpRequest, programme_id: uuid.UUID, session_id: uuid.UUID) -> HttpResponse:
    """Remove a log for good."""
    one = get_object_or_404(Session, programme=request.programme, pk=session_id)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.remove(acting(request), one, why=form.cleaned_data["why"])
            return redirect("observations", programme_id)
    return render(request, "observations/session_remove.jinja", {"one": one, "form": form})


@needs(Permission.OBSERVATIONS_RECORD, methods=FORM)
def handed_over(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A file from a phone that could not send."""
    form = HandedOverForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form), tempfile.TemporaryDirectory(dir=settings.BABYHUBS.folder, prefix="handed-over-") as folder:
            path = Path(folder) / "session.obs.jsonl"  # a name of our own: what a browser sends is never part of a path
            path.write_bytes(form.cleaned_data["file"].read())
            taken = receiving.take_file(acting(request), request.programme, path)
            for one in taken:
                messages.info(request, f"{one}: {one.seq} operations are here. Check: {one.head[:8]}.")
            return redirect("observations", programme_id)
    return render(request, "observations/handed_over.jinja", {"form": form})
