"""Programmes: the list, the thread of one, its description, and who takes part."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs, signed_in
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.programme import services
from babyhubs.workbench.programme.forms import ClassForm, DescriptionForm, ProgrammeForm, RoleForm
from babyhubs.workbench.programme.memberships import programmes_of
from babyhubs.workbench.programme.models import Membership, StrandClass
from babyhubs.workbench.programme.presenters import role_list, step_list
from babyhubs.workbench.programme.steps import steps
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
        "steps": step_list(request.programme, request.rights),
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
