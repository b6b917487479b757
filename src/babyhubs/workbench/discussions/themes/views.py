"""Themes and their quotes."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions.project import begun, opened
from babyhubs.workbench.discussions.themes import presenters, services
from babyhubs.workbench.discussions.themes.forms import ThemeForm
from babyhubs.workbench.web.telling import said_instead, told_on


@needs(Permission.DISCUSSIONS_READ)
@begun
def themes(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every theme with its quotes."""
    with opened(request.programme) as project:
        context = {"themes": presenters.listed(request, project), "may_code": _may_code(request)}
    return render(request, "discussions/themes/themes.jinja", context)


@needs(Permission.DISCUSSIONS_CODE, methods=FORM)
@begun
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A theme."""
    with opened(request.programme) as project:
        form = ThemeForm(presenters.codes(project), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            guid = services.add(acting(request), request.programme, **form.cleaned_data)
            return redirect("discussion-theme", programme_id, guid)
    return render(request, "discussions/themes/add.jinja", {"form": form})


@needs(Permission.DISCUSSIONS_READ)
@begun
def theme(request: HttpRequest, programme_id: uuid.UUID, theme: str) -> HttpResponse:
    """One theme, and the passages from which its quotes are chosen."""
    return _page(request, theme, None)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def change(request: HttpRequest, programme_id: uuid.UUID, theme: str) -> HttpResponse:
    """Other words or codes."""
    with opened(request.programme) as project:
        form = ThemeForm(presenters.codes(project), request.POST)
    if form.is_valid():
        with told_on(form):
            services.change(acting(request), request.programme, theme=theme, **form.cleaned_data)
            return redirect("discussion-theme", programme_id, theme)
    return _page(request, theme, form)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def withdraw(request: HttpRequest, programme_id: uuid.UUID, theme: str) -> HttpResponse:
    """Out of the report."""
    with said_instead(request):
        services.withdraw(acting(request), request.programme, theme=theme)
    return redirect("discussion-themes", programme_id)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def choose(request: HttpRequest, programme_id: uuid.UUID, theme: str) -> HttpResponse:
    """A quote, whole or shortened."""
    with said_instead(request):
        services.choose(
            acting(request), request.programme, theme=theme, passage=request.POST.get("passage", ""),
            wording=request.POST.get("wording", ""), against="against" in request.POST,
        )  # fmt: skip
    return redirect("discussion-theme", programme_id, theme)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def drop(request: HttpRequest, programme_id: uuid.UUID, theme: str) -> HttpResponse:
    """A quote goes."""
    with said_instead(request):
        services.drop(acting(request), request.programme, theme=theme, passage=request.POST.get("passage", ""))
    return redirect("discussion-theme", programme_id, theme)


def _may_code(request: HttpRequest) -> bool:
    return Permission.DISCUSSIONS_CODE in request.rights


def _page(request: HttpRequest, guid: str, form: ThemeForm | None) -> HttpResponse:
    with opened(request.programme) as project:
        found = presenters.one(request, project, guid, request.GET.get("page", ""))
        if found is None:
            raise Http404
        shown, given, part = found
        initial = {"name": given.name, "statement": given.statement, "codes": list(given.codes)}
        context = {
            "shown": shown,
            "part": part,
            "form": form or ThemeForm(presenters.codes(project), initial=initial),
            "may_code": _may_code(request),
        }
    return render(request, "discussions/themes/theme.jinja", context)
