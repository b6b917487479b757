"""A session ends after 15 minutes without a page (idle) and after 12 hours in any case (absolute).

The limits are held on the server: a stolen cookie does not outlive them. 15 minutes is what NHS desktops commonly use for
their screen lock; 12 hours is one long shift. The times lie in the session itself; it is written at most once a minute, not
at every page. Each page says when it would end, and how to stay (WCAG 2.2.1).
"""

from collections.abc import Callable
from datetime import UTC, datetime

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

IDLE = 15 * 60
ABSOLUTE = 12 * 60 * 60
WRITE_EVERY = 60
_STARTED, _SEEN = "started", "seen"


class SessionLimits:
    """Ends sessions that are too old or were idle too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, for the person of the session or, where it has ended, for nobody."""
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            started = request.session.setdefault(_STARTED, now)
            seen = request.session.setdefault(_SEEN, now)
            if now - started >= ABSOLUTE or now - seen >= IDLE or now < started - WRITE_EVERY:
                logout(request)
                request.ended_session = True
            elif now - seen >= WRITE_EVERY:
                request.session[_SEEN] = now
        if request.user.is_authenticated:
            request.signs_out_at = _end(request)
        return self._get_response(request)


def begin(request: HttpRequest) -> None:
    """Both clocks start anew: at every sign-in."""
    now = int(timezone.now().timestamp())
    request.session[_STARTED] = request.session[_SEEN] = now


def _end(request: HttpRequest) -> datetime:
    """When the session ends if no other page is opened before."""
    started, seen = request.session[_STARTED], request.session[_SEEN]
    return datetime.fromtimestamp(min(started + ABSOLUTE, seen + IDLE), tz=UTC)
