"""The overview of the discussions."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.workbench.access.declared import ACT, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions import presenters, project, services
from babyhubs.workbench.web.telling import said_instead


@needs(Permission.DISCUSSIONS_READ)
def overview(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """How far the discussions are, and where to go on."""
    row = project.row_of(request.programme)
    context = {
        "begun": row,
        "so_far": presenters.so_far(request.programme, row) if row else [],
        "parts": presenters.parts(request),
        "may_begin": Permission.DISCUSSIONS_HOLD in request.rights,
    }
    return render(request, "discussions/overview.jinja", context)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
def begin(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """An empty project."""
    with said_instead(request):
        services.begin(acting(request), request.programme)
    return redirect("discussions", programme_id)
