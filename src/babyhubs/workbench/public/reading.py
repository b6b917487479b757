"""A page for parents: whose it is, in which language, how it is drawn. One request paints it.

The style sheet stands in the page, named in the policy by its digest (docs/decisions/0075): over a slow mobile line a
second request costs more than all of its bytes. There is no script.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page

from babyhubs.workbench.access.declared import READ, public
from babyhubs.workbench.access.permission import Permission
from babyhubs.workbench.programme.memberships import held_in
from babyhubs.workbench.public.models import Site
from babyhubs.workbench.public.texts import ENGLISH, OTHERS, Texts, texts


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads the pages of a programme. preview: parents cannot see what this colleague sees."""

    site: Site
    t: Texts
    preview: bool

    def url(self, name: str, *more: object) -> str:
        """The address of another page, in the same language."""
        return reverse(name, args=[self.site.slug, self.t.language, *more])

    @property
    def contact(self) -> str:
        """Whom to ask; a telephone number stays on one line."""
        return re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", self.site.contact)

    def in_language(self, path: str, language: str) -> str:
        """The same page in another language."""
        before = reverse("parents-find", args=[self.site.slug, self.t.language])
        return reverse("parents-find", args=[self.site.slug, language]) + path.removeprefix(before)

    @property
    def languages(self) -> list[Texts]:
        """What this person can read the pages in."""
        return [texts(code) for code in (ENGLISH, *(OTHERS if self.preview else self.site.languages.split()))]


def page(*, methods: tuple[str, ...] = READ) -> Callable[[Callable[..., HttpResponse]], Any]:
    """A view for parents: `view(request, reader, ...)`. What is not switched on is not there, but for the programme's people."""

    def wrap(view: Callable[..., HttpResponse]) -> Any:
        @public(methods=methods)
        @gzip_page
        @wraps(view)
        def wrapped(request: HttpRequest, site: str, language: str, **more: Any) -> HttpResponse:
            return view(request, _reader(request, site, language), **more)

        return wrapped

    return wrap


def drawn(request: HttpRequest, template: str, reader: Reader, status: int = 200, **context: Any) -> HttpResponse:
    """The page."""
    english = texts(ENGLISH)
    more = {"reader": reader, "t": reader.t, "site": reader.site, "style": style(), "english": english, **context}
    return painted(render(request, template, more, status=status))


def painted(response: HttpResponse) -> HttpResponse:
    """With the policy that allows the style sheet in the page, and nothing else."""
    response.policy = policy()  # web/headers.py sends it instead of the usual one
    return response


@cache
def style() -> str:
    """The style sheet, without what only its authors read."""
    lines = files(__package__).joinpath("style.css").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("/*"))


@cache
def policy() -> str:
    """No script, no style sheet but this one, no picture from elsewhere, no form sent elsewhere."""
    digest = b64encode(hashlib.sha256(style().encode()).digest()).decode("ascii")
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def whole_address(path: str) -> str:
    """As it stands on a poster."""
    return f"{settings.BABYHUBS.home.rstrip('/')}{path}"


def _reader(request: HttpRequest, slug: str, language: str) -> Reader:
    site = Site.objects.filter(slug=slug).first()
    if site is None or language not in (ENGLISH, *OTHERS):
        raise Http404
    on = (site.hubs or site.sign_up) and language in (ENGLISH, *site.languages.split())
    if not on and not _is_of(request, site):
        raise Http404
    return Reader(site, texts(language), preview=not on)


def _is_of(request: HttpRequest, site: Site) -> bool:
    """Whether somebody has a role in the programme, and so may look at what parents do not see yet."""
    if not request.user.is_authenticated:
        return False
    held = held_in(request.user, site.programme_id)
    return held is not None and Permission.HUBS_READ in held[1]
