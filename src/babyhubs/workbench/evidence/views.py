"""The evidence: where it stands, the register of claims, and the sources that they may rest on."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.evidence import presenters, services
from babyhubs.workbench.evidence.claims import AMBER, Judged, judged
from babyhubs.workbench.evidence.documents import all_forms
from babyhubs.workbench.evidence.forms import ClaimForm
from babyhubs.workbench.evidence.holding import EVIDENCE, held
from babyhubs.workbench.evidence.models import Check, Claim, Document
from babyhubs.workbench.programme.steps import steps
from babyhubs.workbench.web.pages import sliced
from babyhubs.workbench.web.telling import said_instead, told_on

A_PAGE = 25  # of sources or claims


@needs(Permission.EVIDENCE_READ)
def overview(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Documents, and how the claims stand."""
    here = held(request.programme)
    found = judged(Claim.objects.filter(programme=request.programme), here)
    context = {
        "counts": presenters.counts(found),
        "total": len(found),
        "amber": [_shown(request, one, {}) for one in found if one.state == AMBER],
        "documents": [
            (one, all_forms()[one.form].title) for one in Document.objects.filter(programme=request.programme)
        ],
        "sources": [
            (step.title, sum(one.record.strand == key for one in here.by_identity.values()))
            for key, step in steps().items()
            if key != EVIDENCE
        ],
        "inside": here.inside,
        "last": Check.objects.filter(programme=request.programme).first(),
        "may_ask": Permission.RELEASE_ASK in request.rights,
        "may_write": Permission.EVIDENCE_WRITE in request.rights,
    }
    return render(request, "evidence/overview.jinja", context)


@needs(Permission.EVIDENCE_READ)
def register(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every claim with its sources."""
    found = judged(Claim.objects.filter(programme=request.programme), held(request.programme))
    state = request.GET.get("state", "")
    chosen = [one for one in found if not state or one.state == state]
    uses = presenters.uses(request.programme)
    part = sliced(chosen, request.GET.get("page", ""), A_PAGE)
    context = {
        "part": part,
        "claims": [_shown(request, one, uses) for one in part.rows],
        "counts": presenters.counts(found),
        "state": state,
        "may_write": Permission.EVIDENCE_WRITE in request.rights,
    }
    return render(request, "evidence/register.jinja", context)


@needs(Permission.EVIDENCE_READ)
def claim(request: HttpRequest, programme_id: uuid.UUID, claim: str) -> HttpResponse:
    """One claim: its sentence, what it rests on, what is wrong with it, and the thread as a drawing."""
    one = _claim(request, claim)
    here = held(request.programme)
    context = {
        "one": _shown(request, judged([one], here)[0], presenters.uses(request.programme)),
        "drawing": presenters.drawing(here, one),
        "written": one,
        "may_write": Permission.EVIDENCE_WRITE in request.rights,
    }
    return render(request, "evidence/claim.jinja", context)


@needs(Permission.EVIDENCE_WRITE, methods=FORM)
def edit(request: HttpRequest, programme_id: uuid.UUID, claim: str) -> HttpResponse:
    """Other words for a claim."""
    one = _claim(request, claim)
    here = held(request.programme)
    initial = {name: getattr(one, name) for name in ("name", "strength", "limits", "plain")} | {"sentence": one.marked}
    form = ClaimForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            written = services.write_claim(acting(request), request.programme, here, one, **form.cleaned_data)
            return redirect("evidence-claim", programme_id, written.name)
    shown = _shown(request, judged([_claim(request, claim)], here)[0], {})
    return render(request, "evidence/claim_edit.jinja", {"form": form, "one": shown})


@needs(Permission.EVIDENCE_WRITE, methods=FORM)
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A new claim, from a source if one was chosen."""
    here = held(request.programme)
    chosen = here.by_identity.get(request.GET.get("source", ""))
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            sources = {"a": list(here.where(chosen.record))} if chosen else {}
            written = services.write_claim(
                acting(request), request.programme, here, sources=sources, **form.cleaned_data
            )
            return redirect("evidence-claim", programme_id, written.name)
    context = {"form": form, "source": presenters.source("a", chosen) if chosen else None}
    return render(request, "evidence/claim_add.jinja", context)


@needs(Permission.EVIDENCE_WRITE, methods=ACT)
def remove(request: HttpRequest, programme_id: uuid.UUID, claim: str) -> HttpResponse:
    """A claim less."""
    services.remove_claim(acting(request), _claim(request, claim))
    return redirect("evidence-claims", programme_id)


@needs(Permission.EVIDENCE_READ)
def sources(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What the steps hold now. claim: for whom a source is looked for."""
    here = held(request.programme)
    strand, asked = request.GET.get("step", ""), request.GET.get("words", "")
    named = Claim.objects.filter(programme=request.programme, name=request.GET.get("claim", "")).first()
    part = sliced(presenters.listed(here, strand, asked), request.GET.get("page", ""), A_PAGE)
    context = {
        "part": part,
        "step": strand,
        "words": asked,
        "claim": named,
        "steps": [(key, one.title) for key, one in steps().items() if key != EVIDENCE],
        "may_write": Permission.EVIDENCE_WRITE in request.rights,
    }
    return render(request, "evidence/sources.jinja", context)


@needs(Permission.EVIDENCE_WRITE, methods=ACT)
def add_source(request: HttpRequest, programme_id: uuid.UUID, claim: str) -> HttpResponse:
    """One more source for a claim."""
    one = _claim(request, claim)
    with said_instead(request):
        services.add_source(acting(request), one, held(request.programme), request.POST.get("identity", ""))
    return redirect("evidence-claim-edit", programme_id, claim)


@needs(Permission.EVIDENCE_WRITE, methods=ACT)
def remove_source(request: HttpRequest, programme_id: uuid.UUID, claim: str) -> HttpResponse:
    """One source less."""
    with said_instead(request):
        services.remove_source(acting(request), _claim(request, claim), request.POST.get("alias", ""))
    return redirect("evidence-claim-edit", programme_id, claim)


@needs(Permission.EVIDENCE_WRITE, methods=ACT)
def check(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every claim against its sources once more."""
    with said_instead(request):
        services.check_claims(acting(request), request.programme)
    return redirect("evidence-claims", programme_id)


def _claim(request: HttpRequest, name: str) -> Claim:
    return get_object_or_404(Claim, programme=request.programme, name=name)


def _shown(request: HttpRequest, one: Judged, uses: dict[str, list[tuple[str, str]]]) -> Any:
    return presenters.claim(one, request.programme, uses)
