"""The seats: numbers for whoever follows the panel, changes for the coordinator."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.panel.current import panel_of
from babyhubs.workbench.panel.seats import found, presenters, services
from babyhubs.workbench.panel.seats.answers import title, words
from babyhubs.workbench.panel.seats.forms import AddForm, CountForm, LimitsForm, ProposeForm
from babyhubs.workbench.panel.seats.rules import read
from babyhubs.workbench.web.telling import told_on


@needs(Permission.PANEL_READ)
def seats(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The rules, each with what it rests on."""
    panel = panel_of(programme_id)
    context = {
        "seats": panel.seats if panel else 0,
        "questions": presenters.questions(panel, programme_id) if panel else [],
        "missed": panel.missed if panel else [],
        "may_edit": Permission.CONTACTS_EDIT in request.rights,
        "sees_audit": Permission.AUDIT_READ in request.rights,
    }
    return render(request, "panel/seats.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def propose(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Seats from the audit's findings."""
    there = found.audit(request.programme)
    features, groups, without = found.choices(there)
    waits = _waits(request.programme)
    missed = [one.key for one in features if one.missed]
    initial = {"features": missed[:3], "unseen_groups": [one.key for one in groups]}
    form = ProposeForm(request.POST or None, features=features, groups=groups, initial=initial)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.propose(acting(request), request.programme, **form.cleaned_data)
            return redirect("panel-seats", programme_id)
    context = {"form": form, "waits": waits, "without": without, "sees_audit": Permission.AUDIT_READ in request.rights}
    return render(request, "panel/propose.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A rule that no finding asked for."""
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            question, _, answer = form.cleaned_data.pop("about").partition(":")
            services.add_rule(acting(request), programme_id, question=question, answer=answer, **form.cleaned_data)
            return redirect("panel-seats", programme_id)
    return render(request, "panel/form.jinja", _page(form, "Add seats for a group", "Add"))


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def seat(request: HttpRequest, programme_id: uuid.UUID, question: str, answer: str) -> HttpResponse:
    """Another number of seats for one answer."""
    panel = panel_of(programme_id)
    rule = (
        next((one for one in read(panel.rules) if (one.question, one.answer) == (question, answer)), None)
        if panel
        else None
    )
    if rule is None:
        raise Http404
    form = LimitsForm(request.POST or None, initial={"low": rule.low, "high": rule.high})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.change_rule(acting(request), programme_id, question=question, answer=answer, **form.cleaned_data)
            return redirect("panel-seats", programme_id)
    heading = f"Seats: {words(question, answer)}"
    return render(request, "panel/form.jinja", _page(form, heading, "Save") | {"lede": title(question)})


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def count(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Another number of seats in all."""
    panel = panel_of(programme_id)
    form = CountForm(request.POST or None, initial={"seats": panel.seats if panel else 12})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.count(acting(request), programme_id, **form.cleaned_data)
            return redirect("panel-seats", programme_id)
    return render(request, "panel/form.jinja", _page(form, "Number of seats", "Save"))


def _waits(programme: object) -> str:
    """Why nothing can be proposed yet; "" where it can."""
    try:
        found.usable(programme)
    except BabyhubsError as error:
        return f"{error.what} {error.remedy}"
    return ""


def _page(form: object, heading: str, button: str) -> dict[str, object]:
    return {"form": form, "heading": heading, "button": button, "back_to": "panel-seats"}
