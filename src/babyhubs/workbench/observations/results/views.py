"""The pages of the results. What they show was written by the worker; here it is put on a page."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.disclosure.profiles import DEFAULT
from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.observations.models import Analysis
from babyhubs.workbench.observations.results import exports, kept, places, services
from babyhubs.workbench.observations.results.forms import REPORT, ReleaseForm
from babyhubs.workbench.observations.sources import about
from babyhubs.workbench.releases import services as release_services
from babyhubs.workbench.web.telling import said_instead, told_on
from babyhubs.workbench.web.waiting import looks_again


@needs(Permission.OBSERVATIONS_PLAN, methods=ACT)
def ask(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Work the results out."""
    with said_instead(request):
        one = services.ask(acting(request), request.programme)
        return redirect("observation-results", programme_id, one.pk)
    return redirect("observations", programme_id)


@needs(Permission.OBSERVATIONS_READ)
def results(request: HttpRequest, programme_id: uuid.UUID, analysis_id: uuid.UUID) -> HttpResponse:
    """Across hubs and models; before it is done, how far it is."""
    one = _one(request, analysis_id)
    if one.state != Analysis.State.DONE:
        waiting = one.state == Analysis.State.WAITING
        problem = {"what": one.problem_what, "where": one.problem_where, "remedy": one.problem_remedy}
        page = render(request, "observations/working.jinja", {"one": one, "waiting": waiting, "problem": problem})
        return looks_again(request, page, waiting=waiting)
    shown = kept.read(one, "across")
    findings = [
        {
            "about": about(row.content),
            "identity": row.identity,
            "estimate": _estimate(row.content),
            "says": row.content["reason"],
        }
        for row in one.findings.all()
    ]
    may_ask = Permission.RELEASE_ASK in request.rights
    context = {"one": one, "shown": shown, "findings": findings, "may_ask": may_ask}
    return render(request, "observations/across.jinja", context)


@needs(Permission.OBSERVATIONS_READ)
def hub(request: HttpRequest, programme_id: uuid.UUID, analysis_id: uuid.UUID, page: str) -> HttpResponse:
    """One hub, for its own team."""
    one = _one(request, analysis_id)
    return render(request, "observations/hub.jinja", {"one": one, "shown": _shown(one, "hub-", page)})


@needs(Permission.OBSERVATIONS_READ)
def replay(request: HttpRequest, programme_id: uuid.UUID, analysis_id: uuid.UUID, page: str) -> HttpResponse:
    """One session on its plan, to be played back; without scripts, a table of stills."""
    one = _one(request, analysis_id)
    return render(request, "observations/replay.jinja", {"one": one, "shown": _shown(one, "replay-", page)})


@needs(Permission.RELEASE_ASK, methods=FORM)
def ask_release(request: HttpRequest, programme_id: uuid.UUID, analysis_id: uuid.UUID) -> HttpResponse:
    """Ask that results may leave: the protected report, or tables that somebody else has to look at line by line."""
    one = _one(request, analysis_id)
    if one.state != Analysis.State.DONE:
        return redirect("observation-results", programme_id, one.pk)
    weak = (kept.read(one, "across") or {}).get("weak_codes", [])
    form = ReleaseForm(weak, request.POST or None, initial={"title": "How time and space are used in our hubs"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form), tempfile.TemporaryDirectory(dir=settings.BABYHUBS.folder, prefix="leaving-") as folder:
            what = given["what"]
            source = places.answer(one) if what == REPORT else exports.packed(request.programme, what, Path(folder))
            asked = release_services.ask(
                acting(request), request.programme, given["title"], source, DEFAULT, given["reason"],
                file_name="observations" if what == REPORT else source.name, strand="observations",
                project_class=one.project_class, used_as=given["used_as"],
            )  # fmt: skip
            return redirect("release", programme_id, asked.pk)
    return render(request, "observations/release.jinja", {"form": form, "one": one})


def _one(request: HttpRequest, analysis_id: uuid.UUID) -> Analysis:
    return get_object_or_404(Analysis, programme=request.programme, pk=analysis_id)


def _shown(one: Analysis, kind: str, page: str) -> dict[str, Any]:
    found = kept.read(one, page) if page.startswith(kind) and one.state == Analysis.State.DONE else None
    if found is None:
        raise Http404
    return found


def _estimate(said: dict[str, Any]) -> str:
    if said["estimate"] is None:
        return "–"
    limits = "" if said["lower"] is None else f" ({100 * said['lower']:.0f} to {100 * said['upper']:.0f})"
    return f"{100 * said['estimate']:.0f} in 100{limits}".replace("-", "−")
