"""The evaluation's first page: what to do in which order, and what there is."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from babyhubs.workbench.access.declared import needs
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.evaluation import presenters
from babyhubs.workbench.evaluation.models import CountTable, ProtocolVersion, Run
from babyhubs.workbench.evaluation.protocols import presenters as protocols
from babyhubs.workbench.programme import clean_records


@needs(Permission.AUDIT_READ)
def overview(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """From the change log to the answer."""
    found = list(CountTable.objects.filter(programme=request.programme)[: presenters.LISTED])
    asked = presenters.runs(Run.objects.filter(programme=request.programme)[: presenters.LISTED])
    versions = protocols.shown(list(ProtocolVersion.objects.filter(programme=request.programme)))
    kinds = {one.kind for one in found if one.state == CountTable.State.READY}
    context = {
        "protocol": versions[0] if versions else None,
        "tables": presenters.tables(found),
        "runs": asked,
        "newest": {kind: next((one for one in asked if one.kind == kind), None) for kind in Run.Kind.values},
        "may_run": Permission.AUDIT_RUN in request.rights,
        "records": clean_records.there(request.programme),
        "has_cells": CountTable.Kind.CELLS in kinds,
        "has_places": {CountTable.Kind.AREAS, CountTable.Kind.SITES} <= kinds,
    }
    return render(request, "evaluation/overview.jinja", context)
