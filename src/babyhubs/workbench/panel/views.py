"""The panel's first page: where it stands, in numbers, and what comes next."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from babyhubs.workbench.access.declared import needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.panel import presenters
from babyhubs.workbench.panel.models import Panel
from babyhubs.workbench.panel.standing import standing
from babyhubs.workbench.people.register import register_of


@needs(Permission.PANEL_READ)
def panel(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Everything about the panel on one page."""
    rows = Panel.objects.prefetch_related("members", "lines", "draws")
    found = rows.filter(register=register_of(programme_id)).first()
    context = {
        "parts": presenters.parts(found, programme_id, names=Permission.CONTACTS_READ in request.rights),
        "now": standing(request.programme),
        "counts": presenters.counts(found),
    }
    return render(request, "panel/panel.jinja", context)
