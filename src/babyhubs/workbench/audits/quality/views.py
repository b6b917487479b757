"""What the records can carry, the rows that were set aside, and both as files."""

import uuid

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.forms import StartForm
from babyhubs.workbench.audits.kinds import LABELS
from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.audits.quality import presenters
from babyhubs.workbench.audits.rules.current import in_force, rule_of
from babyhubs.workbench.web.pages import sliced

ON_A_PAGE = 50
CSV = ("rows_set_aside.csv", "INTERNAL-rows-set-aside.csv", "text/csv")
SHEET = (
    "error_sheet.xlsx",
    "INTERNAL-error-sheet.xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


@needs(Permission.AUDIT_READ)
def quality(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """What became of every row, and how good the records are."""
    one = _upload(request, upload_id)
    if one.state != Upload.State.CHECKED:
        return redirect("audit-upload-state", programme_id, one.pk)
    return page(request, one, StartForm())


def page(request: HttpRequest, one: Upload, form: StartForm) -> HttpResponse:
    """The page, with the form that starts an audit."""
    by = request.GET.get("by", "")
    by = by if by in presenters.BY else "all"
    context = {
        "form": form,
        "one": one,
        "balances": presenters.balances(one),
        "by": by,
        "groupings": presenters.BY,
        "part": sliced(presenters.checks(one, by), request.GET.get("page", ""), ON_A_PAGE),
        "sound": presenters.sound(one),
        "rule": rule_of(in_force(one.programme_id)),
        "may_run": Permission.AUDIT_RUN in request.rights,
    }
    return render(request, "audits/quality/quality.jinja", context)


@needs(Permission.AUDIT_RUN)
def rows(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """The rows that were set aside, one by one; `which` names a reason."""
    one = _upload(request, upload_id)
    if one.state != Upload.State.CHECKED:
        return redirect("audit-upload-state", programme_id, one.pk)
    known = presenters.reasons(one)
    asked = request.GET.get("which", "")
    which = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 and int(asked) <= len(known) else 0
    part = sliced(presenters.rows_set_aside(one, which), request.GET.get("page", ""), ON_A_PAGE)
    context = {
        "one": one,
        "which": which,
        "choices": [f"{LABELS.get(file, file)}: {reason}" for file, reason in known],
        "part": part,
        "rows": presenters.shown(one, part.rows),
    }
    return render(request, "audits/quality/rows.jinja", context)


@needs(Permission.AUDIT_RUN)
def set_aside(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """The rows that were set aside as plain text. Formulas in them are text."""
    return _file(request, upload_id, *CSV)


@needs(Permission.AUDIT_RUN)
def error_sheet(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """The same as a workbook, to be worked through."""
    return _file(request, upload_id, *SHEET)


def _file(request: HttpRequest, upload_id: uuid.UUID, name: str, called: str, kind: str) -> HttpResponse:
    one = _upload(request, upload_id)
    if one.state != Upload.State.CHECKED:
        return redirect("audit-upload-state", one.programme_id, one.pk)
    path = places.checked(one) / name
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=called, content_type=kind)


def _upload(request: HttpRequest, upload_id: uuid.UUID) -> Upload:
    return get_object_or_404(Upload, programme=request.programme, pk=upload_id)
