"""A talk in the room: written down, read back, kept. Nothing is kept before the parent has heard it."""

import secrets
import uuid
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.frame import presenters as frame
from babyhubs.workbench.discussions.room import services
from babyhubs.workbench.discussions.room.forms import PURPOSES, RoomForm
from babyhubs.workbench.discussions.texts.forms import AGREED
from babyhubs.workbench.web.telling import told_on

WRITE, READ_BACK, KEEP, CHANGE = "write", "read-back", "keep", "change"
ONCE = 12 * 60 * 60  # seconds in which the same page, sent again, does not keep the same talk twice


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def room(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Write; then read back; then keep. Each step is the whole form, so that a page can be left and nothing lies about."""
    with project.opened(request.programme) as one:
        rows = [(line.guid, _told(line)) for line in frame.lines(one)]
    step = request.POST.get("step", WRITE)
    form = RoomForm(rows, request.POST or None, initial={"day": timezone.localdate().isoformat()})
    if request.method == "POST" and form.is_valid() and step != CHANGE:
        if step != KEEP:
            return render(request, "discussions/room/read_back.jinja", _read_back(form, secrets.token_urlsafe(16)))
        with told_on(form):
            return _keep(request, form)
    if step == CHANGE:
        form = RoomForm(rows, initial=_as_written(request, form))
    return render(request, "discussions/room/write.jinja", {"form": form, "step": READ_BACK})


def _keep(request: HttpRequest, form: RoomForm) -> HttpResponse:
    once = request.POST.get("once", "")
    if not cache.add(f"discussions:room:{once[:40]}", 1, ONCE):
        return render(request, "discussions/room/kept.jinja", {"code": ""})
    try:
        source, code = services.take_notes(acting(request), request.programme, told=form.told())
    except BaseException:
        cache.delete(f"discussions:room:{once[:40]}")
        raise
    return render(request, "discussions/room/kept.jinja", {"code": code, "source": source})


def _read_back(form: RoomForm, once: str) -> dict[str, Any]:
    said = [(AGREED[purpose], form.cleaned_data[purpose]) for purpose in PURPOSES]
    about = [(name, value) for name, value in form.told().values.items() if value not in {"not asked", "declined"}]
    sent = [(name, value) for name in form.fields for value in form.data.getlist(name)]
    return {
        "words": form.text(),
        "said": said,
        "about": about,
        "sent": sent,
        "once": once,
        "keep": KEEP,
        "change": CHANGE,
    }


def _as_written(request: HttpRequest, form: RoomForm) -> dict[str, Any]:
    """What was written, for the form to show again."""
    several = {name for name in form.fields if hasattr(form.fields[name].widget, "allow_multiple_selected")}
    return {
        name: request.POST.getlist(name)
        if name in several and form.fields[name].widget.allow_multiple_selected
        else request.POST.get(name, "")
        for name in form.fields
    }


def _told(line: frame.Line) -> str:
    return ", ".join(part for part in (line.whom, line.use.lower(), line.area) if part)
