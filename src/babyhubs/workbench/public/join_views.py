"""Get involved: one question a page, nothing kept before the last button."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.access.declared import ACT, FORM
from babyhubs.workbench.people.wordings import answer_days
from babyhubs.workbench.public import asking, carried, limits, sending
from babyhubs.workbench.public.asking import HOLD, NO
from babyhubs.workbench.public.carried import DONE, JOIN
from babyhubs.workbench.public.reading import Reader, drawn, page, whole_address
from babyhubs.workbench.public.stepping import asked, label, rows, sent

START, STEP, CHECK = "parents-join", "parents-join-step", "parents-join-check"


@page()
def start(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What it is about."""
    return drawn(request, "public/join.jinja", reader, first=asking.every_step()[0].key)


@page(methods=FORM)
def step(request: HttpRequest, reader: Reader, step: str) -> HttpResponse:
    """One question."""
    if not _open(reader):
        return redirect(reader.url(START))
    before = _carried(request, reader)
    said = before["said"]
    one = next((one for one in asking.steps(said) if one.key == step), None)
    if one is None:
        return redirect(reader.url(STEP, asking.every_step()[0].key))
    if request.method == "GET":
        return asked(request, reader, one, said, STEP, CHECK)
    found, wrong = sent(request, one, said)
    now = {**before, "said": {**said, **found}}
    if not wrong and not carried.fits(JOIN, now):
        wrong = {one.fields[0].name: "join-errors.long"}
    if wrong:
        return asked(request, reader, one, now["said"], STEP, CHECK, wrong)
    if found.get(HOLD) == NO:
        return carried.drop(drawn(request, "public/told.jinja", reader, title="join.title", told="join.hold-no"), JOIN)
    return carried.put(redirect(_next(request, reader, step, now["said"])), JOIN, now)


@page(methods=FORM)
def check(request: HttpRequest, reader: Reader) -> HttpResponse:
    """All answers once more; then they are sent."""
    before = _carried(request, reader)
    said = before["said"]
    missing = asking.missing(said)
    if not _open(reader) or not said:
        return redirect(reader.url(START))
    if missing is not None:
        return redirect(reader.url(STEP, missing.key))
    context: dict[str, Any] = {"rows": rows(reader, said, STEP), "last": asking.steps(said)[-1].key}
    if request.method == "GET":
        return drawn(request, "public/check.jinja", reader, **context)
    if not limits.allowed(request, limits.SIGN_UP, reader.site.slug):
        return drawn(request, "public/check.jinja", reader, status=429, problem="site.wait", **context)
    try:
        code = sending.sign_up(reader.site.programme_id, said, reader.t, before["ticket"])
    except BabyhubsError:  # the register refuses what no page lets through: somebody changed the form
        return redirect(reader.url(STEP, "way"))
    done = {"place": reader.site.slug, "code": code, "called": said["called"]}
    return carried.put(carried.drop(redirect(reader.url("parents-join-done")), JOIN), DONE, done)


@page()
def done(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Thank you; the code, what happens next."""
    kept = carried.read(request, DONE, reader.site.slug)
    if not kept:
        return redirect(reader.url(START))
    path = reader.url("parents-choices-link", kept["code"].lower())
    more = {"called": kept["called"], "code": kept["code"], "path": path, "link": whole_address(path)}
    return drawn(request, "public/done.jinja", reader, days=answer_days(), **more)


@page(methods=ACT)
def forget(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Nothing of it stays in the browser."""
    told = drawn(request, "public/told.jinja", reader, title="join.title", told="join.forgotten")
    return carried.drop(told, JOIN, DONE)


@page()
def paper(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The same questions on paper."""
    more = {"steps": asking.every_step(), "asking": asking, "today": timezone.localdate()}
    return drawn(request, "public/paper.jinja", reader, label=lambda field: label(reader, field), **more)


def _open(reader: Reader) -> bool:
    return bool(reader.site.sign_up)


def _carried(request: HttpRequest, reader: Reader) -> dict[str, Any]:
    new = {"place": reader.site.slug, "ticket": secrets.token_urlsafe(16), "said": {}}
    return carried.read(request, JOIN, reader.site.slug) or new


def _next(request: HttpRequest, reader: Reader, step: str, said: asking.Said) -> str:
    """The next question; back to the check for who came from there, unless the answer opened a question."""
    keys = [one.key for one in asking.steps(said)]
    after = keys[keys.index(step) + 1 :]
    missing = asking.missing(said)
    if "check" not in request.GET or (step == "draw" and after):
        return reader.url(STEP, after[0]) if after else reader.url(CHECK)
    return reader.url(STEP, missing.key) + "?check" if missing else reader.url(CHECK)
