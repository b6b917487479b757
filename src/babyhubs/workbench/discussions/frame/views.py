"""The frame: whom to ask, the request to the care team, and who answered it."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from babyhubs.discussions.frame import STAGES, Row, rows
from babyhubs.discussions.frame import request as words
from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.discussions import project
from babyhubs.workbench.discussions.frame import presenters, services
from babyhubs.workbench.discussions.frame.forms import AddForm, ChooseForm, CountForm, RowForm
from babyhubs.workbench.discussions.frame.uses import AUDIT, audit_use
from babyhubs.workbench.programme.sources import sources
from babyhubs.workbench.programme.uses import decided, refusal
from babyhubs.workbench.web.telling import said_instead, told_on


@needs(Permission.DISCUSSIONS_READ)
@project.begun
def frame(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Every row, and by group who was invited and who came."""
    with project.opened(request.programme) as one:
        found = presenters.lines(one, presenters.hubs(request.programme))
    context = {
        "lines": found,
        "groups": presenters.by_group(found),
        "stages": STAGES,
        "may_hold": Permission.DISCUSSIONS_HOLD in request.rights,
    }
    return render(request, "discussions/frame/frame.jinja", context)


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def choose(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Rows from the audit's findings."""
    given = sources(request.programme, AUDIT)
    offered = presenters.offered(given, presenters.hubs(request.programme))
    form = ChooseForm(offered, request.POST or None, initial={"route": "health visitor"})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            given = form.cleaned_data
            services.build(
                acting(request), request.programme, chosen=form.chosen(given), uses=given["uses"], areas=given["areas"],
                target=given["target"], route=given["route"],
            )  # fmt: skip
            return redirect("discussions-frame", programme_id)
    use = audit_use(request.programme, given)
    waits = refusal(use) if use.crosses and use not in decided(request.programme) else ""
    context = {"form": form, "waits": waits, "any_offered": any(offered.values())}
    return render(request, "discussions/frame/choose.jinja", context)


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A row that no finding leads to."""
    form = AddForm(request.POST or None, initial={"route": "health visitor", "use": "never"})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.add_row(acting(request), request.programme, **form.cleaned_data)
            return redirect("discussions-frame", programme_id)
    return render(request, "discussions/frame/add.jinja", {"form": form})


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def row(request: HttpRequest, programme_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """One row: the request, and who answered it. The form counts."""
    one = _row(request, row_id)
    form = CountForm(request.POST or None, initial={"day": timezone.localdate().isoformat()})
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.count(
                acting(request), request.programme, one.guid, people=form.people(), day=form.cleaned_data["day"].isoformat()
            )  # fmt: skip
            return redirect("discussions-frame-row", programme_id, row_id)
    context = {
        "form": form,
        "line": presenters.line(one, presenters.hubs(request.programme)),
        "words": words(one),
        "stages": STAGES,
    }
    return render(request, "discussions/frame/row.jinja", context)


@needs(Permission.DISCUSSIONS_HOLD, methods=FORM)
@project.begun
def change(request: HttpRequest, programme_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """Where, how and how many."""
    one = _row(request, row_id)
    now = {"use": one.use, "area": one.area, "target": one.target, "route": one.route}
    form = RowForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.change_row(acting(request), request.programme, one.guid, **form.cleaned_data)
            return redirect("discussions-frame-row", programme_id, row_id)
    return render(request, "discussions/frame/change.jinja", {"form": form, "line": presenters.line(one)})


@needs(Permission.DISCUSSIONS_HOLD, methods=ACT)
@project.begun
def remove(request: HttpRequest, programme_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """A row by which nobody was invited goes."""
    one = _row(request, row_id)
    with said_instead(request):
        services.remove_row(acting(request), request.programme, one.guid)
    return redirect("discussions-frame", programme_id)


@needs(Permission.DISCUSSIONS_READ)
@project.begun
def requests(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The requests to the care team, to print: whom to invite and how many, never a list of people."""
    return render(request, "discussions/frame/requests.jinja", {"requests": _requests(request)})


@needs(Permission.DISCUSSIONS_READ)
@project.begun
def requests_file(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The same as a text file."""
    text = "\n\n".join(f"{number}. {one}" for number, one in enumerate(_requests(request), 1))
    answer = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="requests-to-the-care-team.txt"'
    return answer


def _requests(request: HttpRequest) -> list[str]:
    """Only rows that still hope for somebody."""
    with project.opened(request.programme) as one:
        found = rows(one)
    return [words(row) for row in found if row.counts["took part"] < row.target]


def _row(request: HttpRequest, row_id: uuid.UUID) -> Row:
    with project.opened(request.programme) as one:
        found = presenters.row_of(one, str(row_id))
    if found is None:
        raise Http404
    return found
