"""Pages that belong to no app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from babyhubs.workbench.access.declared import public


@public()
def about(request: HttpRequest) -> HttpResponse:
    """What this is, what it is not for, and how accessible it is."""
    return render(request, "web/about.jinja")
