"""The reports of the discussions, and what other programs can read."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.discussions.coreq import checklist
from babyhubs.discussions.groups import attributes
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions.models import DiscussionReport
from babyhubs.workbench.discussions.project import begun, opened, row_of
from babyhubs.workbench.discussions.report import exchange, places, presenters, services
from babyhubs.workbench.discussions.report.forms import ReleaseForm, ReportForm
from babyhubs.workbench.releases import services as release_services
from babyhubs.workbench.web import documents
from babyhubs.workbench.web.telling import told_on
from babyhubs.workbench.web.waiting import looks_again

State = DiscussionReport.State


@needs(Permission.DISCUSSIONS_READ)
@begun
def reports(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every report that was asked for."""
    context = {
        "reports": DiscussionReport.objects.filter(programme=request.programme)[:50],
        "may_code": Permission.DISCUSSIONS_CODE in request.rights,
    }
    return render(request, "discussions/report/reports.jinja", context)


@needs(Permission.DISCUSSIONS_CODE, methods=FORM)
@begun
def ask(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Whose groups, and what only the team knows."""
    newest = DiscussionReport.objects.filter(programme=request.programme).first()
    said = {f"coreq_{number}": text for number, text in (newest.coreq if newest else {}).items()}
    initial = said | {"attribute": newest.attribute if newest else ""}
    with opened(request.programme) as project:
        open_items = [one for one in checklist(project, {}, compared=False) if one.open]
        form = ReportForm(attributes(project), open_items, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.ask(
                acting(request), request.programme, attribute=form.cleaned_data["attribute"], coreq=form.coreq()
            )
            return redirect("discussion-report", programme_id, one.pk)
    return render(request, "discussions/report/ask.jinja", {"form": form})


@needs(Permission.DISCUSSIONS_READ)
@begun
def report(request: HttpRequest, programme_id: uuid.UUID, report_id: uuid.UUID) -> HttpResponse:
    """Waits with the person; then the report, or what may not be printed and where to mend it."""
    one = _report(request, report_id)
    cut_off = presenters.interrupted(one)
    waiting = one.state == State.WAITING and not cut_off
    context: dict[str, Any] = {"one": one, "waiting": waiting, "interrupted": presenters.INTERRUPTED if cut_off else ""}
    if one.faults:
        with opened(request.programme) as project:
            context["faults"] = presenters.faults(request.programme, project, one)
    row = row_of(request.programme)
    context["older"] = row is not None and row.last_act > one.act
    context["may_ask"] = Permission.RELEASE_ASK in request.rights
    context["may_code"] = Permission.DISCUSSIONS_CODE in request.rights
    return looks_again(request, render(request, "discussions/report/report.jinja", context), waiting=waiting)


@needs(Permission.DISCUSSIONS_READ)
@begun
def document(request: HttpRequest, programme_id: uuid.UUID, report_id: uuid.UUID) -> HttpResponse:
    """The report itself, in a sandbox."""
    one = _report(request, report_id)
    if one.state != State.DONE:
        return redirect("discussion-report", programme_id, one.pk)
    return documents.report(places.of_report(one) / "report.html", one.report_sha256)


@needs(Permission.RELEASE_ASK, methods=FORM)
@begun
def ask_release(request: HttpRequest, programme_id: uuid.UUID, report_id: uuid.UUID) -> HttpResponse:
    """Ask that the report, as page, Word document and workbook, may leave."""
    one = _report(request, report_id)
    if one.state != State.DONE:
        return redirect("discussion-report", programme_id, one.pk)
    form = ReleaseForm(request.POST or None, initial={"title": "What families told us"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form):
            asked = release_services.ask(
                acting(request), request.programme, given["title"], places.of_report(one), one.profile, given["reason"],
                file_name=f"discussions-{one.asked_at:%Y-%m-%d}", strand=services.STRAND, project_class=one.project_class,
                used_as=given["used_as"],
            )  # fmt: skip
            return redirect("release", programme_id, asked.pk)
    return render(request, "discussions/report/release.jinja", {"form": form, "one": one})


@needs(Permission.DISCUSSIONS_CODE, methods=FORM)
@begun
def hand_over(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The project or the codebook for another program, with the receipt of what has no place in it."""
    form = request.POST.get("form", "")
    if request.method == "POST" and form in exchange.FORMS:
        content, _ = exchange.export(acting(request), request.programme, form=form)
        name = f"discussions{'-simulated' if settings.BABYHUBS_SIMULATED else ''}.{form}"
        return HttpResponse(
            content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    with opened(request.programme) as project:
        context = {"receipt": exchange.receipt(project), "received": exchange.received(project)}
    return render(request, "discussions/report/exchange.jinja", context)


def _report(request: HttpRequest, report_id: uuid.UUID) -> DiscussionReport:
    return get_object_or_404(DiscussionReport, programme=request.programme, pk=report_id)
