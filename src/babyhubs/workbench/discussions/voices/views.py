"""The voice notes that wait: the switch, listening, writing down, deleting."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.voices import keeping, services, transcribing
from babyhubs.workbench.discussions.voices.forms import SwitchForm, WriteDownForm
from babyhubs.workbench.discussions.voices.models import VoiceNote, VoiceSetting
from babyhubs.workbench.web.headers import CONTENT_SECURITY_POLICY
from babyhubs.workbench.web.telling import said_instead, told_on

POLICY = f"{CONTENT_SECURITY_POLICY}; media-src 'self'"


@needs(Permission.DISCUSSIONS_HOLD)
@project.begun
def voices(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The switch, and every recording that waits."""
    return _voices(request)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def switch(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """On or off."""
    form = SwitchForm(request.POST)
    if form.is_valid():
        with told_on(form):
            services.switch(acting(request), request.programme, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect("discussions-voices", programme_id)
    return _voices(request, form)


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def voice(request: HttpRequest, programme_id: uuid.UUID, voice_id: uuid.UUID) -> HttpResponse:
    """Listen, and write down what is said."""
    note = _note(request, voice_id)
    form = WriteDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.write_down(acting(request), note, said=form.cleaned_data["said"])
            messages.success(
                request, "Kept as a text that waits for its review. Delete the recording when you need it no more."
            )
            return redirect("discussions-voice", programme_id, voice_id)
    return _voice(request, note, form)


@needs(Permission.DISCUSSIONS_HOLD)
@project.begun
def sound(request: HttpRequest, programme_id: uuid.UUID, voice_id: uuid.UUID) -> HttpResponse:
    """The sound itself; Safari plays only what it can ask for in parts."""
    note = _note(request, voice_id)
    content = keeping.read(note)
    if content is None:
        raise Http404
    asked = re.fullmatch(r"bytes=(\d{1,12})-(\d{0,12})", request.headers.get("Range", ""))
    first, last = 0, len(content) - 1
    if asked:
        first, last = int(asked[1]), min(int(asked[2] or last), last)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    response = HttpResponse(content[first : last + 1], content_type=note.kind, status=206 if asked else 200)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    if asked:
        response["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return response


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def draft(request: HttpRequest, programme_id: uuid.UUID, voice_id: uuid.UUID) -> HttpResponse:
    """A first draft by the program, in the box for what was said; nothing of it is kept until somebody saves it."""
    note = _note(request, voice_id)
    with said_instead(request):
        words = transcribing.draft(keeping.read(note) or b"")
        return _voice(request, note, WriteDownForm(initial={"said": words}), drafted=True)
    return redirect("discussions-voice", programme_id, voice_id)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def delete(request: HttpRequest, programme_id: uuid.UUID, voice_id: uuid.UUID) -> HttpResponse:
    """At once."""
    note = _note(request, voice_id)
    with said_instead(request):
        services.delete(acting(request), note)
        messages.success(request, "The recording is deleted.")
    return redirect("discussions-voices", programme_id)


def _waiting(request: HttpRequest) -> Any:
    return VoiceNote.objects.filter(programme=request.programme, delete_on__gt=timezone.localdate())


def _note(request: HttpRequest, voice_id: uuid.UUID) -> VoiceNote:
    note = _waiting(request).filter(pk=voice_id).select_related("programme").first()
    if note is None:
        raise Http404
    return note


def _voices(request: HttpRequest, form: SwitchForm | None = None) -> HttpResponse:
    setting = VoiceSetting.objects.filter(programme=request.programme).first() or VoiceSetting()
    context = {
        "form": form or SwitchForm(initial={"on": setting.on, "days": setting.days}),
        "setting": setting,
        "notes": list(_waiting(request)),
    }
    return render(request, "discussions/voices/voices.jinja", context)


def _voice(request: HttpRequest, note: VoiceNote, form: WriteDownForm, *, drafted: bool = False) -> HttpResponse:
    context = {
        "note": note,
        "form": form,
        "drafted": drafted,
        "can_draft": transcribing.there(),
        "is_there": keeping.read(note) is not None,
    }
    response = render(request, "discussions/voices/voice.jinja", context)
    response.policy = POLICY  # web/headers.py sends it instead of the usual one
    return response
