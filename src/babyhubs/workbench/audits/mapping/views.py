"""One list of codes, or the venues, page by page."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.intake import mapping_file
from babyhubs.intake.mapping import Mapping
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.audits import presenters
from babyhubs.workbench.audits.kinds import LABELS
from babyhubs.workbench.audits.mapping import services
from babyhubs.workbench.audits.mapping.answered import list_of
from babyhubs.workbench.audits.mapping.forms import ValuesForm
from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.web.pages import Slice, sliced
from babyhubs.workbench.web.telling import told_on

ON_A_PAGE = 25


@needs(Permission.AUDIT_RUN, methods=FORM)
def values(
    request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID, file: str, field: str
) -> HttpResponse:  # fmt: skip
    """What each value was taken for, to be corrected."""
    upload = get_object_or_404(Upload, programme=request.programme, pk=upload_id)
    found = presenters.recognised(upload)
    one = list_of(found, file, field) if found else None
    if one is None:
        raise Http404
    find = request.GET.get("find", "").strip()
    part = sliced(_matching(one["values"], find), request.GET.get("page", ""), ON_A_PAGE)
    form = ValuesForm(part.rows, one["choices"], request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with told_on(form):
            if answers := form.answers():
                services.correct(acting(request), upload, answers=answers)
                messages.info(request, f"Corrected: {len(answers)}. Confirm the columns to check the records with it.")
            else:
                messages.info(request, "Nothing was another than before.")
            return redirect("audit-columns", programme_id, upload_id)
    return render(request, "audits/mapping/values.jinja", _shown(upload, one, form, part, find))


@needs(Permission.AUDIT_RUN)
def write_file(request: HttpRequest, programme_id: uuid.UUID, upload_id: uuid.UUID) -> HttpResponse:
    """What was learnt, as the mapping file that `babyhubs audit --mapping` reads. It holds values from the files."""
    upload = get_object_or_404(Upload, programme=request.programme, pk=upload_id)
    learnt = upload.mappings.first()
    if learnt is None:
        return redirect("audit-upload-state", programme_id, upload_id)
    text = mapping_file.render(Mapping.model_validate_json(learnt.content))
    answer = HttpResponse(text, content_type="application/toml")
    answer["Content-Disposition"] = 'attachment; filename="INTERNAL-mapping.toml"'
    return answer


def _matching(entries: list[dict[str, Any]], find: str) -> list[dict[str, Any]]:
    wanted = find.casefold()
    return [one for one in entries if wanted in f"{one['shown']} {one['word']}".casefold()]


def _shown(upload: Upload, one: dict[str, Any], form: ValuesForm, part: Slice, find: str) -> dict[str, Any]:
    return {
        "one": upload,
        "label": one["label"],
        "about": LABELS.get(one["file"], ""),
        "form": form,
        "part": part,
        "find": find,
        "searched": len(one["values"]) > ON_A_PAGE,
    }
