"""What of a programme is public, for its people: set up, switch on, look at."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.public import services
from babyhubs.workbench.public.forms import DescribeForm, HubsForm, LanguagesForm, SignUpForm
from babyhubs.workbench.public.models import Site
from babyhubs.workbench.public.reading import whole_address
from babyhubs.workbench.public.texts import ENGLISH, OTHERS, texts
from babyhubs.workbench.web.telling import told_on


@needs(Permission.HUBS_READ)
def pages(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """How things stand."""
    site = _site(request)
    on = site.languages.split() if site else []
    context = {
        "site": site,
        "english": ENGLISH,
        "address": whole_address(f"/for-parents/{site.slug}/") if site else "",
        "languages": [(texts(code), code in on) for code in OTHERS],
        "may_hubs": _may(request, Permission.HUBS_EDIT),
        "may_sign_up": _may(request, Permission.CONTACTS_EDIT),
    }
    return render(request, "public/staff.jinja", context)


@needs(Permission.HUBS_EDIT, methods=FORM)
def describe(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Address, team, whom to ask."""
    site = _site(request)
    first = {"slug": slugify(request.programme.place or request.programme.name)[:40].strip("-")}
    initial = {name: getattr(site, name) for name in ("slug", "called", "contact")} if site else first
    form = DescribeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.describe(acting(request), request.programme, **form.cleaned_data)
            return redirect("public-pages", programme_id)
    return _form(request, form, "Set up the pages for parents", "Save")


@needs(Permission.HUBS_EDIT, methods=FORM)
def hubs(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Whether the hubs are public."""
    site = _site(request)
    if site is None:
        return redirect("public-describe", programme_id)
    form = HubsForm(_sent(request), initial={"shown": site.hubs})
    if request.method == "POST" and form.is_valid():
        services.show_hubs(acting(request), site, shown=form.cleaned_data["shown"])
        return redirect("public-pages", programme_id)
    return _form(request, form, "Are the hubs public?", "Save")


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def sign_up(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Whether parents can sign up by themselves."""
    site = _site(request)
    if site is None:
        return redirect("public-describe", programme_id)
    form = SignUpForm(_sent(request), initial={"opened": site.sign_up})
    if request.method == "POST" and form.is_valid():
        services.open_sign_up(acting(request), site, opened=form.cleaned_data["opened"])
        return redirect("public-pages", programme_id)
    return _form(request, form, "Can parents sign up by themselves?", "Save")


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def languages(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """In which languages parents can read the pages."""
    site = _site(request)
    if site is None:
        return redirect("public-describe", programme_id)
    form = LanguagesForm(_sent(request), initial={"languages": site.languages.split()})
    if request.method == "POST" and form.is_valid():
        services.set_languages(acting(request), site, languages=form.cleaned_data["languages"])
        return redirect("public-pages", programme_id)
    return _form(request, form, "Languages of the pages for parents", "Save")


def _form(request: HttpRequest, form: object, title: str, button: str) -> HttpResponse:
    return render(request, "public/staff_form.jinja", {"form": form, "title": title, "button": button})


def _sent(request: HttpRequest) -> Any:
    """A form of ticks says something when none of them is ticked."""
    return request.POST if request.method == "POST" else None


def _site(request: HttpRequest) -> Site | None:
    site: Site | None = Site.objects.filter(programme=request.programme).first()
    return site


def _may(request: HttpRequest, right: Permission) -> bool:
    return right in request.rights
