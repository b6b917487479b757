"""Pages for what did not work: what happened, and what to do."""

import errno
import sqlite3
import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

_REASONS = {
    400: ("The request was not understood", "Go back, and try again from the page before."),
    403: (
        "You cannot see this page",
        "Your role does not include it. If you need it, ask the service lead of your programme.",
    ),
    404: (
        "This page is not here",
        "Check the address. If you followed a link, the thing may have been removed, or it may not be yours to see.",
    ),
    500: (
        "Something went wrong on our side",
        "Nothing that you had saved is lost. Try again; if it happens again, tell whoever looks after the workbench.",
    ),
    507: (
        "Nothing can be saved at the moment",
        "The disk of the workbench is full, or can no longer be written to. What was saved before is there; what you were "
        "just sending is not. Tell whoever looks after the workbench, and send it again once there is room.",
    ),
}
# What the disk says through the system, SQLite and PostgreSQL (class 53: insufficient resources; 58: system error).
_DISK = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO}
_SQLITE_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
_SERVER_DISK = {"53100", "58030"}


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return _plain(400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    return _page(request, 404)


def fault(request: HttpRequest) -> HttpResponse:
    """500, or 507 where the disk is the reason: drawn without the database, which may be what failed."""
    return _plain(507 if _of_the_disk(sys.exc_info()[1]) else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from our own page, or whose page had grown old."""
    title = "Your page was out of date"
    advice = "You may have been signed out. Open the page again and send the form once more. Nothing was changed."
    return render(request, "web/error.jinja", {"title": title, "advice": advice}, status=403)


def _of_the_disk(error: BaseException | None) -> bool:
    """Whether a fault, or what caused it, is that nothing can be written."""
    while error is not None:
        if getattr(error, "errno", None) in _DISK or getattr(error, "sqlstate", None) in _SERVER_DISK:
            return True
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE_DISK:  # the low byte is the kind of error
            return True
        error = error.__cause__ or error.__context__
    return False


def _page(request: HttpRequest, status: int) -> HttpResponse:
    title, advice = _REASONS[status]
    return render(request, "web/error.jinja", {"title": title, "advice": advice}, status=status)


def _plain(status: int) -> HttpResponse:
    title, advice = _REASONS[status]
    text = engines["jinja2"].env.get_template("web/error.jinja").render({"title": title, "advice": advice})
    return HttpResponse(text, status=status)
