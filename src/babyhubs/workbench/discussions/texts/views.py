"""Texts, the consent sheet and participants."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.naming import next_label
from babyhubs.workbench.discussions.texts import presenters, services
from babyhubs.workbench.discussions.texts.forms import (
    ConsentForm,
    LinkForm,
    ParticipantForm,
    SheetForm,
    UploadForm,
    WithdrawForm,
)
from babyhubs.workbench.discussions.texts.presenters import Taken
from babyhubs.workbench.web.telling import said_instead, told_on

SHEET = (
    "participant,role,text,speaker,names,use,quote,paraphrase,record,consent date,form,Main language,Ethnic group\n"
    "P1,parent,Text 1,Mother,first name; surname; name of the child,yes,yes,yes,no,2026-11-24,version 1,Somali,Black\n"
)


@needs(Permission.DISCUSSIONS_HOLD)
@project.begun
def texts(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every text, and what still waits for a person."""
    with project.opened(request.programme) as one:
        found = presenters.texts(one)
    return render(request, "discussions/texts/texts.jinja", {"texts": found})


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def upload(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Files; each has its own receipt, and one that is refused does not stop the others."""
    form = UploadForm(request.POST or None, request.FILES or None)
    taken: list[Taken] = []
    if request.method == "POST" and form.is_valid():
        taken = [_take(request, form, sent) for sent in form.cleaned_data["files"]]
    return render(request, "discussions/texts/upload.jinja", {"form": form, "taken": taken})


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def sheet(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The consent sheet: participants, what each agreed to, and names, which go under the key."""
    form = SheetForm(request.POST or None, request.FILES or None)
    taken: list[Taken] = []
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["sheet"]
        with told_on(form):
            receipt = services.take_sheet(acting(request), request.programme, sent=sent)
            taken = [presenters.taken(sent.name, receipt)]
    return render(request, "discussions/texts/sheet.jinja", {"form": form, "taken": taken})


@needs(Permission.DISCUSSIONS_HOLD)
def sheet_example(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """An empty sheet with its headings and one row that shows how it is filled in."""
    answer = HttpResponse(SHEET, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="consent-sheet.csv"'
    return answer


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def participants(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Who took part; the form adds somebody."""
    with project.opened(request.programme) as one:
        found, label = presenters.participants(one), next_label(one)
    form = ParticipantForm(request.POST or None, initial={"label": label, "role": "parent"})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            guid = services.add_participant(
                acting(request), request.programme, label=form.cleaned_data["label"], role=form.cleaned_data["role"],
                values=form.values(),
            )  # fmt: skip
            return redirect("discussions-participant", programme_id, guid)
    return render(request, "discussions/texts/participants.jinja", {"participants": found, "form": form})


@needs(Permission.DISCUSSIONS_HOLD)
@project.begun
def participant(request: HttpRequest, programme_id: uuid.UUID, participant_id: uuid.UUID) -> HttpResponse:
    """One participant."""
    return _participant(request, participant_id)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def consent(request: HttpRequest, programme_id: uuid.UUID, participant_id: uuid.UUID) -> HttpResponse:
    """What they agree to now."""
    form = ConsentForm(request.POST)
    _there(request, participant_id)
    if form.is_valid():
        with told_on(form):
            day = form.cleaned_data["day"].isoformat()
            services.record_consent(
                acting(request), request.programme, str(participant_id), answers=form.answers(), day=day
            )  # fmt: skip
            return redirect("discussions-participant", programme_id, participant_id)
    return _participant(request, participant_id, form)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def link(request: HttpRequest, programme_id: uuid.UUID, participant_id: uuid.UUID) -> HttpResponse:
    """Which speaker they are."""
    _there(request, participant_id)
    with project.opened(request.programme) as one:
        form = LinkForm(presenters.speakers(one), request.POST)
    if form.is_valid():
        with said_instead(request):
            source, _, speaker = form.cleaned_data["speaker"].partition(" ")
            services.link(acting(request), request.programme, str(participant_id), source=source, speaker=speaker)
    return redirect("discussions-participant", programme_id, participant_id)


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def withdraw(request: HttpRequest, programme_id: uuid.UUID, participant_id: uuid.UUID) -> HttpResponse:
    """They take everything back."""
    _there(request, participant_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _participant(request, participant_id, form)
    with said_instead(request):
        services.withdraw(acting(request), request.programme, str(participant_id))
    return redirect("discussions-participant", programme_id, participant_id)


def _take(request: HttpRequest, form: UploadForm, sent: Any) -> Taken:
    try:
        receipt = services.take_file(
            acting(request), request.programme, sent=sent, about=form.about(), keep_name=form.cleaned_data["keep_name"]
        )  # fmt: skip
    except BabyhubsError as error:
        return presenters.refused(sent.name, (error.what, error.remedy))
    return presenters.taken(sent.name, receipt)


def _participant(
    request: HttpRequest, participant_id: uuid.UUID, form: ConsentForm | WithdrawForm | None = None
) -> HttpResponse:
    """form: the one that was sent, with its errors."""
    with project.opened(request.programme) as one:
        found = presenters.participant(one, str(participant_id))
        speakers = presenters.speakers(one)
    if found is None:
        raise Http404
    context = {
        "one": found,
        "form": form,
        "agree": form if isinstance(form, ConsentForm) else ConsentForm(),
        "sure": form if isinstance(form, WithdrawForm) else WithdrawForm(),
        "link": LinkForm(speakers) if speakers else None,
    }
    return render(request, "discussions/texts/participant.jinja", context)


def _there(request: HttpRequest, participant_id: uuid.UUID) -> None:
    with project.opened(request.programme) as one:
        if not one.row("SELECT 1 FROM participant WHERE guid = ?", str(participant_id)):
            raise Http404
