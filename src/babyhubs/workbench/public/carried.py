"""What a parent has written so far, carried by their own browser, locked: the workbench keeps nothing until the last button.

Fernet under a key made from the folder's session key: nobody reads or changes it, and it is void after its time. The server
has no session for parents.
"""

import hmac
import json
import zlib
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse

JOIN, MINE, DONE = "babyhubs-join", "babyhubs-mine", "babyhubs-done"
PATH = "/for-parents/"
LASTS = {
    JOIN: 60 * 60,
    MINE: 20 * 60,
    DONE: 60 * 60,
}  # seconds since the last answer (WCAG 2.2.1: 20 for others' phones)
LARGEST = 3800  # signs: browsers keep 4,096 bytes of a cookie with its name


def read(request: HttpRequest, name: str, place: str) -> dict[str, Any]:
    """What was carried for these pages; empty where there is nothing, or it is too old, or not ours."""
    try:
        plain = zlib.decompress(_fernet(name).decrypt(request.COOKIES.get(name, ""), ttl=LASTS[name]))
    except (InvalidToken, zlib.error, UnicodeEncodeError):
        return {}
    carried: dict[str, Any] = json.loads(plain)
    return carried if carried.get("place") == place else {}


def fits(name: str, carried: dict[str, Any]) -> bool:
    """Whether a browser can keep it."""
    return len(_sealed(name, carried)) <= LARGEST


def put(response: HttpResponse, name: str, carried: dict[str, Any]) -> HttpResponse:
    """The answer of a page, with what is carried on. It goes when the browser is closed."""
    response.set_cookie(
        name,
        _sealed(name, carried),
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def drop(response: HttpResponse, *names: str) -> HttpResponse:
    """Nothing is carried on."""
    for name in names:
        response.delete_cookie(name, path=PATH, samesite="Strict")
    return response


def _sealed(name: str, carried: dict[str, Any]) -> str:
    packed = zlib.compress(json.dumps(carried, ensure_ascii=False).encode(), 9)
    return _fernet(name).encrypt(packed).decode("ascii")


def _fernet(name: str) -> Fernet:
    key = hmac.digest(settings.BABYHUBS_KEYS.session, f"carried as {name}".encode(), "sha256")
    return Fernet(urlsafe_b64encode(key))
