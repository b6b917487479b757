"""The pack of evidence: why it can or cannot be made now, and the request that it may leave."""

import tempfile
import uuid
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from babyhubs.disclosure.profiles import DEFAULT
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.evidence.forms import PackForm
from babyhubs.workbench.evidence.holding import EVIDENCE
from babyhubs.workbench.evidence.packing import packed, released_tables, waiting
from babyhubs.workbench.releases import services as release_services
from babyhubs.workbench.web.telling import told_on


@needs(Permission.RELEASE_ASK, methods=FORM)
def pack(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """Make the pack and ask for it to leave; a second person looks at it and decides."""
    form = PackForm(request.POST or None, initial={"publisher": request.programme.place})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form), tempfile.TemporaryDirectory(dir=settings.BABYHUBS.folder, prefix="pack-") as folder:
            made = packed(request.programme, given["publisher"].strip(), given["licence"])
            path = Path(folder) / "pack.zip"
            path.write_bytes(made.archive())
            asked = release_services.ask(
                acting(request),
                request.programme,
                f"Pack of evidence: {request.programme.name}",
                path,
                DEFAULT,
                f"{given['reason'].strip()}\nThe seal of the pack: {made.seal}",
                strand=EVIDENCE,
                used_as=given["used_as"],
            )
            return redirect("release", programme_id, asked.pk)
    context = {
        "form": form,
        "waiting": waiting(request.programme),
        "tables": sorted(released_tables(request.programme)),
    }
    return render(request, "evidence/pack.jinja", context)
