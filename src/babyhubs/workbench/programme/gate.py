"""The gate: every request passes it before its view runs, and a view that declares nothing is refused.

It is in this app, and not lower down, because a right in a programme is a membership. A programme that is not one's own
does not exist (404): whether it does is nobody else's business. A right that one's role does not bring is 403.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from babyhubs.workbench.access.declared import Access, declared
from babyhubs.workbench.programme.memberships import held_in

# Where somebody may go who must still set up a second factor.
SETTING_UP = ("mfa_", "account_")


class Gate:
    """Sets `request.rights`, and `request.programme` where the address names one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; the decision itself falls in `process_view`, where the view is known."""
        request.rights = frozenset()
        request.programme = None
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None: the view may run."""
        access = declared(view)
        if access is None:
            raise PermissionDenied("This page does not say who may see it.")
        if request.user.is_authenticated:
            request.rights = request.user.site_rights
        if access.public:
            return None
        if not request.user.is_authenticated:
            ended = getattr(request, "ended_session", False)
            page = f"{reverse(settings.LOGIN_URL)}?ended=1" if ended else None
            return redirect_to_login(request.get_full_path(), login_url=page)
        if self._must_set_up(request):
            return redirect("mfa_index")
        self._decide(request, access, kwargs)
        return None

    @staticmethod
    def _decide(request: HttpRequest, access: Access, kwargs: dict[str, Any]) -> None:
        if "programme_id" in kwargs:
            held = held_in(request.user, kwargs["programme_id"])
            if held is None or not held[1]:
                raise Http404
            request.programme = held[0]
            request.rights = request.rights | held[1]
        elif access.of_programme:
            raise PermissionDenied("A right in a programme needs an address that names one.")
        if access.permission is not None and access.permission not in request.rights:
            raise PermissionDenied

    @staticmethod
    def _must_set_up(request: HttpRequest) -> bool:
        """Where others can reach the workbench, a password alone is not enough."""
        name = request.resolver_match.url_name or ""
        if settings.BABYHUBS.local or name.startswith(SETTING_UP):
            return False
        return not is_mfa_enabled(request.user)
