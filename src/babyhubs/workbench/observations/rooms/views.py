"""The pages of the rooms."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from babyhubs.observations import drawn
from babyhubs.observations.layout import read
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.observations.codes import books
from babyhubs.workbench.observations.models import RoomPicture, RoomPlan
from babyhubs.workbench.observations.rooms import services, versions
from babyhubs.workbench.observations.rooms.forms import PictureForm, PlanFileForm, RemovePictureForm, ZonesForm
from babyhubs.workbench.web.telling import told_on


@needs(Permission.OBSERVATIONS_READ)
def rooms(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every version of every room, and pictures on which no zone lies yet."""
    found = list(RoomPlan.objects.filter(programme=request.programme))
    lying = {one.content.get("picture") for one in found}
    loose = [one for one in versions.pictures(request.programme).values() if one.name not in lying]
    context = {"rooms": found, "loose": loose, "may_plan": Permission.OBSERVATIONS_PLAN in request.rights}
    return render(request, "observations/rooms.jinja", context)


@needs(Permission.OBSERVATIONS_READ)
def room(request: HttpRequest, programme_id: uuid.UUID, room_id: uuid.UUID) -> HttpResponse:
    """One version, drawn."""
    one = get_object_or_404(RoomPlan, programme=request.programme, pk=room_id)
    layout = read(one.content)
    assert layout is not None
    shown = _of(one)
    context = {
        "one": one,
        "shown": shown,
        "plan": _drawn(one, shown),
        "remarks": drawn.remarks(layout),
        "areas": [(zone.label, layout.square_metres(zone)) for zone in layout.zones],
        "may_plan": Permission.OBSERVATIONS_PLAN in request.rights,
    }
    return render(request, "observations/room.jinja", context)


@needs(Permission.OBSERVATIONS_PLAN, methods=FORM)
def bring_picture(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A picture of an empty room; drawing on it comes next."""
    form = PictureForm(request.POST or None, request.FILES or None, initial={"identity": request.GET.get("room", "")})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.bring_picture(acting(request), request.programme, given=form.cleaned_data["picture"])
            given = urlencode({"room": form.cleaned_data["identity"], "picture": one.pk})
            return redirect(f"{reverse('observation-room-draw', args=[programme_id])}?{given}")
    return _asked(request, form, "observations/room_picture.jinja")


@needs(Permission.OBSERVATIONS_READ)
def picture(request: HttpRequest, programme_id: uuid.UUID, picture_id: uuid.UUID) -> HttpResponse:
    """The picture itself."""
    one = get_object_or_404(RoomPicture, programme=request.programme, pk=picture_id, removed_at=None)
    return HttpResponse(bytes(one.content), content_type="image/jpeg")


@needs(Permission.OBSERVATIONS_PLAN, methods=FORM)
def remove_picture(request: HttpRequest, programme_id: uuid.UUID, picture_id: uuid.UUID) -> HttpResponse:
    """Somebody is in it after all, or it is of no use."""
    one = get_object_or_404(RoomPicture, programme=request.programme, pk=picture_id, removed_at=None)
    form = RemovePictureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.remove_picture(acting(request), one, why=form.cleaned_data["why"])
            return redirect("observation-rooms", programme_id)
    return render(request, "observations/room_picture_remove.jinja", {"form": form, "one": one})


@needs(Permission.OBSERVATIONS_PLAN, methods=FORM)
def draw(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A new room, or a new version of one: `?room=easton-hall` begins with its newest, `&picture=` puts it on a picture."""
    name = request.GET.get("room", "")
    before = RoomPlan.objects.filter(programme=request.programme, identity=name).first()
    shown = _chosen(request) or (_of(before) if before else None)
    form = ZonesForm(
        books.used(request.programme).book,
        request.POST or None,
        plan=before.content if before else None,
        shown=shown,
        initial={"identity": name},
    )
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.draw(
                acting(request), request.programme,
                identity=form.cleaned_data["identity"], plan=form.cleaned_data["plan"], shown=shown,
            )  # fmt: skip
            return redirect("observation-room", programme_id, one.pk)
    return render(request, "observations/draw.jinja", {"form": form, "shown": shown})


@needs(Permission.OBSERVATIONS_PLAN, methods=FORM)
def read_file(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A plan from a file."""
    form = PlanFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form):
            one = services.draw(acting(request), request.programme, identity=given["identity"], plan=given["file"])
            return redirect("observation-room", programme_id, one.pk)
    return _asked(request, form, "observations/plan_file.jinja")


def _asked(request: HttpRequest, form: Any, template: str) -> HttpResponse:
    return render(request, template, {"form": form})


def _chosen(request: HttpRequest) -> RoomPicture | None:
    """The picture that the address names."""
    if not (given := request.GET.get("picture")):
        return None
    try:
        found = RoomPicture.objects.filter(programme=request.programme, pk=uuid.UUID(given), removed_at=None)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(found.defer("content"))


def _of(one: RoomPlan) -> RoomPicture | None:
    """The picture that a version lies on, if it is still there."""
    name = one.content.get("picture")
    found = RoomPicture.objects.filter(programme=one.programme_id, name=name, removed_at=None) if name else None
    return found.defer("content").first() if found is not None else None


def _drawn(one: RoomPlan, shown: RoomPicture | None) -> str:
    from babyhubs.reports.observed import drawings  # noqa: PLC0415 - heavy, and only for this page

    layout = read(one.content)
    assert layout is not None
    names = ", ".join(zone.label for zone in layout.zones)
    behind = drawings.Behind(versions.address(shown), shown.width, shown.height) if shown else None
    return drawings.plan(layout, None, "room", f"Plan of {one.identity}", f"Zones: {names}.", behind=behind)
