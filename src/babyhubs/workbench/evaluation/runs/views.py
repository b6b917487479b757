"""Asking a question, waiting for its answer, reading it, and asking that it may leave."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.disclosure.profiles import DEFAULT
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.evaluation import kept, places, presenters
from babyhubs.workbench.evaluation.models import CountTable, Run
from babyhubs.workbench.evaluation.protocols.presenters import in_force
from babyhubs.workbench.evaluation.runs import dosing, services
from babyhubs.workbench.evaluation.runs.forms import GapForm, PowerForm, ReleaseForm, SiteForm
from babyhubs.workbench.releases import services as releases
from babyhubs.workbench.web.telling import told_on
from babyhubs.workbench.web.waiting import looks_again

_SHOWN = {Run.Kind.GAP: "gap", Run.Kind.POWER: "power", Run.Kind.SITE: "site"}


@needs(Permission.AUDIT_RUN, methods=FORM)
def ask_gap(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Did the change narrow the gap?"""
    found = _ready(request)
    form = GapForm(presenters.usable(found.values(), "cells"), dosing.choices(request.programme), request.POST or None)
    return _ask(request, Run.Kind.GAP, form, found, ("cells",), {"protocol": in_force(request.programme)})


@needs(Permission.AUDIT_RUN, methods=FORM)
def ask_power(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What could a roll-out show?"""
    found = _ready(request)
    form = PowerForm(presenters.usable(found.values(), "cells"), request.POST or None)
    return _ask(request, Run.Kind.POWER, form, found, ("cells",), {})


@needs(Permission.AUDIT_RUN, methods=FORM)
def ask_site(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Where should the next hub open?"""
    found = _ready(request)
    choices = [presenters.usable(found.values(), kind) for kind in ("areas", "sites", "minutes")]
    form = SiteForm(*choices, request.POST or None)
    return _ask(request, Run.Kind.SITE, form, found, ("areas", "sites", "minutes"), {})


@needs(Permission.AUDIT_READ)
def run(request: HttpRequest, programme_id: uuid.UUID, evaluation_id: uuid.UUID) -> HttpResponse:
    """How far it is, and then what came out."""
    one = _run(request, evaluation_id)
    if one.state == Run.State.DONE:
        name = _SHOWN[Run.Kind(one.kind)]
        shown = kept.read(one, name)
        if shown is None:
            return render(request, "evaluation/gone.jinja", {"one": one})
        context = {
            "one": one, "shown": shown, "may_ask": Permission.RELEASE_ASK in request.rights,
            "may_run": Permission.AUDIT_RUN in request.rights, "findings": list(one.findings.all()),
        }  # fmt: skip
        return render(request, f"evaluation/{name}.jinja", context)
    cut_off = presenters.interrupted(one)
    waiting = one.state in {Run.State.WAITING, Run.State.RUNNING} and not cut_off
    context = {
        "one": one,
        "problem": presenters.problem(one),
        "waiting": waiting,
        "cut_off": presenters.INTERRUPTED if cut_off else "",
    }
    return looks_again(request, render(request, "evaluation/progress.jinja", context), waiting=waiting)


@needs(Permission.AUDIT_READ)
def hubs(request: HttpRequest, programme_id: uuid.UUID, evaluation_id: uuid.UUID) -> HttpResponse:
    """Every changed hub's control chart."""
    one = _run(request, evaluation_id)
    shown = kept.read(one, "hubs") if one.state == Run.State.DONE and one.kind == Run.Kind.GAP else None
    if shown is None:
        return redirect("evaluation-run", programme_id, one.pk)
    return render(request, "evaluation/hubs.jinja", {"one": one, "shown": shown})


@needs(Permission.RELEASE_ASK, methods=FORM)
def ask_release(request: HttpRequest, programme_id: uuid.UUID, evaluation_id: uuid.UUID) -> HttpResponse:
    """Ask that the files of an answer may leave."""
    one = _run(request, evaluation_id)
    if one.state != Run.State.DONE:
        return redirect("evaluation-run", programme_id, one.pk)
    form = ReleaseForm(request.POST or None, initial={"title": one.get_kind_display()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form):
            asked = releases.ask(
                acting(request), request.programme, given["title"], places.answer(one), DEFAULT, given["reason"],
                file_name=f"evaluation-{one.kind}", strand=services.STRAND, project_class=one.project_class,
                used_as=given["used_as"],
            )  # fmt: skip
            return redirect("release", programme_id, asked.pk)
    return render(request, "evaluation/release.jinja", {"form": form, "one": one})


def _ask(
    request: HttpRequest,
    kind: Any,
    form: Any,
    found: Mapping[str, CountTable],
    names: tuple[str, ...],
    more: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        tables = {name: found[given[name]] for name in names if given.get(name)}
        asked = {name: value for name, value in given.items() if name not in names}
        with told_on(form):
            one = services.ask(acting(request), request.programme, kind=kind, tables=tables, asked=asked)
            return redirect("evaluation-run", request.programme.pk, one.pk)
    return render(
        request, f"evaluation/ask_{_SHOWN[Run.Kind(kind)]}.jinja", {"form": form, "title": Run.Kind(kind).label} | more
    )


def _ready(request: HttpRequest) -> dict[str, CountTable]:
    found = CountTable.objects.filter(programme=request.programme, state=CountTable.State.READY)
    return {str(one.pk): one for one in found}


def _run(request: HttpRequest, evaluation_id: uuid.UUID) -> Run:
    found = Run.objects.select_related("protocol", "cells", "areas", "sites")
    return get_object_or_404(found, programme=request.programme, pk=evaluation_id)
