"""My choices: with a code a parent sees, changes and takes back what they said. Every wrong code gets the same answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from babyhubs.errors import BabyhubsError
from babyhubs.workbench.access.declared import ACT, FORM
from babyhubs.workbench.people.codes import holder
from babyhubs.workbench.people.models import Person
from babyhubs.workbench.public import asking, carried, limits, sending
from babyhubs.workbench.public.carried import DONE, JOIN, MINE
from babyhubs.workbench.public.reading import Reader, drawn, page
from babyhubs.workbench.public.stepping import asked, rows, sent

CODE, ALL, STEP = "parents-choices", "parents-mine", "parents-mine-step"


@page(methods=FORM)
def code(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The page that asks for a code."""
    if request.method == "GET":
        return drawn(request, "public/choices.jinja", reader)
    if not limits.allowed(request, limits.CODE, reader.site.slug):
        return drawn(request, "public/choices.jinja", reader, status=429, problem="site.wait")
    written = request.POST.get("code", "")[:40]
    person = holder(reader.site.programme_id, written)
    if person is None:
        return drawn(request, "public/choices.jinja", reader, problem="choices.wrong")
    mine = {"place": reader.site.slug, "code": written, "said": sending.opened(person), "touched": []}
    return carried.put(redirect(reader.url(ALL)), MINE, mine)


@page()
def link(request: HttpRequest, reader: Reader, secret: str) -> HttpResponse:
    """A link with the code in it. It opens nothing by itself: programs that look at links press no button."""
    return drawn(request, "public/link.jinja", reader, code=secret)


@page(methods=FORM)
def mine(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Everything that the person said; a press of the button saves what they changed."""
    before, person = _opened(request, reader)
    if person is None:
        return carried.drop(redirect(reader.url(CODE)), MINE)
    said, touched = before["said"], before["touched"]
    context: dict[str, Any] = {"rows": rows(reader, said, STEP), "changed": bool(touched)}
    if request.method == "GET":
        return drawn(request, "public/mine.jinja", reader, saved="saved" in request.GET, **context)
    missing = asking.missing(said, registered=True)
    if missing is not None:
        return redirect(reader.url(STEP, missing.key))
    try:
        sending.save(person, said, touched, reader.t)
    except BabyhubsError:
        return drawn(request, "public/mine.jinja", reader, problem="join-errors.reach", **context)
    now = {**before, "said": said, "touched": []}
    return carried.put(redirect(f"{reader.url(ALL)}?saved"), MINE, now)


@page(methods=FORM)
def step(request: HttpRequest, reader: Reader, step: str) -> HttpResponse:
    """One question, with the answer that stands."""
    before, person = _opened(request, reader)
    if person is None:
        return carried.drop(redirect(reader.url(CODE)), MINE)
    said = before["said"]
    one = next((one for one in asking.steps(said, registered=True) if one.key == step), None)
    if one is None:
        return redirect(reader.url(ALL))
    if request.method == "GET":
        return asked(request, reader, one, said, STEP, ALL)
    found, wrong = sent(request, one, said)
    changed = any(said.get(name, "") != value for name, value in found.items())
    touched = sorted({*before["touched"], *([step] if changed else [])})
    now = {**before, "said": {**said, **found}, "touched": touched}
    if not wrong and not carried.fits(MINE, now):
        wrong = {one.fields[0].name: "join-errors.long"}
    if wrong:
        return asked(request, reader, one, now["said"], STEP, ALL, wrong)
    return carried.put(redirect(_next(reader, step, now["said"])), MINE, now)


@page(methods=FORM)
def leave(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Asks once more, then erases the person."""
    _, person = _opened(request, reader)
    if person is None:
        return carried.drop(redirect(reader.url(CODE)), MINE)
    if request.method == "GET":
        return drawn(request, "public/leave.jinja", reader)
    sending.leave(person)
    told = drawn(request, "public/told.jinja", reader, title="choices.title", told="choices.left")
    return carried.drop(told, MINE, DONE, JOIN)


@page(methods=ACT)
def close(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The next person at this phone sees nothing."""
    told = drawn(request, "public/told.jinja", reader, title="choices.title", told="choices.closed")
    return carried.drop(told, MINE, DONE)


def _opened(request: HttpRequest, reader: Reader) -> tuple[dict[str, Any], Person | None]:
    """What is carried, and whose it is: a code that does not work any more opens nothing."""
    before = carried.read(request, MINE, reader.site.slug)
    return before, holder(reader.site.programme_id, before["code"]) if before else None


def _next(reader: Reader, step: str, said: asking.Said) -> str:
    """Back to all answers; another way to be reached asks for what it needs first, a yes to the draw for the rest."""
    missing = asking.missing(said, registered=True)
    if missing is not None:
        return reader.url(STEP, missing.key)
    if step == "draw" and said.get(asking.DRAW) == asking.YES:
        first = next(one.key for one in asking.every_step() if one.key.startswith("about-"))
        return reader.url(STEP, first)
    return reader.url(ALL)
