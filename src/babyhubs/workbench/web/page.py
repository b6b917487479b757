"""What the layout needs on every page."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from babyhubs import __version__
from babyhubs.workbench.web.help import key_for
from babyhubs.workbench.web.navigation import menu


def page(request: Any) -> dict[str, Any]:
    """The menu, who is signed in, which programme this is, and whether this is a demonstration."""
    match = getattr(request, "resolver_match", None)
    helps = key_for(match.url_name or "" if match else "")
    always = {"version": __version__, "simulated": settings.BABYHUBS_SIMULATED, "helps": helps}
    # A request that was refused before the gate (a wrong host, a missing token) has no person and no rights yet.
    if not hasattr(request, "rights") or not hasattr(request, "user"):
        return {"menu": [], "me": None, "programme": None, **always}
    person = request.user if request.user.is_authenticated else None
    return {"menu": menu(request), "me": person, "programme": request.programme, **_session(request), **always}


def _session(request: Any) -> dict[str, Any]:
    """When the session ends by itself, and in how many seconds; nothing where there is none (accounts/session_limits.py)."""
    end = getattr(request, "signs_out_at", None)
    return {"signs_out_at": end, "signs_out_in": max(int((end - timezone.now()).total_seconds()), 0)} if end else {}
