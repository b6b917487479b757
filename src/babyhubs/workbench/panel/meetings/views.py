"""Meetings and money: numbers for whoever follows the panel; who came is for the coordinator."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from babyhubs.panel import payments
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.panel.meetings import presenters, services
from babyhubs.workbench.panel.meetings.forms import BudgetForm, CameForm, MeetingForm
from babyhubs.workbench.panel.models import Meeting, Member, Panel
from babyhubs.workbench.panel.states import Role
from babyhubs.workbench.people.presenters import called
from babyhubs.workbench.people.register import register_of
from babyhubs.workbench.web.telling import told_on


@needs(Permission.PANEL_READ)
def meetings(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """All meetings."""
    panel = _panel(programme_id)
    context = {
        "lines": presenters.lines(panel, programme_id) if panel else [],
        "may_edit": Permission.CONTACTS_EDIT in request.rights and panel is not None,
    }
    return render(request, "panel/meetings.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def plan(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A meeting to come, or one that was held."""
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.plan(acting(request), programme_id, **form.cleaned_data)
            return redirect("panel-meeting", programme_id, one.pk)
    context = {"form": form, "heading": "Plan a meeting", "button": "Save", "back_to": "panel-meetings"}
    return render(request, "panel/form.jinja", context)


@needs(Permission.PANEL_READ)
def meeting(request: HttpRequest, programme_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting: what was asked and said, what came of it."""
    one = _meeting(programme_id, meeting_id)
    panel = _panel(programme_id)
    assert panel is not None
    may_edit = Permission.CONTACTS_EDIT in request.rights
    context = {
        "meeting": next(line for line in presenters.lines(panel, programme_id) if line.address.endswith(f"{one.pk}/")),
        "place": one.place,
        "activity": one.activity,
        "rate": payments.rates(one.on)[one.activity].pounds,
        "nodes": presenters.chain(panel, one, programme_id, may_edit=may_edit),
        "ask": f"{reverse('panel-line-add', args=[programme_id, 'asked'])}?meeting={one.pk}",
        "id": one.pk,
        "may_edit": may_edit,
    }
    return render(request, "panel/meeting.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def came(request: HttpRequest, programme_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Who came."""
    one = _meeting(programme_id, meeting_id)
    rows = Member.objects.filter(panel=one.panel_id, role=Role.SEAT, person__left_on=None).exclude(accepted_on=None)
    members = {str(row.pk): row for row in rows.select_related("person__key")}
    choices = sorted(
        ((pk, f"{called(row.person)} ({row.label})") for pk, row in members.items()), key=lambda pair: pair[1]
    )
    there = set(one.attendances.values_list("person", flat=True))
    initial = {"members": [pk for pk, row in members.items() if row.person_id in there]}
    form = CameForm(request.POST or None, members=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.note_came(acting(request), one, members=[members[pk] for pk in form.cleaned_data["members"]])
            return redirect("panel-meeting", programme_id, meeting_id)
    return render(request, "panel/came.jinja", {"form": form, "id": meeting_id, "meeting": one.title, "on": one.on})


@needs(Permission.PANEL_READ)
def money(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Budget against actual, every payment, and the rates of today."""
    panel = _panel(programme_id)
    lines = presenters.paid(panel) if panel else []
    context = {
        "lines": lines,
        "budget": presenters.budget(panel, lines) if panel else (),
        "rates": list(payments.rates(timezone.localdate()).values()),
        "may_edit": Permission.CONTACTS_EDIT in request.rights and panel is not None,
    }
    return render(request, "panel/payments.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def budget(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What is set aside."""
    panel = _panel(programme_id)
    form = BudgetForm(request.POST or None, budget=panel.budget if panel else {})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.set_budget(acting(request), programme_id, budget=form.budget())
            return redirect("panel-payments", programme_id)
    context = {"form": form, "heading": "Budget of the panel", "button": "Save", "back_to": "panel-payments"}
    return render(request, "panel/form.jinja", context)


def _panel(programme_id: uuid.UUID) -> Panel | None:
    return Panel.objects.filter(register=register_of(programme_id)).prefetch_related("lines", "meetings").first()


def _meeting(programme_id: uuid.UUID, meeting_id: uuid.UUID) -> Meeting:
    found: Meeting = get_object_or_404(Meeting, pk=meeting_id, panel__register=register_of(programme_id))
    return found
