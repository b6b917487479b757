"""The log, and what is drafted from it. Nobody is named on these pages."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from babyhubs.disclosure.profiles import DEFAULT, profile
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.panel.account import presenters, services
from babyhubs.workbench.panel.account.forms import ABOUT, LineForm, OutForm
from babyhubs.workbench.panel.account.told import log as told_log
from babyhubs.workbench.panel.models import LogLine, Meeting, Panel
from babyhubs.workbench.people.register import register_of
from babyhubs.workbench.web.telling import told_on

KINDS = {kind.replace(" ", "-"): kind for kind in ABOUT}


@needs(Permission.PANEL_READ)
def log(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Everything that happened, line by line."""
    panel = _panel(programme_id)
    context = {
        "rows": presenters.rows(panel) if panel else [],
        "kinds": [(ABOUT[kind][0], kind) for kind in presenters.BY_PERSON],
        "may_edit": Permission.CONTACTS_EDIT in request.rights and panel is not None,
    }
    return render(request, "panel/log.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def add(request: HttpRequest, programme_id: uuid.UUID, line_kind: str) -> HttpResponse:
    """One more line. ?meeting= or ?about= say to what it belongs."""
    if line_kind not in KINDS:
        raise Http404
    kind = KINDS[line_kind]
    meeting, about = _belongs(request, programme_id)
    form = LineForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.add(acting(request), programme_id, kind=kind, meeting=meeting, about=about, **form.cleaned_data)
            where = meeting or (about.meeting if about else None)
            return redirect("panel-meeting", programme_id, where.pk) if where else redirect("panel-log", programme_id)
    where = meeting or (about.meeting if about else None)
    context = {"form": form, "heading": ABOUT[kind][0], "about": about.text if about else "", "meeting": where}
    return render(request, "panel/line.jinja", context)


@needs(Permission.CONTACTS_EDIT, methods=FORM)
def out(request: HttpRequest, programme_id: uuid.UUID, number: int) -> HttpResponse:
    """A line is taken out."""
    one = get_object_or_404(LogLine, panel__register=register_of(programme_id), number=number)
    form = OutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            services.take_out(acting(request), one, **form.cleaned_data)
            return redirect("panel-log", programme_id)
    context = {
        "form": form,
        "heading": f"Take {one.name} out",
        "button": "Take it out",
        "back_to": "panel-log",
        "lede": one.text,
    }
    return render(request, "panel/form.jinja", context)


@needs(Permission.PANEL_READ)
def account(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The drafts for the bid."""
    panel = _panel(programme_id)
    lines = told_log(panel) if panel else ()
    return render(request, "panel/account.jinja", presenters.drafted(lines, timezone.localdate()))


@needs(Permission.PANEL_READ)
def download(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The drafts as a file, to be copied into the forms of the bid."""
    from babyhubs.reports.panel.account import text  # noqa: PLC0415 - when somebody asks

    panel = _panel(programme_id)
    lines = told_log(panel) if panel else ()
    answer = HttpResponse(
        text(lines, profile(DEFAULT), timezone.localdate()), content_type="text/markdown; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="involvement-of-parents.md"'
    return answer


@needs(Permission.PANEL_READ)
def you_said(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What parents said, and what came of it: to be printed and put up."""
    panel = _panel(programme_id)
    return render(request, "panel/you_said.jinja", {"told": presenters.you_said(panel) if panel else []})


def _panel(programme_id: uuid.UUID) -> Panel | None:
    return (
        Panel.objects.filter(register=register_of(programme_id)).prefetch_related("lines", "draws", "members").first()
    )


def _belongs(request: HttpRequest, programme_id: uuid.UUID) -> tuple[Meeting | None, LogLine | None]:
    """The meeting, or the line, that the address names; 404 where it is another programme's."""
    register = register_of(programme_id)
    if given := request.GET.get("about", ""):
        if not given.isascii() or not given.isdigit() or len(given) > 6:
            raise Http404
        rows = LogLine.objects.select_related("meeting")
        return None, get_object_or_404(rows, panel__register=register, number=int(given), why_out="")
    if given := request.GET.get("meeting", ""):
        try:
            pk = uuid.UUID(given)
        except ValueError as error:
            raise Http404 from error
        return get_object_or_404(Meeting, panel__register=register, pk=pk), None
    return None, None
