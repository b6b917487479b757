"""The pages of the rooms."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.observations.layout import read
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.observations.models import RoomPlan
from babyhubs.workbench.observations.rooms import services
from babyhubs.workbench.observations.rooms.forms import BoxesForm, PlanFileForm
from babyhubs.workbench.web.telling import told_on


@needs(Permission.OBSERVATIONS_READ)
def rooms(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every version of every room."""
    found = RoomPlan.objects.filter(programme=request.programme)
    context = {"rooms": list(found), "may_plan": Permission.OBSERVATIONS_PLAN in request.rights}
    return render(request, "observations/rooms.jinja", context)


@needs(Permission.OBSERVATIONS_READ)
def room(request: HttpRequest, programme_id: uuid.UUID, room_id: uuid.UUID) -> HttpResponse:
    """One version, drawn."""
    one = get_object_or_404(RoomPlan, programme=request.programme, pk=room_id)
    context = {"one": one, "plan": _drawn(one), "may_plan": Permission.OBSERVATIONS_PLAN in request.rights}
    return render(request, "observations/room.jinja", context)


@needs(Permission.OBSERVATIONS_PLAN, methods=FORM)
def draw(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A new room, or a new version of one: `?room=easton-hall` begins with its newest."""
    before = RoomPlan.objects.filter(programme=request.programme, identity=request.GET.get("room", "")).first()
    initial = {"identity": before.identity} if before else {}
    form = BoxesForm(request.POST or None, plan=before.content if before else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _kept(request, form, form.cleaned_data["plan"]) or _asked(request, form, "observations/draw.jinja")
    return _asked(request, form, "observations/draw.jinja")


@needs(Permission.OBSERVATIONS_PLAN, methods=FORM)
def read_file(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A plan from a file."""
    form = PlanFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _kept(request, form, form.cleaned_data["file"]) or _asked(request, form, "observations/plan_file.jinja")
    return _asked(request, form, "observations/plan_file.jinja")


def _kept(request: HttpRequest, form: Any, plan: Any) -> HttpResponse | None:
    with told_on(form):
        one = services.draw(acting(request), request.programme, identity=form.cleaned_data["identity"], plan=plan)
        return redirect("observation-room", request.programme.pk, one.pk)
    return None


def _asked(request: HttpRequest, form: Any, template: str) -> HttpResponse:
    return render(request, template, {"form": form})


def _drawn(one: RoomPlan) -> str:
    from babyhubs.reports.observed import drawings  # noqa: PLC0415 - heavy, and only for this page

    layout = read(one.content)
    assert layout is not None
    names = ", ".join(zone.label for zone in layout.zones)
    return drawings.plan(layout, None, "room", f"Plan of {one.identity}", f"Zones: {names}.")
