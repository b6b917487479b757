"""Sessions from the codes on a phone's screen: whole or not at all, and as if they had been sent."""

import base64
import html
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from babyhubs.observations.log.operation import Operation as Tap
from babyhubs.workbench.observations.models import Session
from babyhubs.workbench.observations.sessions import logs as kept
from babyhubs.workbench.observations.sessions import receiving
from babyhubs.workbench.record.models import Entry
from tests.observations.shown import codes, photograph
from tests.workbench.observations.rows import logs
from tests.workbench.service import Service


def taps() -> list[Tap]:
    return receiving.lines(logs()[0])[:60]


def photo(name: str, shown: list[bytes]) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photograph(shown), "image/png")


def sends(client: Client, service: Service, pictures: list[SimpleUploadedFile], found: str = "") -> str:
    """The page that answers, as text."""
    where = f"/programmes/{service.own.pk}/observations/from-codes/"
    answer = client.post(where, {"pictures": pictures, "parts": found}, follow=True)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_photographs_in_two_goes_make_a_session_once(service: Service) -> None:
    assert service.own
    client, shown = service.client("observer"), codes(taps(), share=300)
    assert len(shown) > 4
    # The first photographs leave a part out, one shows nothing, one is no picture: what was found stays in the page.
    nothing, broken = photo("wall.png", []), SimpleUploadedFile("notes.png", b"no picture")
    page = sends(client, service, [photo("1.png", shown[:2]), nothing, photo("2.png", shown[3:5]), broken])
    assert f"4 of {len(shown)} parts are here. Missing: 3" in page
    assert "wall.png: no code of a session was found." in page
    assert "notes.png: This is no picture that can be read here: a JPEG or PNG that is whole." in page
    assert "start again" in page
    assert not Session.objects.exists()
    found = re.search(r'name="parts" value="([^"]*)"', page)
    assert found
    # The rest makes it whole, and it is what was on the phone.
    page = sends(client, service, [photo("3.png", shown[2:3]), photo("4.png", shown[5:])], found[1])
    one = Session.objects.get()
    assert f"{len(taps())} operations are here. Check: {taps()[-1].digest()[:8]}." in page
    assert kept.text(one).splitlines() == [tap.line() for tap in taps()]
    assert Entry.objects.filter(action="observation.received").count() == 1
    # The same once more, or later with more of it, doubles nothing.
    every = "\n".join(base64.b64encode(code).decode() for code in shown)
    assert "operations are here" in sends(client, service, [], every)
    assert Entry.objects.filter(action="observation.received").count() == 1
    more = receiving.lines(logs()[0])[:80]
    sends(client, service, [], "\n".join(base64.b64encode(code).decode() for code in codes(more)))
    one.refresh_from_db()
    assert (one.seq, one.head) == (80, more[-1].digest())


def test_what_is_wrong_is_said_and_nothing_is_taken(service: Service) -> None:
    assert service.own
    client = service.client("observer")
    other = receiving.lines(logs()[1])[:60]
    assert "Choose one or more photographs." in sends(client, service, [])
    assert "different sessions" in sends(client, service, [photo("a.png", [codes(taps())[0], codes(other)[0]])])
    for changed in ("x", base64.b64encode(codes(taps())[0] + b"x").decode()):
        assert "came back changed" in sends(client, service, [], changed)
    assert not Session.objects.exists()


def test_a_frame_of_the_camera_is_answered_with_its_parts(service: Service) -> None:
    assert service.own
    client, shown = service.client("observer"), codes(taps())
    where = f"/programmes/{service.own.pk}/observations/from-codes/frame/"
    seen = client.post(where, photograph(shown[:1], "JPEG"), content_type="image/jpeg").json()
    assert [base64.b64decode(one) for one in seen["parts"]] == shown[:1]
    assert client.post(where, photograph([], "JPEG"), content_type="image/jpeg").json() == {"parts": []}
    assert "no picture" in client.post(where, b"x", content_type="image/jpeg").json()["what"]
    assert not Session.objects.exists()


def test_the_camera_is_shut_on_every_other_page(service: Service) -> None:
    assert service.own
    client, here = service.client("observer"), f"/programmes/{service.own.pk}/observations/"
    assert "camera=(self)" in client.get(f"{here}from-codes/")["Permissions-Policy"]
    for where in (here, f"{here}handed-over/", f"{here}capture/", f"{here}from-codes/frame/"):
        assert "camera=()" in client.get(where)["Permissions-Policy"]
