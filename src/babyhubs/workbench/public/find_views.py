"""Finding a hub: the list, one hub, its poster."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page

from babyhubs.workbench.access.declared import public
from babyhubs.workbench.public import presenters
from babyhubs.workbench.public.models import Site
from babyhubs.workbench.public.near import point
from babyhubs.workbench.public.reading import Reader, drawn, page, painted, style, whole_address
from babyhubs.workbench.public.texts import ENGLISH, texts
from babyhubs.workbench.web import qr

LONGEST = 60  # signs of a place that are looked at


@public()
@gzip_page
def areas(request: HttpRequest) -> HttpResponse:
    """The programmes with public pages; where there is one alone, its pages."""
    sites = [one for one in Site.objects.order_by("called") if one.hubs or one.sign_up]
    if len(sites) == 1:
        return redirect("parents-place", sites[0].slug)
    context = {"sites": sites, "t": texts(ENGLISH), "style": style()}
    return painted(render(request, "public/areas.jinja", context))


@public()
def first_page(request: HttpRequest, site: str) -> HttpResponse:
    """To the pages in the first language that the browser asks for and that is switched on."""
    one = get_object_or_404(Site, slug=site)
    on = (ENGLISH, *one.languages.split())
    asked = [one.split(";")[0].strip()[:2].lower() for one in request.headers.get("Accept-Language", "").split(",")]
    language = next((one for one in asked if one in on), ENGLISH)
    return redirect("parents-find" if one.hubs else "parents-join", one.slug, language)


@page()
def find(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The hubs near a place, open today, without steps, with a language."""
    if not (reader.site.hubs or reader.preview):
        return redirect(reader.url("parents-join"))
    today = timezone.localdate()
    hubs = presenters.hubs_of(reader, today)
    written = request.GET.get("near", "").strip()[:LONGEST]
    near = point(written, hubs)
    wanted = presenters.Wanted(near, "today" in request.GET, "step-free" in request.GET, request.GET.get("speaks", ""))
    return drawn(
        request,
        "public/find.jinja",
        reader,
        hubs=presenters.found(reader, hubs, wanted, today),
        languages=presenters.spoken(hubs),
        written=written,
        wanted=wanted,
        unknown=bool(written) and near is None,
    )


@page()
def hub(request: HttpRequest, reader: Reader, hub: str) -> HttpResponse:
    """One hub: when, where, how to get in, what to expect."""
    return drawn(request, "public/hub.jinja", reader, hub=_hub(reader, hub))


@page()
def poster(request: HttpRequest, reader: Reader, hub: str) -> HttpResponse:
    """One sheet of paper with a code that leads to the hub's page."""
    one = _hub(reader, hub)
    address = whole_address(reader.url("parents-hub", one.slug))
    side, path = qr.path(address)
    more: dict[str, Any] = {"hub": one, "address": address, "side": side, "path": path}
    return drawn(request, "public/poster.jinja", reader, here_only=settings.BABYHUBS.local, **more)


@page()
def privacy(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What happens with what parents write."""
    return drawn(request, "public/privacy.jinja", reader)


def _hub(reader: Reader, slug: str) -> presenters.HubShown:
    today = timezone.localdate()
    for one in presenters.hubs_of(reader, today):
        if presenters.slug_of(one) == slug:
            return presenters.shown(reader, one, today)
    raise Http404
