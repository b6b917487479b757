"""The pages of the code books."""

import uuid

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.observations.codes import books, presenters, services
from babyhubs.workbench.observations.codes.forms import CodeBookForm
from babyhubs.workbench.observations.models import Session
from babyhubs.workbench.web.telling import told_on


@needs(Permission.OBSERVATIONS_READ)
def code_books(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """All of them, which one is used, and how many sessions name each."""
    counted = (
        Session.objects.filter(programme=request.programme)
        .order_by()
        .values_list("header__ethogram__id", "header__ethogram__version")
        .annotate(Count("pk"))
    )
    context = {
        "used": books.used(request.programme),
        "books": books.all_of(request.programme),
        "sessions": {f"{identity} version {version}": number for identity, version, number in counted},
        "may_plan": Permission.OBSERVATIONS_PLAN in request.rights,
    }
    return render(request, "observations/code_books.jinja", context)


@needs(Permission.OBSERVATIONS_PLAN, methods=FORM)
def bring(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A version from a file."""
    form = CodeBookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, text = form.cleaned_data["file"]
        with told_on(form):
            row = services.bring(acting(request), request.programme, text=text, where=name)
            return redirect("observation-code-book", request.programme.pk, row.pk)
    return render(request, "observations/code_book_file.jinja", {"form": form})


@needs(Permission.OBSERVATIONS_READ)
def code_book(request: HttpRequest, programme_id: uuid.UUID, book: str) -> HttpResponse:
    """One version in words."""
    one = books.one_of(request.programme, book)
    before = presenters.before(one, books.all_of(request.programme))
    context = {
        "one": one,
        "tracks": presenters.tracks(one.book),
        "earlier": presenters.earlier(one.book),
        "before": before,
        "differences": presenters.differences(before.book, one.book) if before else [],
        "in_use": books.used(request.programme).key == one.key,
        "may_plan": Permission.OBSERVATIONS_PLAN in request.rights,
    }
    return render(request, "observations/code_book.jinja", context)


@needs(Permission.OBSERVATIONS_READ)
def code_book_file(request: HttpRequest, programme_id: uuid.UUID, book: str) -> HttpResponse:
    """The file, to begin one's own from."""
    one = books.one_of(request.programme, book)
    answer = HttpResponse(one.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.book.identity}-{one.book.version}.toml"'
    return answer


@needs(Permission.OBSERVATIONS_PLAN, methods=ACT)
def use(request: HttpRequest, programme_id: uuid.UUID, book: str) -> HttpResponse:
    """Used from now on."""
    services.choose(acting(request), request.programme, book=books.one_of(request.programme, book).row)
    return redirect("observation-code-books", programme_id)
