"""Draws. People are numbers on all of these pages; who has which number is on a page for the coordinator."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.panel.current import panel_of
from babyhubs.workbench.panel.drawing import presenters, services
from babyhubs.workbench.panel.drawing.forms import (
    AsideForm,
    CheckForm,
    MakeForm,
    NumberForm,
    PublishForm,
    ReserveForm,
    WayForm,
)
from babyhubs.workbench.panel.drawing.lottery import NoLottery
from babyhubs.workbench.panel.drawing.making import EVERYBODY, RESERVE, make, make_reserve, seated
from babyhubs.workbench.panel.drawing.recheck import recheck
from babyhubs.workbench.panel.models import Draw, Member
from babyhubs.workbench.panel.seats import services as seat_services
from babyhubs.workbench.panel.states import Role
from babyhubs.workbench.people.register import register_of
from babyhubs.workbench.web.telling import said_instead, told_on

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "html": "text/html; charset=utf-8"}


@needs(Permission.PANEL_READ)
def draws(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What has been drawn, and the next draw."""
    panel = panel_of(programme_id)
    sits, reserve, _ = seated(panel) if panel else ([], [], set())
    lines = presenters.lines(panel, programme_id) if panel else []
    under_way = any(line.colour == "blue" for line in lines)
    context = {
        "lines": lines,
        "empty": (panel.seats if panel else 0) - len(sits),
        "sits": len(sits),
        "ready": bool(panel and panel.rules) and not under_way,
        "why": panel.advice.get("why", []) if panel else [],
        "ways": presenters.ways(panel, programme_id) if panel else [],
        "form": MakeForm() if reserve else None,
        "reserve": len(reserve),
        "may_edit": Permission.CONTACTS_EDIT in request.rights,
    }
    return render(request, "panel/draws.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=ACT)
def make_lottery(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The lottery for the empty seats."""
    of = RESERVE if request.POST.get("of") == RESERVE else EVERYBODY
    with said_instead(request):
        try:
            return redirect("panel-draw", programme_id, make(acting(request), programme_id, of).pk)
        except NoLottery:
            pass  # the page of the draws says why not, and the ways out
    return redirect("panel-draws", programme_id)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def way(request: HttpRequest, programme_id: uuid.UUID, place: int) -> HttpResponse:
    """One of the ways out, chosen with a reason."""
    panel = panel_of(programme_id)
    found = presenters.ways(panel, programme_id) if panel else []
    if place >= len(found):
        raise Http404
    form = WayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            seat_services.take_way(acting(request), programme_id, place=place, **form.cleaned_data)
            messages.info(request, "The seats were changed. Make the lottery again.")
            return redirect("panel-draws", programme_id)
    return render(request, "panel/way.jinja", {"form": form, "way": found[place]})


@needs(Permission.PANEL_READ)
def draw(request: HttpRequest, programme_id: uuid.UUID, draw_id: uuid.UUID) -> HttpResponse:
    """One draw: the lottery, the proof, the digest, the number."""
    one = _draw(programme_id, draw_id)
    context = {
        "draw": presenters.one(one, one.panel, programme_id),
        "id": one.pk,
        "may_edit": Permission.CONTACTS_EDIT in request.rights,
    }
    return render(request, "panel/draw.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def publish(request: HttpRequest, programme_id: uuid.UUID, draw_id: uuid.UUID) -> HttpResponse:
    """The digest was published."""
    one, form = _draw(programme_id, draw_id), PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.publish(acting(request), one, **form.cleaned_data)
            return redirect("panel-draw", programme_id, draw_id)
    context = {"form": form, "id": draw_id, "draw": presenters.one(one, one.panel, programme_id)}
    return render(request, "panel/publish.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def number(request: HttpRequest, programme_id: uuid.UUID, draw_id: uuid.UUID) -> HttpResponse:
    """The number that came up."""
    one, form = _draw(programme_id, draw_id), NumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.draw_number(acting(request), one, **form.cleaned_data)
            return redirect("panel-members", programme_id)
    context = {"form": form, "id": draw_id, "draw": presenters.one(one, one.panel, programme_id)}
    return render(request, "panel/number.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def aside(request: HttpRequest, programme_id: uuid.UUID, draw_id: uuid.UUID) -> HttpResponse:
    """The draw must not seat anybody."""
    one, form = _draw(programme_id, draw_id), AsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.set_aside(acting(request), one, **form.cleaned_data)
            return redirect("panel-draws", programme_id)
    context = {
        "form": form,
        "heading": f"Set draw {one.number} aside",
        "button": "Set it aside",
        "back_to": "panel-draws",
        "lede": "It seats nobody, and stays in the list with your reason.",
    }
    return render(request, "panel/form.jinja", context)


@needs(Permission.PANEL_READ)
def check(request: HttpRequest, programme_id: uuid.UUID, draw_id: uuid.UUID) -> HttpResponse:
    """The draw checked again, today."""
    one = _draw(programme_id, draw_id)
    form = CheckForm(request.GET or None)
    published = form.cleaned_data["published"] if form.is_bound and form.is_valid() else ""
    labels = list(Member.objects.filter(draw=one, role=Role.SEAT).values_list("label", flat=True))
    context = {"form": form, "id": draw_id, "number": one.number, "found": recheck(one, labels, published)}
    return render(request, "panel/check.jinja", context)


@needs(Permission.PANEL_READ)
def file(request: HttpRequest, programme_id: uuid.UUID, draw_id: uuid.UUID, file_name: str) -> HttpResponse:
    """A file of the draw, as it was made."""
    one = _draw(programme_id, draw_id)
    if file_name not in presenters.FILES or file_name not in one.files:
        raise Http404
    answer = HttpResponse(one.files[file_name], content_type=TYPES[file_name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="draw-{one.number}-{file_name}"'
    return answer


@needs(Permission.CONTACTS_READ)
def numbers(request: HttpRequest, programme_id: uuid.UUID, draw_id: uuid.UUID) -> HttpResponse:
    """Who has which number: for who asks for their own chance, and to tell those who could not be drawn."""
    one = _draw(programme_id, draw_id)
    entries = one.entries.select_related("person__key")
    context = {"rows": presenters.numbers(one, entries), "id": draw_id, "number": one.number}
    return render(request, "panel/numbers.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=ACT)
def told_rest(request: HttpRequest, programme_id: uuid.UUID, draw_id: uuid.UUID) -> HttpResponse:
    """Those who were not drawn were told."""
    with said_instead(request):
        services.told_rest(acting(request), _draw(programme_id, draw_id))
    return redirect("panel-members", programme_id)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def reserve(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The reserve, chosen against how many may leave."""
    form = ReserveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            said = make_reserve(acting(request), programme_id, form.cleaned_data["leave"] / 100)
            messages.info(
                request,
                f"{said['size']} people are the reserve. If one member leaves, they can put the panel right in {said['one'][0]} "
                f"of {said['one'][1]} cases; if two leave, in {said['two'][0]} of {said['two'][1]}.",
            )
            return redirect("panel-members", programme_id)
    context = {
        "form": form,
        "heading": "Choose a reserve",
        "button": "Choose it",
        "back_to": "panel-members",
        "lede": "Few people who can put the panel back inside its seats when one or two leave. They are in no order: a seat that becomes "
        "free is drawn among them, never given to the first.",
    }
    return render(request, "panel/form.jinja", context)


def _draw(programme_id: uuid.UUID, draw_id: uuid.UUID) -> Draw:
    """Of this programme's panel."""
    found: Draw = get_object_or_404(
        Draw.objects.select_related("panel"), pk=draw_id, panel__register=register_of(programme_id)
    )
    return found
