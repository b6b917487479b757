"""Before somebody is signed out for want of pages, they are told when, and can stay (WCAG 2.2.1)."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from babyhubs.workbench.accounts import session_limits
from tests.workbench.service import Service


def told(client: Client, where: str = "/about/") -> int:
    """The seconds until one is signed out, as a page says them to its script."""
    return int(re.search(r'data-ends-in="(\d+)"', client.get(where).content.decode())[1])


def aged(client: Client, **by: int) -> None:
    """Sets the clocks of the session back."""
    session = client.session
    for name, seconds in by.items():
        session[name] = int(timezone.now().timestamp()) - seconds
    session.save()


def test_every_page_says_when_one_is_signed_out(service: Service) -> None:
    client = service.client("analyst")
    assert session_limits.IDLE - 5 <= told(client) <= session_limits.IDLE
    end = timezone.localtime(timezone.now()) + timedelta(seconds=told(client))
    page = client.get(f"/programmes/{service.own.pk}/").content.decode()
    assert re.search(r"you are signed out at\s+<span[^>]*>" + f"({end:%H:%M}|{end - timedelta(minutes=1):%H:%M})", page)
    assert "Stay signed in (opens in a new tab)" in page


def test_who_is_not_signed_in_is_told_nothing(client: Client) -> None:
    assert "signed out at" not in client.get("/about/").content.decode()


def test_a_page_opened_in_another_tab_keeps_one_signed_in(service: Service) -> None:
    client = service.client("analyst")
    client.get("/about/")
    aged(client, seen=session_limits.IDLE - 100)
    page = client.get("/account/stay/").content.decode()
    assert "You stay signed in until" in page
    assert told(client) > session_limits.IDLE - 5


def test_what_is_told_is_what_is_done_within_the_minute_that_is_not_written_down(service: Service) -> None:
    client = service.client("analyst")
    client.get("/about/")
    aged(client, seen=session_limits.WRITE_EVERY - 10)
    assert told(client) <= session_limits.IDLE - session_limits.WRITE_EVERY + 10


def test_nobody_stays_longer_than_a_shift(service: Service) -> None:
    client = service.client("analyst")
    client.get("/about/")
    aged(client, started=session_limits.ABSOLUTE - 60, seen=0)
    assert told(client, "/account/stay/") <= 60
