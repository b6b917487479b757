"""What every page sends with it, exactly, and what no page does."""

import re

import pytest
from django.db import transaction
from django.test import Client

from babyhubs.workbench.programme.models import Programme
from babyhubs.workbench.public.reading import policy, style
from tests.workbench.routes import OWN, address, routes
from tests.workbench.service import Service

EXACT = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), serial=(), usb=()",
    "Cache-Control": "no-store",
}
# The page that a phone keeps: it may be installed, and its code is its own. tests/workbench/observations/test_capture.py has its rest.
CAPTURE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
# The one page that plays a sound, and from here alone.
SOUND = {"Content-Security-Policy": f"{EXACT['Content-Security-Policy']}; media-src 'self'"}
# The one page that may ask for the camera: it reads the codes on a phone's screen.
CAMERA = {"Permissions-Policy": EXACT["Permissions-Policy"].replace("camera=()", "camera=(self)")}
OTHERWISE = {"observation-capture": CAPTURE, "observation-capture-file": CAPTURE}
# A page for parents holds its style sheet, named by its digest, and no script (docs/decisions/0075).
PARENTS = {"Content-Security-Policy": policy()}
GET_ROUTES = [route for route in routes() if route.access and "GET" in route.access.methods]


@pytest.mark.parametrize("role", ["service-lead", "administrator"])
def test_every_page_a_person_opens_is_sound(service: Service, role: str) -> None:
    """Exact headers; a title; one first heading; unique ids; no script, style or address that the policy forbids."""
    assert service.own
    client = service.client(role)
    for route in GET_ROUTES:
        with transaction.atomic():  # a thing made for one address is gone before the next
            answer = client.get(address(route, service, role, OWN))
            transaction.set_rollback(True)
        sound = {"discussions-voice": SOUND, "observation-from-codes": CAMERA}.get(route.name, {})
        here = PARENTS if route.name.startswith("parents") else OTHERWISE.get(route.name, sound)
        wanted = EXACT | (here if answer.status_code == 200 else {})
        assert {name: answer.headers.get(name) for name in EXACT} == wanted, route.name
        if route.name not in OTHERWISE and answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            _sound(answer.content.decode(), route.name)


@pytest.mark.parametrize("where", ["/no/such/page/", "/accounts/", "/programmes/00000000-0000-4000-8000-000000000000/"])
def test_pages_of_refusal_are_sound_too(service: Service, where: str) -> None:
    answer = service.client("analyst").get(where)
    assert answer.status_code in {403, 404}
    assert {name: answer.headers.get(name) for name in EXACT} == EXACT
    _sound(answer.content.decode(), where)


def _sound(page: str, where: str) -> None:
    assert re.search(r"<title>[^<]+ – Babyhubs</title>", page), where
    assert len(re.findall(r"<h1[\s>]", page)) == 1, where
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids)), where
    for tag in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in tag or 'type="application/json"' in tag, where
    assert "<style" not in page.replace(f"<style>{style()}</style>", ""), where
    assert where.startswith("parents") == ("<style" in page), where
    assert not re.findall(r'\s(?:style|on[a-z]+)="', page), where
    for found in re.findall(r'\s(?:src|href|action)="([^"]*)"', page):
        assert not re.match(r"(?:https?:)?//|javascript:|data:", found), f"{where}: {found}"
    for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.S):
        assert "csrfmiddlewaretoken" in form, where


def test_a_form_without_its_token_or_with_anothers_changes_nothing(service: Service) -> None:
    assert service.own
    for route in routes():
        if route.access is None or "POST" not in route.access.methods:
            continue
        for token in ("", "x" * 64):
            client = Client(enforce_csrf_checks=True)
            client.force_login(service.people["administrator"])
            client.cookies["babyhubs-csrf"] = "y" * 32
            answer = client.post(
                address(route, service, "administrator", OWN), {"csrfmiddlewaretoken": token} if token else {}
            )
            assert answer.status_code == 403, route.name
    assert Programme.objects.get(pk=service.own.pk).name == "Reach"


def test_a_foreign_host_is_not_answered(service: Service) -> None:
    assert Client().get("/about/", headers={"host": "rebound.example"}).status_code == 400


def test_cookies_are_closed_to_scripts_and_to_other_sites(service: Service) -> None:
    client = Client()
    client.get("/sign-in/")
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_a_page_in_a_language_written_from_the_right_is_mirrored(service: Service) -> None:
    from django.utils import translation

    with translation.override("ar"):
        page = Client().get("/about/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "theme.rtl.css" in page
    with translation.override("so"):
        assert '<html lang="so" dir="ltr">' in Client().get("/about/").content.decode()


def test_an_error_of_ours_says_so_without_its_inside(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("babyhubs.workbench.programme.views.programmes_of", broken)
    client = service.client("analyst")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "secret inside" not in answer.content.decode()
