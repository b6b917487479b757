"""How far two coders agree, where they differ, whether enough was heard, and from whom not."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from babyhubs.workbench.access.declared import ACT, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions.agreement import presenters, services
from babyhubs.workbench.discussions.project import begun, opened
from babyhubs.workbench.web.telling import said_instead


@needs(Permission.DISCUSSIONS_READ)
@begun
def agreement(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Code by code; what cannot be computed says so."""
    with opened(request.programme) as project:
        pairs = presenters.pairs(project, request.GET.get("pair", ""))
        pair = presenters.chosen(pairs)
        context = {
            "pairs": pairs,
            "figures": presenters.figures(project, pair) if pair else None,
            "left": presenters.differences(project, pair, "").total if pair else 0,
            "under_way": presenters.under_way(project),
        }
    return render(request, "discussions/agreement/agreement.jinja", context)


@needs(Permission.DISCUSSIONS_READ)
@begun
def differences(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Place by place, for two to look at together."""
    with opened(request.programme) as project:
        pairs = presenters.pairs(project, request.GET.get("pair", ""))
        pair = presenters.chosen(pairs)
        part = presenters.differences(project, pair, request.GET.get("page", "")) if pair else None
    here = next((one for one in pairs if one.here), None)
    context = {"here": here, "part": part, "may_code": Permission.DISCUSSIONS_CODE in request.rights}
    return render(request, "discussions/agreement/differences.jinja", context)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def settle(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """One place: one, both or neither."""
    with said_instead(request):
        services.settle(
            acting(request),
            request.programme,
            codings=request.POST.get("codings", "").split(),
            keep=request.POST.getlist("keep"),
        )
    with opened(request.programme) as project:
        known = {one.key for one in presenters.pairs(project, "")}
    pair = request.POST.get("pair", "")
    query = f"?pair={pair.replace('+', '%2B')}" if pair in known else ""
    return redirect(reverse("discussion-differences", args=[programme_id]) + query)


@needs(Permission.DISCUSSIONS_READ)
@begun
def enough(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Do new things still come, and who has not been heard?"""
    with opened(request.programme) as project:
        context = presenters.enough(project, request.GET.get("by", ""))
    return render(request, "discussions/agreement/enough.jinja", context)
