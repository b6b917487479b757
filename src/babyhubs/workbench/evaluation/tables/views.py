"""Bringing a table, and what it holds."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.evaluation.models import CountTable
from babyhubs.workbench.evaluation.presenters import facts, interrupted
from babyhubs.workbench.evaluation.protocols.wording import outcomes
from babyhubs.workbench.evaluation.tables import services
from babyhubs.workbench.evaluation.tables.forms import TableForm
from babyhubs.workbench.web.telling import said_instead, told_on
from babyhubs.workbench.web.waiting import looks_again


@needs(Permission.AUDIT_RUN, methods=FORM)
def bring(request: HttpRequest, programme_id: uuid.UUID, table_kind: str) -> HttpResponse:
    """A table from elsewhere."""
    if table_kind not in CountTable.Kind.values:
        raise Http404
    form = TableForm(table_kind, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.bring(acting(request), request.programme, kind=table_kind, **form.cleaned_data)
            return redirect("evaluation-table", programme_id, one.pk)
    label = CountTable.Kind(table_kind).label
    context = {"form": form, "label": label, "kind": table_kind, "outcomes": outcomes().values()}
    return render(request, "evaluation/table_bring.jinja", context)


@needs(Permission.AUDIT_RUN, methods=ACT)
def count(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Counts from the programme's own records."""
    with said_instead(request):
        one = services.count(acting(request), request.programme)
        return redirect("evaluation-table", programme_id, one.pk)
    return redirect("evaluation", programme_id)


@needs(Permission.AUDIT_READ)
def table(request: HttpRequest, programme_id: uuid.UUID, table_id: uuid.UUID) -> HttpResponse:
    """What a table holds, or why it cannot be used."""
    one = get_object_or_404(CountTable, programme=request.programme, pk=table_id)
    cut_off = interrupted(one)
    waiting = one.state == CountTable.State.WAITING and not cut_off
    context = {
        "one": one,
        "facts": facts(one),
        "waiting": waiting,
        "cut_off": cut_off,
        "may_run": Permission.AUDIT_RUN in request.rights,
    }
    return looks_again(request, render(request, "evaluation/table.jinja", context), waiting=waiting)
