"""The review of one text: decide doubtful words, take out others, pass it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.review import presenters, services
from babyhubs.workbench.discussions.review.forms import DecideForm, TakeOutForm
from babyhubs.workbench.web.telling import said_instead, told_on


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def review(request: HttpRequest, programme_id: uuid.UUID, source_id: uuid.UUID) -> HttpResponse:
    """The text and its doubtful words; the form decides them."""
    found = _text(request, source_id)
    form = DecideForm(found["queue"], request.POST or None)
    if request.method == "POST" and form.is_valid() and found["queue"]:
        with told_on(form):
            services.decide(acting(request), request.programme, found["guid"], decisions=form.decisions())
            return redirect("discussions-review", programme_id, source_id)
    context = {"text": found, "form": form, "take_out": TakeOutForm()}
    return render(request, "discussions/review/review.jinja", context)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def keep_all(request: HttpRequest, programme_id: uuid.UUID, source_id: uuid.UUID) -> HttpResponse:
    """The remaining words are harmless."""
    found = _text(request, source_id)
    with said_instead(request):
        services.keep_all(acting(request), request.programme, found["guid"])
    return redirect("discussions-review", programme_id, source_id)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def take_out(request: HttpRequest, programme_id: uuid.UUID, source_id: uuid.UUID) -> HttpResponse:
    """Words that a person found."""
    found = _text(request, source_id)
    form = TakeOutForm(request.POST)
    if form.is_valid():
        with told_on(form):
            now = services.take_out(acting(request), request.programme, **form.cleaned_data)
            messages.info(request, f"Taken out of every text. {now} stands there now.")
            return redirect("discussions-review", programme_id, source_id)
    context = {"text": found, "form": form, "take_out": form, "decide": DecideForm(found["queue"])}
    return render(request, "discussions/review/review.jinja", context)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def screen_again(request: HttpRequest, programme_id: uuid.UUID, source_id: uuid.UUID) -> HttpResponse:
    """With what was learnt since."""
    found = _text(request, source_id)
    with said_instead(request):
        services.screen_again(acting(request), request.programme, found["guid"])
    return redirect("discussions-review", programme_id, source_id)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def pass_text(request: HttpRequest, programme_id: uuid.UUID, source_id: uuid.UUID) -> HttpResponse:
    """Nothing in it points to anybody."""
    found = _text(request, source_id)
    with said_instead(request):
        services.pass_text(acting(request), request.programme, found["guid"])
        return redirect("discussions-texts", programme_id)
    return redirect("discussions-review", programme_id, source_id)


def _text(request: HttpRequest, source_id: uuid.UUID) -> dict[str, Any]:
    with project.opened(request.programme) as one:
        found = presenters.shown(one, str(source_id))
    if found is None:
        raise Http404
    return found
