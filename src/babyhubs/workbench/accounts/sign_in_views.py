"""The one-time link. Opening it changes nothing, so that a mail program that looks ahead does not use it up."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.workbench.access.declared import FORM, public
from babyhubs.workbench.accounts import links, services
from babyhubs.workbench.accounts.adapter import sign_in
from babyhubs.workbench.accounts.models import Purpose
from babyhubs.workbench.record.actor import Actor


@public(methods=FORM)
def use_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Shows a button; the button signs in."""
    link = links.find(secret)
    if link is None:
        return render(request, "accounts/link_spent.jinja", status=410)
    if request.method == "GET":
        return render(request, "accounts/link.jinja", {"name": link.user.name})
    if not services.use_link(Actor(str(link.user.pk), link.user.name), link):
        return render(request, "accounts/link_spent.jinja", status=410)
    if request.user.is_authenticated:
        logout(request)
    sign_in(request, link.user)
    if link.purpose == Purpose.OWNER:
        return redirect("home")
    return redirect("mfa_index" if link.user.has_usable_password() else "account_set_password")
