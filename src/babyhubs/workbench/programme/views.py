"""Programmes: the list, the thread of one, its description, and who takes part."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs, signed_in
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.programme import services
from babyhubs.workbench.programme.forms import (
    ClassForm,
    DescriptionForm,
    ProgrammeForm,
    RoleForm,
    UseForm,
    WithdrawForm,
)
from babyhubs.workbench.programme.memberships import programmes_of
from babyhubs.workbench.programme.models import Membership, StrandClass, UseDecision
from babyhubs.workbench.programme.presenters import decisions, role_list, thread, told, uses_open
from babyhubs.workbench.programme.steps import steps
from babyhubs.workbench.programme.use import Use
from babyhubs.workbench.web.telling import told_on


@signed_in()
def home(request: HttpRequest) -> HttpResponse:
    """One's own programmes; straight to it where there is just one and nothing else to do here."""
    own = programmes_of(request.user)
    may_create = Permission.PROGRAMMES_CREATE in request.rights
    if len(own) == 1 and not may_create:
        return redirect("programme", own[0].pk)
    return render(request, "programme/home.jinja", {"programmes": own, "may_create": may_create})


@needs(Permission.PROGRAMMES_CREATE, methods=FORM)
def create(request: HttpRequest) -> HttpResponse:
    """A new programme."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            programme = services.create(acting(request), **form.cleaned_data)
            return redirect("programme", programme.pk) if programme.owner == request.user else redirect("home")
    return render(request, "programme/create.jinja", {"form": form})


@needs(Permission.PROGRAMME_READ)
def overview(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The thread: six steps, where each stands, and what to do next."""
    context = {
        "thread": thread(request.programme, request.rights),
        "may_edit": Permission.PROGRAMME_EDIT in request.rights,
        "owner": request.programme.owner.name,
    }
    return render(request, "programme/overview.jinja", context)


@needs(Permission.PROGRAMME_EDIT, methods=FORM)
def describe(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Another name, place or purpose."""
    one = request.programme
    form = DescriptionForm(request.POST or None, initial={"name": one.name, "place": one.place, "purpose": one.purpose})
    if request.method == "POST" and form.is_valid():
        services.describe(acting(request), one, **form.cleaned_data)
        return redirect("programme", one.pk)
    return render(request, "programme/describe.jinja", {"form": form})


@needs(Permission.PROGRAMME_EDIT, methods=FORM)
def classify(request: HttpRequest, programme_id: uuid.UUID, strand: str) -> HttpResponse:
    """What kind of work a strand is."""
    if strand not in steps():
        raise Http404
    one = get_object_or_404(StrandClass, programme=request.programme, strand=strand)
    form = ClassForm(
        request.POST or None, initial={"project_class": one.project_class, "registration": one.registration}
    )
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.classify(acting(request), request.programme, strand=strand, **form.cleaned_data)
            return redirect("programme", request.programme.pk)
    return render(request, "programme/classify.jinja", {"form": form, "step": steps()[strand]})


@needs(Permission.PROGRAMME_READ)
def uses(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Which data may be used for another kind of work, who decided so, and what waits for a decision."""
    context = {
        "open": uses_open(request.programme, request.rights),
        "decisions": decisions(request.programme, request.rights),
        "may_edit": Permission.PROGRAMME_EDIT in request.rights,
    }
    return render(request, "programme/uses.jinja", context)


@needs(Permission.PROGRAMME_EDIT, methods=FORM)
def decide_use(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """One more decision."""
    form = UseForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form):
            services.decide_use(
                acting(request), request.programme, form.use, why=given["why"], approval=given["approval"]
            )
            return redirect("uses", request.programme.pk)
    return render(request, "programme/use_decide.jinja", {"form": form})


@needs(Permission.PROGRAMME_EDIT, methods=FORM)
def withdraw_use(request: HttpRequest, programme_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    """The end of a decision."""
    one = get_object_or_404(UseDecision, programme=request.programme, pk=decision_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.withdraw_use(acting(request), one, **form.cleaned_data)
            return redirect("uses", request.programme.pk)
    use = Use(one.source, one.collected_as, one.strand, one.used_as)
    return render(request, "programme/use_withdraw.jinja", {"form": form, "use": told(use)})


@needs(Permission.MEMBERS_MANAGE, methods=FORM)
def members(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Who takes part, and one more."""
    form = RoleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with told_on(form):
            services.give_role(acting(request), request.programme, **form.cleaned_data)
            return redirect("members", request.programme.pk)
    return render(request, "programme/members.jinja", {"form": form, "members": role_list(request.programme)})


@needs(Permission.MEMBERS_MANAGE, methods=ACT)
def remove_role(request: HttpRequest, programme_id: uuid.UUID, membership_id: uuid.UUID) -> HttpResponse:
    """One role less."""
    membership = get_object_or_404(Membership, programme=request.programme, pk=membership_id)
    form = RoleForm({"user": membership.user_id, "role": membership.role})
    with told_on(form):
        services.take_role(acting(request), membership)
        return redirect("members", request.programme.pk)
    return render(request, "programme/members.jinja", {"form": form, "members": role_list(request.programme)})
