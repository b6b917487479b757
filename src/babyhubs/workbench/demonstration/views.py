"""Looking at the demonstration as another of its people. In a real workbench these pages do not exist."""

import uuid

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, signed_in
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.accounts.adapter import sign_in
from babyhubs.workbench.accounts.models import User
from babyhubs.workbench.demonstration import presenters, services
from babyhubs.workbench.demonstration.people import ADDRESS


@signed_in()
def people(request: HttpRequest) -> HttpResponse:
    """Who takes part, each with a button."""
    _only_in_a_demonstration()
    return render(request, "demonstration/people.jinja", {"people": presenters.people(request.user)})


@signed_in(methods=ACT)
def look_as(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Signed in as another of them. Somebody who was really invited is nobody's to be."""
    _only_in_a_demonstration()
    user = get_object_or_404(User, pk=user_id, is_active=True, email__endswith=f"@{ADDRESS}")
    services.look_as(acting(request), user)
    logout(request)
    sign_in(request, user)
    return redirect("home")


def _only_in_a_demonstration() -> None:
    if not (settings.BABYHUBS_SIMULATED and settings.BABYHUBS.local):
        raise Http404
