"""The codebook, and one code of it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions.codebook import presenters, services
from babyhubs.workbench.discussions.codebook.forms import CodeForm, ShippedForm
from babyhubs.workbench.discussions.coding.presenters import memos
from babyhubs.workbench.discussions.coding.services import write_memo
from babyhubs.workbench.discussions.project import begun, opened
from babyhubs.workbench.web.telling import said_instead, told_on


@needs(Permission.DISCUSSIONS_READ)
@begun
def codebook(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every code with its meaning."""
    with opened(request.programme) as project:
        context = {
            "rows": presenters.rows(request, project),
            "shipped": ShippedForm(presenters.books()),
            "memos": memos(request, project, "project", ""),
            "may_code": Permission.DISCUSSIONS_CODE in request.rights,
        }
    return render(request, "discussions/codebook/codebook.jinja", context)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def add_shipped(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A codebook that comes with the program."""
    form = ShippedForm(presenters.books(), request.POST)
    if form.is_valid():
        with said_instead(request):
            services.add_shipped(acting(request), request.programme, name=form.cleaned_data["name"])
    return redirect("discussion-codebook", programme_id)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def note(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A memo on the whole analysis."""
    with said_instead(request):
        write_memo(acting(request), request.programme, kind="project", target="", text=request.POST.get("memo", ""))
    return redirect("discussion-codebook", programme_id)


@needs(Permission.DISCUSSIONS_CODE, methods=FORM)
@begun
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A code of one's own."""
    with opened(request.programme) as project:
        form = CodeForm(
            presenters.above(project), request.POST or None, initial={"parent": request.GET.get("below", "")}
        )
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.add(acting(request), request.programme, **form.cleaned_data)
            return redirect("discussion-codebook", programme_id)
    return render(request, "discussions/codebook/add.jinja", {"form": form})


@needs(Permission.DISCUSSIONS_READ)
@begun
def code(request: HttpRequest, programme_id: uuid.UUID, code: str) -> HttpResponse:
    """One code: what it means, what was said, memos."""
    return _page(request, code, None)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def change(request: HttpRequest, programme_id: uuid.UUID, code: str) -> HttpResponse:
    """Another name, place, direction or meaning."""
    with opened(request.programme) as project:
        form = CodeForm(presenters.above(project, code), request.POST)
    if form.is_valid():
        with told_on(form):
            services.change(acting(request), request.programme, guid=code, **form.cleaned_data)
            return redirect("discussion-one-code", programme_id, code)
    return _page(request, code, form)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def memo(request: HttpRequest, programme_id: uuid.UUID, code: str) -> HttpResponse:
    """A memo on a code."""
    with said_instead(request):
        write_memo(acting(request), request.programme, kind="code", target=code, text=request.POST.get("memo", ""))
    return redirect("discussion-one-code", programme_id, code)


def _page(request: HttpRequest, guid: str, form: Any) -> HttpResponse:
    with opened(request.programme) as project:
        row = project.row("SELECT * FROM code WHERE guid = ?", guid)
        if row is None:
            raise Http404
        context = {
            "row": row,
            "form": form or CodeForm(presenters.above(project, guid), initial=dict(row)),
            "said": presenters.said(request, project, guid),
            "memos": memos(request, project, "code", guid),
            "may_code": Permission.DISCUSSIONS_CODE in request.rights,
        }
    return render(request, "discussions/codebook/code.jinja", context)
