"""The security headers of every page, exactly; tests/workbench/test_headers.py holds them to the letter.

Our own lines and not a package: one policy for all pages needs no settings, and there are no inline scripts or styles to
make exceptions for.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "serial", "usb")
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    # Nothing of the service stays in a browser's store: the next person at a shared computer presses Back.
    "Cache-Control": "no-store",
}


class SecurityHeaders:
    """Adds the headers to every answer that a view gives. Files of the layout are served before this."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        response = self._get_response(request)
        for name, value in HEADERS.items():
            response[name] = value
        if policy := getattr(response, "policy", ""):  # a document that a view puts in a sandbox (web/documents)
            response["Content-Security-Policy"] = policy
        if getattr(response, "camera", False):  # the one page that reads codes from a phone's screen
            response["Permissions-Policy"] = PERMISSIONS_POLICY.replace("camera=()", "camera=(self)")
        return response
