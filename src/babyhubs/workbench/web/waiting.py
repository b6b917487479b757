"""Pages that wait with the person for the background work."""

from django.http import HttpRequest, HttpResponse

AGAIN = "4"  # seconds until a page that waits asks again; a header, so it works without scripts


def looks_again(request: HttpRequest, response: HttpResponse, *, waiting: bool) -> HttpResponse:
    """Asks again by itself while there is something to wait for, unless the person would rather do so (WCAG 2.2.1)."""
    if waiting and "still" not in request.GET:
        response["Refresh"] = AGAIN
    return response
