"""The first page of the step, the plan, and what hangs on the wall."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.observations.codes import books
from babyhubs.workbench.observations.models import Analysis, Session, WatchPlan
from babyhubs.workbench.observations.plan import choosing, effort, services
from babyhubs.workbench.observations.plan.forms import PlanForm
from babyhubs.workbench.observations.sessions.presenters import session_lines
from babyhubs.workbench.web.telling import told_on

LISTED = 100


@needs(Permission.OBSERVATIONS_READ)
def overview(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Where observation stands: the plan, the sessions, the results."""
    found = Session.objects.filter(programme=request.programme)
    context = {
        "plan": WatchPlan.objects.filter(programme=request.programme).first(),
        "sessions": session_lines(found[:LISTED]),
        "done": Analysis.objects.filter(programme=request.programme).first(),
        "may_plan": Permission.OBSERVATIONS_PLAN in request.rights,
        "may_record": Permission.OBSERVATIONS_RECORD in request.rights,
    }
    return render(request, "observations/overview.jinja", context)


@needs(Permission.OBSERVATIONS_PLAN, methods=FORM)
def plan(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Choose the hubs."""
    groups = choosing.missed(request.programme)
    hubs = Hub.objects.filter(programme=request.programme, closed=None).values_list("code", "name").order_by("name")
    form = PlanForm(groups, list(hubs), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form):
            services.decide(
                acting(request),
                request.programme,
                hubs=choosing.chosen(request.programme, groups, form.where(), given["hubs"], given["contrasts"]),
                half_width=given["half_width"],
                scan_every_s=given["scan"],
                sessions_each=given["sessions"],
            )
            return redirect("observation-plan-shown", request.programme.pk)
    located = [one for one in groups if one.hub]
    return render(request, "observations/plan.jinja", {"form": form, "located": located, "groups": groups})


@needs(Permission.OBSERVATIONS_READ)
def shown(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The plan in force, with how much watching is enough."""
    one = WatchPlan.objects.filter(programme=request.programme).first()
    context = {
        "plan": one,
        "effort": effort.told(one) if one else None,
        "may_plan": Permission.OBSERVATIONS_PLAN in request.rights,
        "may_record": Permission.OBSERVATIONS_RECORD in request.rights,
    }
    return render(request, "observations/plan_shown.jinja", context)


@needs(Permission.OBSERVATIONS_READ)
def poster(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """For the door: what is done, what is not, and how to stay out of it."""
    return render(request, "observations/poster.jinja")


@needs(Permission.OBSERVATIONS_READ)
def protocol(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """For the observer's bag: what to do when, and what each code means."""
    used = books.used(request.programme)
    one = WatchPlan.objects.filter(programme=request.programme).first()
    scan = one.scan_every_s if one else 300
    context = {"book": used.book, "key": used.key, "scan_minutes": scan // 60}
    return render(request, "observations/protocol.jinja", context)
