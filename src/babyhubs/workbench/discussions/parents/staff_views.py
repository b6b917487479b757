"""Links to the page for parents: made, printed, closed by staff."""

import uuid
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.frame import presenters as frame
from babyhubs.workbench.discussions.parents import services
from babyhubs.workbench.discussions.parents.forms import InvitationForm
from babyhubs.workbench.discussions.parents.invitation import ParentInvitation
from babyhubs.workbench.discussions.parents.wording import texts
from babyhubs.workbench.web import qr
from babyhubs.workbench.web.telling import said_instead, told_on

A_MONTH = timedelta(days=30)


@needs(Permission.DISCUSSIONS_HOLD)
@project.begun
def invitations(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every link, and how many came by it."""
    names = dict(_rows(request))
    found = [
        {
            "pk": one.pk,
            "whom": names.get(one.row, ""),
            "is_open": one.is_open,
            "last_day": one.last_day,
            "came": one.came,
        }
        for one in ParentInvitation.objects.filter(programme=request.programme)
    ]
    return render(request, "discussions/parents/invitations.jinja", {"invitations": found, "any_rows": bool(names)})


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def invite(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A link for the families of a row; `row` in the address names one."""
    initial = {"last_day": (timezone.localdate() + A_MONTH).isoformat(), "row": request.GET.get("row", "")}
    form = InvitationForm(_rows(request), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.invite(acting(request), request.programme, **form.cleaned_data)
            return redirect("discussions-invitation", programme_id, one.pk)
    return render(request, "discussions/parents/invite.jinja", {"form": form})


@needs(Permission.DISCUSSIONS_HOLD)
@project.begun
def invitation(request: HttpRequest, programme_id: uuid.UUID, invitation_id: uuid.UUID) -> HttpResponse:
    """The sheet to print: what it is, the address and its QR code, in every language of the link."""
    one = get_object_or_404(ParentInvitation, programme=request.programme, pk=invitation_id)
    address = request.build_absolute_uri(reverse("tell", args=[one.token]))
    side, path = qr.path(address)
    context = {
        "one": one,
        "whom": dict(_rows(request)).get(one.row, ""),
        "address": address,
        "side": side,
        "path": path,
        "said": [texts(language) for language in one.languages],
    }
    return render(request, "discussions/parents/invitation.jinja", context)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def end(request: HttpRequest, programme_id: uuid.UUID, invitation_id: uuid.UUID) -> HttpResponse:
    """Closed."""
    one = get_object_or_404(ParentInvitation, programme=request.programme, pk=invitation_id)
    with said_instead(request):
        services.end(acting(request), one)
    return redirect("discussions-invitations", programme_id)


def _rows(request: HttpRequest) -> list[tuple[str, str]]:
    with project.opened(request.programme) as one:
        return [
            (line.guid, ", ".join(part for part in (line.whom, line.use.lower(), line.area) if part))
            for line in frame.lines(one)
        ]
