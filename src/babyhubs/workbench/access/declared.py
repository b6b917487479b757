"""What a page declares about who may see it. A page that declares nothing is refused to everybody (programme/gate.py).

    @needs(Permission.AUDIT_READ)            a right in the programme that the address names
    @needs(Permission.ACCOUNTS_MANAGE)       a right of the site
    @signed_in                               one's own account, or a page that lists only what one may see
    @public                                  nobody needs to sign in

Each says also which methods the page answers (GET alone unless it says otherwise), so that the matrix of the tests
knows every page by route and method.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from babyhubs.workbench.access.permission import SITE, Permission

READ = ("GET",)
FORM = ("GET", "POST")
ACT = ("POST",)


@dataclass(frozen=True, slots=True)
class Access:
    """What a page declared. permission: None for a page that is public or for everybody who signed in."""

    public: bool
    permission: Permission | None
    methods: tuple[str, ...]

    @property
    def of_programme(self) -> bool:
        """Whether the right is one in a programme, which the address must then name."""
        return self.permission is not None and self.permission not in SITE


def needs(permission: Permission, *, methods: tuple[str, ...] = READ) -> Callable[[Callable[..., Any]], Any]:
    """A page for those who hold a right."""
    return _declare(Access(False, permission, methods))


def signed_in(*, methods: tuple[str, ...] = READ) -> Callable[[Callable[..., Any]], Any]:
    """A page for everybody who signed in; it shows only their own."""
    return _declare(Access(False, None, methods))


def public(*, methods: tuple[str, ...] = READ) -> Callable[[Callable[..., Any]], Any]:
    """A page that needs no account."""
    return _declare(Access(True, None, methods))


def declared(view: Callable[..., Any]) -> Access | None:
    """What a view declared, or None: then nobody may see it."""
    return getattr(view, "access", None)


def _declare(access: Access) -> Callable[[Callable[..., Any]], Any]:
    def wrap(view: Callable[..., Any]) -> Callable[..., Any]:
        answering = require_http_methods([*access.methods, *(["HEAD"] if "GET" in access.methods else [])])(view)

        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            return answering(request, *args, **kwargs)

        wrapped.access = access  # type: ignore[attr-defined]
        return wrapped

    return wrap
