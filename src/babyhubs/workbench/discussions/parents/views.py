"""The page on a parent's phone. No account, no script; nothing says who she is, and an unknown link looks like a closed one."""

import secrets
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from babyhubs.errors import InputError
from babyhubs.workbench.access.declared import FORM, READ, public
from babyhubs.workbench.discussions.models import DiscussionProject
from babyhubs.workbench.discussions.parents import services
from babyhubs.workbench.discussions.parents.answers import GOOD, HARD, MOST, SPOKEN, USED, Answers
from babyhubs.workbench.discussions.parents.invitation import ParentInvitation
from babyhubs.workbench.discussions.parents.limits import TAKE_BACK, TELL, allowed
from babyhubs.workbench.discussions.parents.wording import ENGLISH, OTHERS, texts
from babyhubs.workbench.discussions.voices import receiving
from babyhubs.workbench.discussions.voices.kinds import LARGEST

ONCE = 12 * 60 * 60  # seconds in which the same page, sent again, does not count twice
GONE, TOO_MANY = 410, 429
CHOICES = {"hard": HARD, "good": GOOD, "used": USED, "spoken": SPOKEN, "most": MOST}


@public(methods=READ)
def first(request: HttpRequest, token: str) -> HttpResponse:
    """The page in English, with the other languages at its top."""
    return _asked(request, token, ENGLISH)


@public(methods=FORM)
def tell(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """The page in a language; what is sent becomes a text, and the answer is a code."""
    invitation = _open(token)
    if request.method == "GET" or invitation is None:
        return _asked(request, token, language)
    language = language if language in invitation.languages else ENGLISH
    days = receiving.days(invitation.programme)
    answers = Answers(request.POST, receiving.voice(request, days))
    if answers.problem:
        return _asked(request, token, language, answers)
    if not allowed(request, TELL):
        return _told(request, language, "wait", TOO_MANY)
    once = f"discussions:tell:{request.POST.get('once', '')[:40]}"
    if not cache.add(once, 1, ONCE):
        return _told(request, language, "already")
    try:
        told = answers.told(language, invitation.row)
        code = services.tell(
            services.A_PARENT, invitation.programme, told=told, invitation=invitation, voice=answers.voice
        )
    except BaseException:
        cache.delete(once)  # nothing was kept, so the page may be sent again
        raise
    return render(request, "discussions/parents/thanks.jinja", {"t": texts(language), "code": code})


tell.takes_file = LARGEST  # web/uploads: the one page that takes a file from somebody without an account


@public(methods=FORM)
def take_back(request: HttpRequest, language: str) -> HttpResponse:
    """By the code alone, whether the link still works or not. A wrong code says nothing of any other."""
    language = language if language in {ENGLISH, *OTHERS} else ENGLISH
    if request.method == "GET":
        return render(request, "discussions/parents/take_back.jinja", {"t": texts(language), "problem": ""})
    if not allowed(request, TAKE_BACK):
        return _told(request, language, "wait", TOO_MANY)
    code = request.POST.get("code", "")[:40]
    for row in DiscussionProject.objects.select_related("programme"):
        try:
            services.take_back(services.A_PARENT, row.programme, code=code)
        except InputError:
            continue
        return _told(request, language, "back-done")
    return render(request, "discussions/parents/take_back.jinja", {"t": texts(language), "problem": "back-wrong"})


def _asked(request: HttpRequest, token: str, language: str, answers: Answers | None = None) -> HttpResponse:
    invitation = _open(token)
    if invitation is None:
        return _told(request, language if language in OTHERS else ENGLISH, "ended", GONE)
    language = language if language in invitation.languages else ENGLISH
    context: dict[str, Any] = {
        "t": texts(language),
        "english": texts(ENGLISH),
        "languages": [texts(one) for one in invitation.languages],
        "token": token,
        "answers": answers or Answers(QueryDict()),
        "problem": answers.problem if answers else "",
        "voice_days": receiving.days(invitation.programme),
        "once": secrets.token_urlsafe(16),
        **CHOICES,
    }
    return render(request, "discussions/parents/tell.jinja", context)


def _told(request: HttpRequest, language: str, key: str, status: int = 200) -> HttpResponse:
    return render(request, "discussions/parents/told.jinja", {"t": texts(language), "key": key}, status=status)


def _open(token: str) -> ParentInvitation | None:
    one = ParentInvitation.objects.select_related("programme").filter(token=token).first()
    return one if one is not None and one.is_open else None
