"""One person in a browser, as the load generator plays them: cookies, the tokens of forms, a code from an app."""

import base64
import hmac
import http.client
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TIMEOUT = 60  # seconds; an answer that takes longer is an error
_LOCAL = threading.local()  # a thread keeps its connection, as a browser does


def code(secret: str, now: int) -> str:
    """What an app shows in this half minute (RFC 6238; RFC 4226, 5.3)."""
    mac = hmac.digest(base64.b32decode(secret), (now // 30).to_bytes(8, "big"), "sha1")
    place = mac[-1] & 0x0F
    number = int.from_bytes(mac[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass
class Person:
    """A session. token: that of the last form that was seen; it holds for the whole session."""

    port: int
    name: str
    email: str
    role: str
    secret: str
    address: str  # as the proxy tells it: the limits on signing in count by it
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str) -> Answer:
        """Opens a page."""
        return self._ask("GET", path, None, "")

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Sends a form."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode()
        return self._ask("POST", path, body, "application/x-www-form-urlencoded")

    def send(self, path: str, fields: dict[str, str], files: dict[str, Path]) -> Answer:
        """Sends a form with files."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {"csrfmiddlewaretoken": self.token, **fields}.items()
        ]
        for name, file in files.items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n'
            parts.append(f"{head}Content-Type: text/csv\r\n\r\n".encode() + file.read_bytes() + b"\r\n")
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        return self._ask("POST", path, body, f"multipart/form-data; boundary={mark}")

    def sign_in(self, password: str) -> None:
        """Password, then the code that the app shows now."""
        self.get("/sign-in/")
        first = self.post("/sign-in/", {"login": self.email, "password": password})
        assert first.location.startswith("/sign-in/code/"), (first.status, first.location, first.text[:2000])
        self.get("/sign-in/code/")
        last = self.post("/sign-in/code/", {"code": code(self.secret, int(time.time()))})
        assert (last.status, last.location) == (302, "/"), (last.status, last.location)

    def _ask(self, method: str, path: str, body: bytes | None, kind: str) -> Answer:
        headers = {
            "Host": self.name,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.address,
            "Origin": f"https://{self.name}",
            "Referer": f"https://{self.name}/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if kind:
            headers["Content-Type"] = kind
        connection = getattr(_LOCAL, "connection", None)
        if connection is None:
            connection = _LOCAL.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", errors="replace")
        except BaseException:
            connection.close()
            _LOCAL.connection = None
            raise
        for header in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        if found := TOKEN.search(text):
            self.token = found[1]
        return Answer(response.status, urlsplit(response.headers.get("Location", "")).path, text)
