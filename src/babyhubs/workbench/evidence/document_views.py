"""Documents: their sections with live counts, what stops them, how they read, and the request that a file may leave."""

import io
import tempfile
import uuid
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from babyhubs.disclosure.profiles import DEFAULT
from babyhubs.errors import BabyhubsError, Refused
from babyhubs.evidence.bid.checks import stopped
from babyhubs.reports.bid.readied import Readied, ready
from babyhubs.workbench.access.declared import FORM, needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.accounts.acting import acting
from babyhubs.workbench.evidence import presenters, services
from babyhubs.workbench.evidence.documents import SOFTWARE, Standing, all_forms, faulty_forms, groups, stand
from babyhubs.workbench.evidence.forms import DocumentForm, ReleaseForm, SectionForm
from babyhubs.workbench.evidence.holding import EVIDENCE
from babyhubs.workbench.evidence.models import Document
from babyhubs.workbench.releases import services as release_services
from babyhubs.workbench.web.telling import told_on


@needs(Permission.EVIDENCE_WRITE, methods=FORM)
def add(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A new document."""
    offered = {key: one for key, one in all_forms().items() if not one.draft}
    form = DocumentForm(offered, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            one = services.begin(acting(request), request.programme, **form.cleaned_data)
            return redirect("evidence-document", programme_id, one.pk)
    return render(request, "evidence/document_add.jinja", {"form": form, "faulty": faulty_forms()})


@needs(Permission.EVIDENCE_READ)
def document(request: HttpRequest, programme_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """The sections, and what is to be said about them."""
    now = stand(request.programme, _document(request, document_id))
    context = {
        "document": now.document,
        "form_of": now.form,
        "sections": presenters.sections(now, request.programme),
        "stops": len(now.stops),
        "cited": len({note.claim for note in now.made.notes if note.claim}),
        "may_write": Permission.EVIDENCE_WRITE in request.rights,
        "may_ask": Permission.RELEASE_ASK in request.rights,
    }
    return render(request, "evidence/document.jinja", context)


@needs(Permission.EVIDENCE_WRITE, methods=FORM)
def section(request: HttpRequest, programme_id: uuid.UUID, document_id: uuid.UUID, section: str) -> HttpResponse:
    """The text of one section, its counts, and what is wrong with it."""
    one = _document(request, document_id)
    if section not in all_forms()[one.form].has:
        raise Http404
    if request.method == "POST":
        form = SectionForm(request.POST)
        if form.is_valid():
            with told_on(form):
                services.write_section(acting(request), one, key=section, text=form.cleaned_data["text"])
                return redirect("evidence-section", programme_id, one.pk, section)
    now = stand(request.programme, one)
    if request.method != "POST":
        form = SectionForm(initial={"text": now.texts.get(section, "")})
    shown = next(each for each in presenters.sections(now, request.programme) if each.key == section)
    part = next((each for each in now.made.parts if each.section.key == section), None)
    plain = now.form.named(section).plain and part is not None
    context = {
        "form": form,
        "document": one,
        "section": shown,
        "part": part,
        "reading": presenters.read(part.pasted) if plain and part else None,
        "marked": presenters.marked(part.pasted) if plain and part else "",
        "age": now.form.reading_age,
        "citable": presenters.citable(now),
    }
    return render(request, "evidence/section.jinja", context)


@needs(Permission.EVIDENCE_READ)
def read(request: HttpRequest, programme_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """The whole document as its reader will have it."""
    from babyhubs.reports.bid.page import body  # noqa: PLC0415 - the reports' templates, which the server need not load at start

    now = stand(request.programme, _document(request, document_id))
    shown, problem = "", ""
    try:
        shown = body(_ready(now), presenters.links(now))
    except BabyhubsError as error:
        problem = f"{error.what} {error.remedy}"
    except ValueError as error:  # a display whose lines are wrong; the checks say where
        problem = str(error)
    context = {"document": now.document, "form_of": now.form, "shown": shown, "problem": problem}
    return render(request, "evidence/read.jinja", context)


@needs(Permission.RELEASE_ASK, methods=FORM)
def release(request: HttpRequest, programme_id: uuid.UUID, document_id: uuid.UUID) -> HttpResponse:
    """A file of the document, for somebody else to look at before it leaves."""
    now = stand(request.programme, _document(request, document_id))
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told_on(form):
            content = made(now, given["kind"])
            with tempfile.TemporaryDirectory(dir=settings.BABYHUBS.folder, prefix="document-") as folder:
                path = Path(folder) / f"{now.form.key}.{given['kind']}"
                path.write_bytes(content)
                asked = release_services.ask(
                    acting(request),
                    request.programme,
                    f"{now.document.title}: {now.form.title}",
                    path,
                    DEFAULT,
                    given["reason"],
                    strand=EVIDENCE,
                    used_as=given["used_as"],
                )
            return redirect("release", programme_id, asked.pk)
    context = {
        "form": form,
        "document": now.document,
        "form_of": now.form,
        "stops": [(now.form.named(one.section).title, one) for one in now.stops],
    }
    return render(request, "evidence/release.jinja", context)


def made(now: Standing, kind: str) -> bytes:
    """The file; refused where something stops it."""
    from babyhubs.reports.bid.written import written  # noqa: PLC0415 - as above

    if now.stops:
        first = now.stops[0]
        raise Refused(
            f"{stopped(now.remarks)} {first.what}",
            remedy=first.remedy,
        )
    content = written(_ready(now), kind, SOFTWARE)
    if kind == "pdf" and now.form.pages:
        from pypdf import PdfReader  # noqa: PLC0415 - as above

        pages = len(PdfReader(io.BytesIO(content)).pages)
        if pages > now.form.pages:
            raise Refused(f"It takes {pages} pages, and may take {now.form.pages}.", remedy="Shorten it.")
    return content


def _ready(now: Standing) -> Readied:
    return ready(now.made, now.held.records, groups(now.held))


def _document(request: HttpRequest, key: uuid.UUID) -> Document:
    return get_object_or_404(Document.objects.prefetch_related("texts"), programme=request.programme, pk=key)
