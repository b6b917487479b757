"""Files of other programs: uploaded, told what they mean, looked at, taken in."""

import re
import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.errors import InputError
from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.observations.codes.books import used
from babyhubs.workbench.observations.models import OtherFile, Session
from babyhubs.workbench.observations.others import making, places, reading, services, telling
from babyhubs.workbench.observations.others.forms import MeaningsForm, OtherFileForm
from babyhubs.workbench.observations.others.services import Recognised
from babyhubs.workbench.observations.rooms.versions import newest
from babyhubs.workbench.observations.sessions.presenters import session_lines
from babyhubs.workbench.web.telling import said_instead, told_on

CODE = re.compile(r"[A-Za-z]{1,3}\d{1,3}")


@needs(Permission.OBSERVATIONS_RECORD, methods=FORM)
def files(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Those that wait, those that were taken in, and the form for another."""
    form = OtherFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        with told_on(form), tempfile.TemporaryDirectory(dir=settings.BABYHUBS.folder, prefix="other-file-") as folder:
            path = Path(folder) / f"file{reading.ending(sent.name)}"
            path.write_bytes(sent.read())
            one = services.keep(acting(request), request.programme, recognised=_recognised(sent.name, path), path=path)
            return redirect("observation-other-file", programme_id, one.pk)
    found = list(OtherFile.objects.filter(programme=request.programme)[:100])
    return render(request, "observations/others/files.jinja", {"form": form, "files": found})


@needs(Permission.OBSERVATIONS_RECORD, methods=FORM)
def file(request: HttpRequest, programme_id: uuid.UUID, other_file_id: uuid.UUID) -> HttpResponse:
    """What it holds and what that means; once taken in, where its sessions came from."""
    one = get_object_or_404(OtherFile, programme=request.programme, pk=other_file_id)
    if one.taken_at is not None:
        return render(request, "observations/others/taken.jinja", _taken(one))
    try:
        return _asked(request, one)
    except InputError as error:  # it was read once; another version of the program may read it otherwise
        context = {"one": one, "problem": f"{error.what} {error.remedy}".strip()}
        return render(request, "observations/others/unreadable.jinja", context)


@needs(Permission.OBSERVATIONS_RECORD, methods=ACT)
def throw_away(request: HttpRequest, programme_id: uuid.UUID, other_file_id: uuid.UUID) -> HttpResponse:
    """A file that is not wanted after all."""
    one = get_object_or_404(OtherFile, programme=request.programme, pk=other_file_id)
    with said_instead(request):
        services.throw_away(acting(request), one)
    return redirect("observation-other-files", programme_id)


def _asked(request: HttpRequest, one: OtherFile) -> HttpResponse:
    from babyhubs.observations.translation.meanings import Meanings, guessed  # noqa: PLC0415 - read for this page only
    from babyhubs.observations.translation.sittings import sessions  # noqa: PLC0415 - read for this page only

    _, _, found = reading.held(places.file(one))
    held, book = reading.contents(found), used(request.programme).book
    guess, how = guessed(held, book)
    hubs = {hub.code: hub for hub in Hub.objects.filter(programme=request.programme).prefetch_related("changes")}
    rooms = {str(room.pk): room for room in newest(request.programme)}
    form = MeaningsForm(
        held, guess, how, [(hub.code, hub.name) for hub in hubs.values()],
        [(key, str(room)) for key, room in rooms.items()], book, [_first_guess(row, list(hubs)) for row in found],
        request.POST or None,
    )  # fmt: skip
    looked: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            given = form.cleaned_data
            if given.get("until"):
                _, _, found = reading.held(places.file(one), given["until"] * 60)
            room = rooms[given["room"]].content if given["room"] else None
            sittings = making.sittings(form, hubs)
            made = sessions(
                found, Meanings(**form.said()), sittings, book, program=one.program, sha256=one.sha256, room=room
            )
            if "look" not in request.POST:
                return _take_in(request, one, form, made)
            looked = [
                telling.session(row, f"{sitting.occasion} {sitting.observer}")
                for row, sitting in zip(made, sittings, strict=True)
            ]
    for row in looked:
        row["left"] = telling.left_sentences(row["left"], [])[:-1]
    lost = telling.left_sentences({}, _lost(one))
    context = {"one": one, "held": held, "form": form, "looked": looked, "lost": lost}
    return render(request, "observations/others/meanings.jinja", context)


def _take_in(request: HttpRequest, one: OtherFile, form: MeaningsForm, made: list[Any]) -> HttpResponse:
    from babyhubs.observations.translation.sittings import sealed  # noqa: PLC0415 - for this page only

    said = form.said()
    kept = {part: said[part] for part in ("codes", "places")}  # names of subjects may be names of people
    logs = sealed(made, str(one.programme_id))
    taken = services.take_in(acting(request), one, logs=logs, said=kept, left=telling.left(made))
    for session in taken:
        messages.info(request, f"{session}: {session.seq} operations are here. Check: {session.head[:8]}.")
    return redirect("observation-other-file", request.programme.pk, one.pk)


def _recognised(name: str, path: Path) -> Recognised:
    from babyhubs.observations.translation.programs import programs  # noqa: PLC0415 - read for this page only

    form, digest, found = reading.held(path)
    reading.contents(found)  # a file that nobody could answer for is refused now
    return Recognised(name, path.name.removeprefix("file"), form, programs()[form].name, digest)


def _first_guess(one: Any, hubs: list[str]) -> dict[str, Any]:
    """What the file says of where, when and who; shown, to be corrected."""
    at = reading.moment(one)
    hub = next((code for code in sorted(hubs, key=len, reverse=True) if code.lower() in one.name.lower()), "")
    observer = one.observer if CODE.fullmatch(one.observer) else ""  # a name is not offered
    return {"hub": hub, "date": at.date() if at else None, "time": at.time() if at else None, "observer": observer}


def _lost(one: OtherFile) -> tuple[str, ...]:
    from babyhubs.observations.translation.programs import programs  # noqa: PLC0415 - read for this page only

    known = programs().get(one.form)
    return known.lost if known else ()


def _taken(one: OtherFile) -> dict[str, Any]:
    from babyhubs.observations.translation.meanings import choices  # noqa: PLC0415 - read for this page only

    sessions = Session.objects.filter(programme=one.programme_id, header__from__sha256=one.sha256)
    words = choices(used(one.programme).book)
    said = [
        (name or "No name", words.get(meaning, meaning))
        for part in ("codes", "places")
        for name, meaning in sorted(one.said.get(part, {}).items())
    ]
    lost = telling.left_sentences(one.left_behind, _lost(one))
    return {"one": one, "sessions": session_lines(sessions), "said": said, "lost": lost}
