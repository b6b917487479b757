"""The files of an upload, and their removal."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.audits.removal import kept, services
from babyhubs.workbench.audits.removal.forms import RemoveForm
from babyhubs.workbench.web.telling import told_on


@needs(Permission.AUDIT_READ)
def files(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """Which files, until when, and what would go."""
    return _page(request, _upload(request, upload_id), RemoveForm())


@needs(Permission.AUDIT_RUN, methods=ACT)
def remove(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """For good."""
    one = _upload(request, upload_id)
    form = RemoveForm(request.POST)
    if form.is_valid():
        with told_on(form):
            services.remove(acting(request), one)
            return redirect("audit-files", programme_id, one.pk)
    return _page(request, one, form)


def _upload(request: HttpRequest, upload_id: uuid.UUID) -> Upload:
    return get_object_or_404(Upload, programme=request.programme, pk=upload_id)


def _page(request: HttpRequest, one: Upload, form: RemoveForm) -> HttpResponse:
    context = {
        "one": one,
        "form": form,
        "files": kept.files(one),
        "until": kept.until(one),
        "due": kept.is_due(one),
        "answered": kept.answered(one),
        "removed": one.state == Upload.State.REMOVED,
        "may_remove": Permission.AUDIT_RUN in request.rights,
    }
    return render(request, "audits/removal/files.jinja", context)
