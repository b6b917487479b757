"""The timeline, and the list of what else happened."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.evaluation import exposure
from babyhubs.workbench.evaluation.changes import services
from babyhubs.workbench.evaluation.changes.forms import EventForm, WithdrawForm
from babyhubs.workbench.evaluation.changes.timeline import timeline
from babyhubs.workbench.evaluation.models import Event
from babyhubs.workbench.evaluation.protocols.presenters import in_force
from babyhubs.workbench.hubs.models import Hub
from babyhubs.workbench.web.telling import told_on


@needs(Permission.AUDIT_READ)
def changes(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What changed where and when, and what else happened."""
    hubs = exposure.hubs_with_logs(request.programme)
    events = list(Event.objects.filter(programme=request.programme).select_related("hub"))
    standing = [one for one in events if one.withdrawn_at is None]
    held = in_force(request.programme)
    counts = held.counts_as_change if held else ()
    titles = dict(exposure.parts())
    context = {
        "timeline": timeline(hubs, exposure.dated(hubs, standing), counts, timezone.localdate()),
        "counts": [titles.get(one, one) for one in counts],
        "events": events,
        "may_write": Permission.AUDIT_RUN in request.rights,
    }
    return render(request, "evaluation/changes.jinja", context)


@needs(Permission.AUDIT_RUN, methods=FORM)
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """One event more."""
    hubs = {str(hub.pk): hub for hub in Hub.objects.filter(programme=request.programme)}
    form = EventForm([(key, hub.name) for key, hub in hubs.items()], request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"hub": hubs.get(form.cleaned_data["hub"])}
        with told_on(form):
            services.note_event(acting(request), request.programme, **given)
            return redirect("evaluation-changes", programme_id)
    return render(request, "evaluation/event.jinja", {"form": form})


@needs(Permission.AUDIT_RUN, methods=FORM)
def withdraw(request: HttpRequest, programme_id: uuid.UUID, event_id: uuid.UUID) -> HttpResponse:
    """It was a mistake."""
    event = get_object_or_404(Event.objects.select_related("hub"), programme=request.programme, pk=event_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.withdraw(acting(request), event, why=form.cleaned_data["why"])
            return redirect("evaluation-changes", programme_id)
    return render(request, "evaluation/event_withdraw.jinja", {"form": form, "event": event})
