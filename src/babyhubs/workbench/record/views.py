"""Reading, searching and checking the record. Nothing here writes: the record is written by what it tells of."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from babyhubs.workbench.access.declared import needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.record.forms import CheckForm, SearchForm
from babyhubs.workbench.record.models import Entry
from babyhubs.workbench.record.presenters import found
from babyhubs.workbench.record.verification import head, verify


@needs(Permission.SITE_RECORD_READ)
def whole(request: HttpRequest) -> HttpResponse:
    """The record of the whole workbench."""
    return _search(request, Entry.objects.all(), "The record of the workbench", check=True)


@needs(Permission.RECORD_READ)
def of_programme(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """What was done in one programme."""
    entries = Entry.objects.filter(programme=str(programme_id))
    return _search(request, entries, "The record of this programme", check=False)


@needs(Permission.SITE_RECORD_READ)
def check(request: HttpRequest) -> HttpResponse:
    """Whether the record is whole."""
    form = CheckForm(request.GET or None)
    anchor = form.cleaned_data["head"] if form.is_bound and form.is_valid() else None
    context: dict[str, Any] = {"form": form, "head": head()}
    if not form.errors:
        context |= {"checked": True, "faults": verify([anchor] if anchor else []), "anchored": anchor is not None}
    return render(request, "record/check.jinja", context)


def _search(request: HttpRequest, entries: QuerySet[Entry], title: str, *, check: bool) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else {"words": "", "before": None}
    page = found(entries, wanted["words"], wanted["before"])
    return render(
        request,
        "record/search.jinja",
        {"form": form, "found": page, "title": title, "words": wanted["words"], "check": check},
    )
