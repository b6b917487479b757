"""The protocol: its versions, one of them, the form, the signature, the file."""

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.workbench.access.declared import ACT, FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.evaluation.models import ProtocolVersion
from babyhubs.workbench.evaluation.protocols import presenters, services
from babyhubs.workbench.evaluation.protocols.forms import ProtocolForm
from babyhubs.workbench.web.telling import said_instead, told_on


@needs(Permission.AUDIT_READ)
def protocol(request: HttpRequest, programme_id: uuid.UUID, protocol_id: uuid.UUID) -> HttpResponse:
    """One version, with the others beside it."""
    found = presenters.versions(request.programme)
    one = next((one for one in found if one.key == protocol_id), None)
    if one is None:
        return redirect("evaluation", programme_id)
    may_write = Permission.AUDIT_RUN in request.rights
    context = {
        "one": one,
        "others": [other for other in found if other is not one],
        "may_write": may_write,
        "newest": one is found[0],
    }
    return render(request, "evaluation/protocol.jinja", context)


@needs(Permission.AUDIT_RUN, methods=FORM)
def write(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A first draft, the draft again, or a new version."""
    found = list(ProtocolVersion.objects.filter(programme=request.programme))
    superseding = any(one.signed_at for one in found)
    form = ProtocolForm(superseding, request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.write(acting(request), request.programme, **form.cleaned_data)
            return redirect("evaluation-protocol", programme_id, one.pk)
    return render(request, "evaluation/protocol_write.jinja", {"form": form, "superseding": superseding})


@needs(Permission.AUDIT_RUN, methods=ACT)
def sign(request: HttpRequest, programme_id: uuid.UUID, protocol_id: uuid.UUID) -> HttpResponse:
    """From now on it is not changed."""
    one = _version(request, protocol_id)
    with said_instead(request):
        services.sign(acting(request), one)
    return redirect("evaluation-protocol", programme_id, one.pk)


@needs(Permission.AUDIT_READ)
def write_file(request: HttpRequest, programme_id: uuid.UUID, protocol_id: uuid.UUID) -> HttpResponse:
    """The file that `babyhubs evaluate gap --protocol` reads."""
    one = _version(request, protocol_id)
    said = {name: value for name, value in json.loads(one.content).items() if value is not None}
    lines = [f"# {one.digest}", *(f"{name} = {_toml(name, value)}" for name, value in said.items())]
    response = HttpResponse("\n".join(lines) + "\n", content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="protocol-{one.number}.toml"'
    return response


def _version(request: HttpRequest, protocol_id: uuid.UUID) -> ProtocolVersion:
    return get_object_or_404(ProtocolVersion, programme=request.programme, pk=protocol_id)


def _initial(found: list[ProtocolVersion]) -> dict[str, Any]:
    if not found:
        return {}
    said: dict[str, Any] = json.loads(found[0].content)
    for name in ("first_month", "last_month"):
        year, month, day = said[name].split("-")
        said[name] = f"{day}/{month}/{year}"
    return said | {"reason": found[0].reason if found[0].signed_at is None else ""}


def _toml(name: str, value: Any) -> str:
    if name in {"first_month", "last_month", "written_on"}:
        return str(value)  # a day, which TOML knows
    return json.dumps(value, ensure_ascii=False)
