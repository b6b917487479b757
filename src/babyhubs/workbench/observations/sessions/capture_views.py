"""The capture page under the workbench's own address, so that a phone can keep it and send to it, and where it sends to.

Every file of it needs the right to record: what the page is told (rooms, hubs) is the programme's. A phone that kept the page opens it
without asking the workbench, signed in or not; then there is nothing to read here, only to write on the phone.
"""

import json
import uuid
from functools import lru_cache
from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404

from babyhubs.errors import BabyhubsError
from babyhubs.observations import capture_page
from babyhubs.workbench.access.declared import ACT, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.observations.models import RoomPicture
from babyhubs.workbench.observations.sessions import receiving, told

# As the page names it itself, which a folder on any web space needs, and no other site may frame it.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
INDEX, PICTURE = "index.html", ".jpg"


@needs(Permission.OBSERVATIONS_RECORD)
def index(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The page."""
    return _file(request, INDEX)


@needs(Permission.OBSERVATIONS_RECORD)
def file(request: HttpRequest, programme_id: uuid.UUID, capture_file: str) -> HttpResponse:
    """One of its files."""
    return _file(request, capture_file)


@needs(Permission.OBSERVATIONS_RECORD)
def token(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What shows that a request comes from our own page; asked for anew each time, because a phone is away for hours."""
    return JsonResponse({"token": get_token(request)})


@needs(Permission.OBSERVATIONS_RECORD, methods=ACT)
def receive(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Lines of a log. The answer says how far the log is whole here, and its hash as worked out here."""
    try:
        session = receiving.take(acting(request), request.programme, receiving.lines(request.body))
    except BabyhubsError as error:
        return JsonResponse({"what": error.what, "remedy": error.remedy}, status=400)
    return JsonResponse(receiving.answer(session))


def _file(request: HttpRequest, name: str) -> HttpResponse:
    if PurePath(name).suffix == PICTURE:
        # Of older versions too: a phone may hold a session of one. Without the page's own text it is a picture, and asks for no policy.
        one = get_object_or_404(RoomPicture, programme=request.programme, name=name, removed_at=None)
        return HttpResponse(bytes(one.content), content_type=capture_page.SERVED_AS[PICTURE])
    found = _files(json.dumps(told.setup(request.programme), ensure_ascii=False)).get(name)
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type=f"{capture_page.SERVED_AS[PurePath(name).suffix]}; charset=utf-8")
    response.policy = POLICY  # web/headers.py sends it instead of the usual one
    return response


@lru_cache(maxsize=8)
def _files(setup: str) -> dict[str, str]:
    """The page is packed once for what it is told."""
    return capture_page.page(json.loads(setup))
