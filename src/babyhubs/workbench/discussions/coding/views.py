"""The list of texts, the coding page of one, and passages like another."""

import uuid
from typing import Any

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from babyhubs.discussions.finished import State, states
from babyhubs.discussions.project import Project
from babyhubs.discussions.versions import text_of
from babyhubs.errors import BabyhubsError
from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions.coding import presenters, services
from babyhubs.workbench.discussions.coding.choices import choices
from babyhubs.workbench.discussions.coding.forms import CodeForm
from babyhubs.workbench.discussions.coding.reading import Reading, Turn, reading
from babyhubs.workbench.discussions.project import begun, opened
from babyhubs.workbench.discussions.seeing import coder_of, sees_others
from babyhubs.workbench.web.telling import said_instead

UNDONE = {
    "passage coded": "Undone: the code is off again.",
    "coding withdrawn": "Undone: the code is back.",
    "memo written": "Undone: the memo is gone.",
    "": "There is nothing of yours to undo.",
}
STEPS = {"finish": services.finish, "go-on": services.go_on, "look": services.look}


@needs(Permission.DISCUSSIONS_READ)
@begun
def texts(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every text, and how far its coding is."""
    with opened(request.programme) as project:
        context = {"texts": presenters.texts(request, project), "may_code": _may_code(request)}
    return render(request, "discussions/coding/texts.jinja", context)


@needs(Permission.DISCUSSIONS_READ)
@begun
def text(request: HttpRequest, programme_id: uuid.UUID, text: str) -> HttpResponse:
    """One text to read and, for coders, to code."""
    with opened(request.programme) as project:
        return _page(request, project, _row(project, text))


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def code(request: HttpRequest, programme_id: uuid.UUID, text: str) -> HttpResponse:
    """A code, a memo or both on some words. With `part`, for the page's script, only the turns around them come back."""
    with opened(request.programme) as project:
        row = _row(project, text)
        shown = _reading(request, project, row)
        form = CodeForm(text_of(project, text), shown.places, request.POST)
        if not form.is_valid():
            return _page(request, project, row, form)
    given = form.cleaned_data
    try:
        made = services.code(
            acting(request), request.programme, source=text, version=given["version"], start=given["start"], end=given["end"],
            codes=[given["code"]] if given["code"] else [], memo=given["memo"],
        )  # fmt: skip
    except BabyhubsError as error:
        form.add_error(None, f"{error.what} {error.remedy}".strip())
        with opened(request.programme) as project:
            return _page(request, project, _row(project, text), form)
    with opened(request.programme) as project:
        place = project.row('SELECT start, "end" FROM passage WHERE guid = ?', made.passage)
        span = (place["start"], place["end"]) if place else None
        said = "Coded" if made.codings else "Memo written" if given["memo"] else "You have this code there already"
        return _answer(request, project, text, f"{said}: “{_short(made.quote)}”", span)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def take_back(request: HttpRequest, programme_id: uuid.UUID, text: str) -> HttpResponse:
    """A code of one's own is taken off."""
    said = "Taken back. It stays in the log."
    given = request.POST.get("coding", "")
    with opened(request.programme) as project:
        place = project.row(
            'SELECT start, "end" FROM coding JOIN passage ON passage.guid = passage WHERE coding.guid = ?', given
        )
    try:
        services.take_back(acting(request), request.programme, given=given)
    except BabyhubsError as error:
        said = f"{error.what} {error.remedy}".strip()
    with opened(request.programme) as project:
        return _answer(request, project, text, said, tuple(place) if place else None)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def undo(request: HttpRequest, programme_id: uuid.UUID, text: str) -> HttpResponse:
    """One's own last step, wherever it was."""
    what = services.undo(acting(request), request.programme)
    with opened(request.programme) as project:
        return _answer(request, project, text, UNDONE.get(what, "Undone."), None)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def step(request: HttpRequest, programme_id: uuid.UUID, text: str) -> HttpResponse:
    """Finished, go on after all, or see what another coded."""
    take = STEPS.get(request.POST.get("step", ""))
    if take is not None:
        with said_instead(request):
            take(acting(request), request.programme, source=text)
    return redirect("discussion-text", programme_id, text)


@needs(Permission.DISCUSSIONS_CODE, methods=ACT)
@begun
def memo(request: HttpRequest, programme_id: uuid.UUID, text: str) -> HttpResponse:
    """A memo on the whole text."""
    with said_instead(request):
        services.write_memo(
            acting(request), request.programme, kind="source", target=text, text=request.POST.get("memo", "")
        )
    return redirect("discussion-text", programme_id, text)


@needs(Permission.DISCUSSIONS_CODE, methods=FORM)
@begun
def similar(request: HttpRequest, programme_id: uuid.UUID, passage: str) -> HttpResponse:
    """Have you seen these? Sentences with the same words; nothing is coded by itself."""
    from babyhubs.discussions.similar import similar as like  # noqa: PLC0415 - loads a matcher

    with opened(request.programme) as project:
        row = project.row(
            "SELECT passage.*, source.name FROM passage JOIN source ON source.guid = source WHERE passage.guid = ?",
            passage,
        )
        given = request.POST.get("code") or request.GET.get("code", "")
        name = project.value("SELECT name FROM code WHERE guid = ?", given)
        if row is None or name is None:
            raise Http404
        found = [
            one
            for one in like(project, passage, 12, given)
            if project.value("SELECT review FROM source WHERE guid = ?", one.source) == "passed"
        ]
    if request.method == "POST":
        one = next((one for one in found if f"{one.source}:{one.start}:{one.end}" == request.POST.get("place")), None)
        with said_instead(request):
            if one is not None:
                with opened(request.programme) as project:
                    version = project.value("SELECT version FROM source WHERE guid = ?", one.source)
                services.code(
                    acting(request), request.programme, source=one.source, version=version, start=one.start, end=one.end, codes=[given]
                )  # fmt: skip
        here = reverse("discussion-similar", args=[programme_id, passage])
        return redirect(f"{here}?code={given}")
    context = {"passage": row, "code": given, "code_name": name, "found": found}
    return render(request, "discussions/coding/similar.jinja", context)


def _may_code(request: HttpRequest) -> bool:
    return Permission.DISCUSSIONS_CODE in request.rights


def _row(project: Project, guid: str) -> Any:
    row = project.row("SELECT * FROM source WHERE guid = ?", guid)
    if row is None:
        raise Http404
    return row


def _reading(request: HttpRequest, project: Project, row: Any) -> Reading:
    state = states(project, row["guid"]).get(row["guid"], State())
    return reading(project, row, coder_of(request), others=sees_others(request, state))


def _page(request: HttpRequest, project: Project, row: Any, form: CodeForm | None = None) -> HttpResponse:
    state = states(project, row["guid"]).get(row["guid"], State())
    sees = sees_others(request, state)
    shown = reading(project, row, coder_of(request), others=sees)
    if form is not None and "part" in request.POST:
        said = " ".join(message for messages in form.errors.values() for message in messages)
        return render(request, "discussions/coding/part.jinja", {"turns": (), "said": said, "wrong": True})
    before, after = presenters.neighbours(project, row["guid"])
    context = {
        "shown": shown,
        "about": presenters.about(row),
        "waiting": row["review"] == "waiting",
        "form": form or CodeForm("", (), None),
        "choices": choices(project),
        "memos": presenters.memos(request, project, "source", row["guid"]) if sees else [],
        "standing": presenters.standing(state, coder_of(request), sees=sees),
        "may_code": _may_code(request) and row["review"] == "passed",
        "before": before,
        "after": after,
    }
    return render(request, "discussions/coding/text.jinja", context)


def _answer(
    request: HttpRequest, project: Project, guid: str, said: str, place: tuple[int, int] | None
) -> HttpResponse:
    """For the script the turns that changed, else the page again at the place."""
    shown = _reading(request, project, _row(project, guid))
    if "part" in request.POST:
        turns = [one for one in shown.turns if place is None or _in(one, place)]
        context = {"turns": turns, "said": said, "may_code": True, "shown": shown}
        return render(request, "discussions/coding/part.jinja", context)
    told.success(request, said)
    number = next((n for n, (_, end) in enumerate(shown.places, 1) if place and end > place[0]), 1)
    return redirect(f"{reverse('discussion-text', args=[request.programme.pk, guid])}#s{number}")


def _in(turn: Turn, place: tuple[int, int]) -> bool:
    first, last = turn.sentences[0].pieces[0], turn.sentences[-1].pieces[-1]
    return first.at < place[1] and place[0] < last.at + len(last.words)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
