"""What the layout needs on every page."""

from typing import Any

from django.conf import settings

from babyhubs import __version__
from babyhubs.workbench.web.navigation import menu


def page(request: Any) -> dict[str, Any]:
    """The menu, who is signed in, which programme this is, and whether this is a demonstration."""
    always = {"version": __version__, "simulated": settings.BABYHUBS_SIMULATED}
    # A request that was refused before the gate (a wrong host, a missing token) has no person and no rights yet.
    if not hasattr(request, "rights") or not hasattr(request, "user"):
        return {"menu": [], "me": None, "programme": None, **always}
    person = request.user if request.user.is_authenticated else None
    return {"menu": menu(request), "me": person, "programme": request.programme, **always}
