"""Sessions from the codes on a phone's screen, where there is no network: by photographs, or by this computer's camera.

Nothing is kept until a session is whole. The parts found so far stand in a field of the page that is open; the phone has them all.
"""

import base64
import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from babyhubs.errors import BabyhubsError, InputError
from babyhubs.observations.qr import picture, series
from babyhubs.observations.qr.part import Part
from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.observations.models import Session
from babyhubs.workbench.observations.sessions import receiving
from babyhubs.workbench.observations.sessions.code_forms import FromCodesForm
from babyhubs.workbench.web.telling import told_on


@needs(Permission.OBSERVATIONS_RECORD, methods=FORM)
def from_codes(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The page with the camera, and the form for photographs."""
    form = FromCodesForm(request.POST or None, request.FILES or None)
    found, passed = None, list[str]()
    if request.method == "POST" and form.is_valid():
        parts = [*form.cleaned_data["parts"], *_seen(form.cleaned_data["pictures"], passed)]
        with told_on(form):
            found = series.series(parts)
            if not found.missing:
                one = _take(request, found)
                messages.info(request, f"{one}: {one.seq} operations are here. Check: {one.head[:8]}.")
                return redirect("observations", programme_id)
    context = {
        "form": form, "found": found, "passed": passed,
        "lines": _lines(found.parts if found else form.cleaned_data.get("parts", []) if form.is_bound else []),
    }  # fmt: skip
    response = render(request, "observations/from_codes.jinja", context)
    response.camera = True  # web/headers.py: of all pages, this one may ask for it
    return response


@needs(Permission.OBSERVATIONS_RECORD, methods=ACT)
def frame(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The parts that are seen in one frame of the camera."""
    try:
        found = picture.parts(request.body, "the camera")
    except BabyhubsError as error:
        return JsonResponse({"parts": [], "what": f"{error.what} {error.remedy}".strip()})
    return JsonResponse({"parts": _lines(found)})


def _take(request: HttpRequest, found: series.Series) -> Session:
    one = receiving.take(acting(request), request.programme, series.session(found))
    if one is None:
        raise InputError("This session does not begin with its opening.", remedy=receiving.REMEDY)
    return one


def _seen(pictures: Iterable[object], passed: list[str]) -> Iterable[Part]:
    """The parts in photographs. One that shows none is passed over and named: the others count all the same."""
    for one in pictures:
        try:
            found = picture.parts(one.read(picture.LIMITS.largest + 1), one.name)  # type: ignore[attr-defined]
        except InputError as error:
            passed.append(f"{one.name}: {error.what}")  # type: ignore[attr-defined]
            continue
        if not found:
            passed.append(f"{one.name}: no code of a session was found.")  # type: ignore[attr-defined]
        yield from found


def _lines(parts: Iterable[Part]) -> list[str]:
    return [base64.b64encode(one.whole).decode() for one in parts]
