"""The matrix, and one cell of it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.access.declared import ACT, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions.matrix import presenters, services
from babyhubs.workbench.discussions.project import begun, opened


@needs(Permission.DISCUSSIONS_READ)
@begun
def matrix(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Who said what: person by dimension, filtered, and people counted by group."""
    with opened(request.programme) as project:
        shown = presenters.whole(request, project, request.GET)
    return render(request, "discussions/matrix/matrix.jinja", {"shown": shown})


@needs(Permission.DISCUSSIONS_READ)
@begun
def cell(request: HttpRequest, programme_id: uuid.UUID, person: str, code: str) -> HttpResponse:
    """One cell: the passages, and the summary that stands on them."""
    return _page(request, person, code)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def write(request: HttpRequest, programme_id: uuid.UUID, person: str, code: str) -> HttpResponse:
    """The summary, or that nobody asked."""
    given, chosen = request.POST.get("summary", ""), request.POST.getlist("passage")
    try:
        if "not-asked" in request.POST:
            services.not_asked(acting(request), request.programme, person=person, dimension=code)
        else:
            services.write(
                acting(request), request.programme, person=person, dimension=code, summary=given, passages=chosen
            )
    except BabyhubsError as error:
        what = " ".join(part for part in (error.what, error.where, error.remedy) if part)
        return _page(request, person, code, {"problem": what, "given": given, "chosen": chosen})
    return redirect("discussion-cell", programme_id, person, code)


def _page(request: HttpRequest, person: str, code: str, more: dict[str, Any] | None = None) -> HttpResponse:
    with opened(request.programme) as project:
        known = project.row("SELECT 1 FROM code WHERE guid = ?", code)
        shown = presenters.one(request, project, person, code) if known else None
    if shown is None:
        raise Http404
    rights = {"may_code": Permission.DISCUSSIONS_CODE in request.rights}
    context = {"shown": shown, "person": person, "code": code, **rights, **(more or {})}
    return render(request, "discussions/matrix/cell.jinja", context)
