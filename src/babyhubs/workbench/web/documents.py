"""Serving a report, a whole page that the worker wrote (an audit, the discussions), without trusting it.

It gets a policy of its own, narrower than that of our pages but for its one style sheet, which is named by its digest. It is put
in a sandbox: nothing in it can run, send a form, or count as our origin. It is served only if it is byte for byte what was written.
"""

import hashlib
import re
from pathlib import Path

from django.http import Http404, HttpResponse

_STYLE = re.compile(rb"style-src 'sha256-([A-Za-z0-9+/]{43}=)'")


def report(path: Path, sha256: str) -> HttpResponse:
    """A report in its sandbox."""
    if not path.is_file():
        raise Http404
    content = path.read_bytes()
    style = _STYLE.search(content[:2000])
    if hashlib.sha256(content).hexdigest() != sha256 or style is None:
        raise Http404
    response = HttpResponse(content, content_type="text/html; charset=utf-8")
    response.policy = policy(style[1].decode())  # web/headers.py sends it instead of the usual one
    return response


def policy(style: str) -> str:
    """The policy of a report whose style sheet has this digest."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{style}'",
            "img-src data:",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "sandbox",
        )
    )
