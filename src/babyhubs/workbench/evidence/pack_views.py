"""The pack of evidence: why it can or cannot be made now, and the request that it may leave."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.evidence.forms import PackForm
from babyhubs.workbench.evidence.packing import ask, released_tables, waiting
from babyhubs.workbench.web.telling import told_on


@needs(Permission.RELEASE_ASK, methods=FORM)
def pack(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Make the pack and ask for it to leave; a second person looks at it and decides."""
    form = PackForm(request.POST or None, initial={"publisher": request.programme.place})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form):
            asked = ask(
                acting(request),
                request.programme,
                publisher=given["publisher"].strip(),
                licence=given["licence"],
                reason=given["reason"].strip(),
                used_as=given["used_as"],
            )
            return redirect("release", programme_id, asked.pk)
    context = {
        "form": form,
        "waiting": waiting(request.programme),
        "tables": sorted(released_tables(request.programme)),
    }
    return render(request, "evidence/pack.jinja", context)
