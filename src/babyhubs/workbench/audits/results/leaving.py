"""What may leave: the report as it was written, and the request that the answer be released."""

import json
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.audits import periods, places
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results.forms import ReleaseForm
from babyhubs.workbench.releases import services as release_services
from babyhubs.workbench.web import documents
from babyhubs.workbench.web.telling import told_on


@needs(Permission.AUDIT_READ)
def report(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """The report, in a sandbox."""
    one = _run(request, run_id)
    if one.state != Run.State.DONE:
        return redirect("audit-run", programme_id, one.pk)
    return documents.report(places.answer(one) / "report.html", one.report_sha256)


@needs(Permission.RELEASE_ASK, methods=FORM)
def ask_release(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """Ask that the protected files of an answer may leave; what is internal in it stays."""
    one = _run(request, run_id)
    if one.state != Run.State.DONE:
        return redirect("audit-run", programme_id, one.pk)
    when = periods.in_words(one.period)
    form = ReleaseForm(request.POST or None, initial={"title": f"Which families do our baby hubs miss? {when}"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form):
            asked = release_services.ask(
                acting(request),
                request.programme,
                given["title"],
                places.answer(one),
                _profile(one),
                given["reason"],
                file_name=f"audit-{one.period.replace('/', '-to-')}",
                project_class=one.project_class,
                used_as=given["used_as"],
            )
            return redirect("release", programme_id, asked.pk)
    return render(request, "audits/results/release.jinja", {"form": form, "one": one})


def _run(request: HttpRequest, run_id: uuid.UUID) -> Run:
    return get_object_or_404(Run, programme=request.programme, pk=run_id)


def _profile(run: Run) -> str:
    """The disclosure profile that an answer was protected under, as it says itself."""
    said = json.loads((places.answer(run) / "provenance.json").read_text(encoding="utf-8"))
    return str(said["disclosure_profile"]["name"])
