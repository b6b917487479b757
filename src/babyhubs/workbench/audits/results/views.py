"""The pages of an audit's results. What they show was written by the worker; here it is chosen from and put on a page."""

import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.audits.models import Run
from babyhubs.workbench.audits.results import comparing, filtering, findings, frame, kept
from babyhubs.workbench.audits.results.choices import Choice, chosen
from babyhubs.workbench.audits.results.seen_in_the_room import captured
from babyhubs.workbench.audits.results.verdicts import verdicts

Shown = dict[str, Any]


def results(request: HttpRequest, one: Run) -> HttpResponse:
    """The answer of an audit that is done, at the audit's own address."""

    def shown(choice: Choice) -> Shown | None:
        found = kept.read(one, "answer")
        return found and found | comparing.verdicts_alone(one, frame.done(one.programme_id))

    return _page(request, one, "audit-run", "answer", shown)


@needs(Permission.AUDIT_READ)
def group_by_group(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """The verdict on every group."""
    one = _run(request, run_id)
    return _page(request, one, "audit-verdicts", "verdicts", lambda choice: {"verdicts": verdicts(one, choice)})


@needs(Permission.AUDIT_READ)
def ward_map(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """Where the families live who come, and who do not."""
    one = _run(request, run_id)
    return _page(request, one, "audit-map", "map", lambda choice: kept.read(one, "map"))


@needs(Permission.AUDIT_READ)
def reach(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """Reach by age."""
    one = _run(request, run_id)

    def shown(choice: Choice) -> Shown | None:
        found = kept.read(one, "reach")
        return found and filtering.at_ages(found, choice)

    return _page(request, one, "audit-reach", "reach", shown)


@needs(Permission.AUDIT_READ)
def gaps(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """Each group against all others: at hubs, and beside it all contact."""
    one = _run(request, run_id)
    return _page(request, one, "audit-gaps", "gaps", lambda choice: _parts(one, "gaps", choice))


@needs(Permission.AUDIT_READ)
def visits(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """How often families come, whether again, and how soon."""
    one = _run(request, run_id)
    return _page(request, one, "audit-visits", "visits", lambda choice: _parts(one, "visits", choice))


@needs(Permission.AUDIT_READ)
def records(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """What the records can carry, and what each hub recorded."""
    one = _run(request, run_id)

    def shown(choice: Choice) -> Shown | None:
        if (found := kept.read(one, "records")) is None:
            return None
        closer = filtering.checks(found["quality"]["closer"], choice)
        hubs = filtering.hubs(found["hubs"]["table"], choice)
        seen = [] if choice.given else captured(request.programme)
        return found | {"closer": closer, "hubs_table": hubs, "captured": seen}

    return _page(request, one, "audit-records", "records", shown)


@needs(Permission.AUDIT_READ)
def method(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """How it was worked out."""
    one = _run(request, run_id)
    return _page(request, one, "audit-method", "method", lambda choice: kept.read(one, "method"))


@needs(Permission.AUDIT_READ)
def all_findings(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """The findings, with their identities."""
    one = _run(request, run_id)

    def shown(choice: Choice) -> Shown | None:
        asked, page = request.GET.get("verdict", ""), request.GET.get("page", "")
        verdict = asked if asked in findings.VERDICTS else ""
        part = findings.listing(one, kept.read(one, "choices") or {}, choice, verdict, page)
        query = f"{urlencode(choice.asked | {'verdict': verdict})}&"
        return {"part": part, "verdict": verdict, "verdicts": findings.VERDICTS, "query": query}

    return _page(request, one, "audit-findings", "findings", shown)


@needs(Permission.AUDIT_READ)
def finding(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID, finding: str) -> HttpResponse:
    """One finding, and all that it stands on."""
    one = _run(request, run_id)
    choices = kept.read(one, "choices") if one.state == Run.State.DONE else None
    if choices is None:
        return redirect("audit-run", programme_id, one.pk)
    found = findings.one(one, finding, choices)
    if found is None:
        raise Http404
    return render(request, "audits/results/finding.jinja", {"one": one, "found": found})


@needs(Permission.AUDIT_READ)
def compare(request: HttpRequest, programme_id: uuid.UUID, run_id: uuid.UUID) -> HttpResponse:
    """What moved since an earlier audit."""
    one = _run(request, run_id)
    return _page(
        request, one, "audit-compare", "compare",
        lambda choice: comparing.shown(one, frame.done(one.programme_id), choice, request.GET.get("with", "")),
    )  # fmt: skip


def _run(request: HttpRequest, run_id: uuid.UUID) -> Run:
    return get_object_or_404(Run, programme=request.programme, pk=run_id)


def _parts(one: Run, name: str, choice: Choice) -> Shown | None:
    """A page that goes attribute by attribute, as far as it is about what was chosen."""
    found = kept.read(one, name)
    return found and found | {"parts": filtering.parts(found["parts"], choice)}


def _page(
    request: HttpRequest, one: Run, route: str, template: str, show: Callable[[Choice], Shown | None]
) -> HttpResponse:
    """One page with what stands around it; another audit, where its period was chosen."""
    if one.state != Run.State.DONE:
        return redirect("audit-run", one.programme_id, one.pk)
    choices = kept.read(one, "choices")
    if choices is None:
        return render(request, "audits/results/gone.jinja", {"one": one})
    choice = chosen(request.GET, choices)
    others = frame.done(one.programme_id)
    for other in others:
        if str(other.pk) == request.GET.get("audit") and other.pk != one.pk:
            return redirect(frame.address(other, route, choice))
    if one.refused and frame.BY_ROUTE[route].answers:
        return redirect(frame.address(one, "audit-run", choice))
    shown = show(choice)
    if shown is None:
        return render(request, "audits/results/gone.jinja", {"one": one})
    around = frame.frame(one, others, route, choices, choice)
    rights = {"may_ask": Permission.RELEASE_ASK in request.rights}
    return render(request, f"audits/results/{template}.jinja", {"one": one, "frame": around, "shown": shown} | rights)
