"""The documents. They are ours, hold nothing of any programme, and are read before one has an account too."""

import mimetypes

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from babyhubs.reports.manual import markdown
from babyhubs.reports.manual import search as finding
from babyhubs.reports.manual.shelf import SECTIONS, documents, root, within
from babyhubs.workbench.access.declared import public

LONGEST = 200  # characters that somebody may look for


@public()
def shelf(request: HttpRequest) -> HttpResponse:
    """All documents, section by section."""
    return render(request, "help/shelf.jinja", {"shelf": [(title, within(name)) for name, title in SECTIONS.items()]})


@public()
def search(request: HttpRequest) -> HttpResponse:
    """The pages that hold all the words."""
    words = request.GET.get("words", "")[:LONGEST]
    return render(request, "help/search.jinja", {"words": words, "found": finding.search(words)})


@public()
def document(request: HttpRequest, help_key: str) -> HttpResponse:
    """One document, or a section without a page of its own."""
    if help_key not in documents():
        if help_key not in SECTIONS:
            raise Http404
        return render(request, "help/shelf.jinja", {"shelf": [(SECTIONS[help_key], within(help_key))]})
    one = documents()[help_key]
    page = markdown.rendered(one, _leads)
    listed = within(help_key) if help_key in SECTIONS else []
    return render(
        request, "help/document.jinja", {"document": one, "page": page, "listed": listed, "sections": SECTIONS}
    )


@public()
def picture(request: HttpRequest, help_picture: str) -> HttpResponse:
    """A picture of a document; nothing else of the folder, whatever the address says."""
    if not any(help_picture in markdown.pictures(one) for one in documents().values()):
        raise Http404
    return HttpResponse((root() / help_picture).read_bytes(), content_type=mimetypes.guess_type(help_picture)[0])


def _leads(key: str, kind: str) -> str:
    return reverse("help-picture", args=[key]) if kind == "picture" else reverse("help-document", args=[key])
