"""The queue of releases: who asked for what, what was decided, and the released files."""

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.releases import presenters, services
from babyhubs.workbench.releases.forms import APPROVE, AskForm, DecisionForm
from babyhubs.workbench.releases.keeping import PIECE
from babyhubs.workbench.releases.models import Release
from babyhubs.workbench.web.telling import told_on


@needs(Permission.RELEASED_READ)
def queue(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What was released; for who asks or decides also what waits, and what was not released."""
    context = {
        "releases": presenters.queue(request.programme, inside=_inside(request)),
        "may_ask": Permission.RELEASE_ASK in request.rights,
    }
    return render(request, "releases/queue.jinja", context)


@needs(Permission.RELEASED_READ)
def release(request: HttpRequest, programme_id: uuid.UUID, release_id: uuid.UUID) -> HttpResponse:
    """One release."""
    return render(request, "releases/release.jinja", {"release": _shown(request, _release(request, release_id))})


@needs(Permission.RELEASE_ASK, methods=FORM)
def ask(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A request for a file of one's own."""
    form = AskForm(presenters.replaceable(request.programme), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = _asked(request, **form.cleaned_data)
            return redirect("release", request.programme.pk, one.pk)
    return render(request, "releases/ask.jinja", {"form": form})


@needs(Permission.RELEASE_CHECK, methods=FORM)
def decide(request: HttpRequest, programme_id: uuid.UUID, release_id: uuid.UUID) -> HttpResponse:
    """The second person looks, and decides."""
    one = _release(request, release_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decided = services.approve if form.cleaned_data["decision"] == APPROVE else services.refuse
        with told_on(form):
            decided(acting(request), one, reason=form.cleaned_data["reason"])
            return redirect("release", request.programme.pk, one.pk)
    context = {"form": form, "release": _shown(request, one), "tables": presenters.preview(one), "id": one.pk}
    return render(request, "releases/decide.jinja", context)


@needs(Permission.RELEASE_ASK, methods=ACT)
def withdraw(request: HttpRequest, programme_id: uuid.UUID, release_id: uuid.UUID) -> HttpResponse:
    """Who asked takes the request back."""
    one = _release(request, release_id)
    try:
        services.withdraw(acting(request), one)
    except BabyhubsError as error:
        messages.error(request, f"{error.what} {error.remedy}")
    return redirect("release", request.programme.pk, one.pk)


@needs(Permission.RELEASED_READ)
def download(request: HttpRequest, programme_id: uuid.UUID, release_id: uuid.UUID) -> HttpResponse:
    """The released file. Always as a file to keep, never as a page of ours."""
    one = _release(request, release_id)
    try:
        path = services.download(acting(request), one)
    except BabyhubsError as error:
        messages.error(request, f"{error.what} {error.remedy}")
        return redirect("release", request.programme.pk, one.pk)
    answer = StreamingHttpResponse(_pieces(path), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{one.file_name}"'
    answer["Content-Length"] = str(one.size)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _inside(request: HttpRequest) -> bool:
    return bool({Permission.RELEASE_ASK, Permission.RELEASE_CHECK} & request.rights)


def _release(request: HttpRequest, release_id: uuid.UUID) -> Release:
    one = get_object_or_404(Release.objects.select_related("supersedes"), programme=request.programme, pk=release_id)
    if one.state not in presenters.OUTSIDE and not _inside(request):
        raise Http404
    return one


def _shown(request: HttpRequest, one: Release) -> presenters.ReleaseShown:
    rights = request.rights
    return presenters.shown(
        one,
        acting(request),
        may_decide=Permission.RELEASE_CHECK in rights,
        may_ask=Permission.RELEASE_ASK in rights,
    )


def _asked(
    request: HttpRequest,
    *,
    title: str,
    file: Any,
    strand: str,
    used_as: str,
    profile: str,
    reason: str,
    supersedes: Release | None,
) -> Release:
    with tempfile.TemporaryDirectory(dir=settings.BABYHUBS.folder, prefix="release-") as folder:
        # A name of our own: what a browser sends is never part of a path.
        source = Path(folder) / "upload"
        with source.open("wb") as to:
            for piece in file.chunks():
                to.write(piece)
        return services.ask(
            acting(request),
            request.programme,
            title,
            source,
            profile,
            reason,
            file_name=file.name,
            supersedes=supersedes,
            strand=strand,
            used_as=used_as,
        )
