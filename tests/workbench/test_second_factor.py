"""Codes from an app, recovery codes, passkeys; where others reach the workbench, one of them is needed."""

import re
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from babyhubs.workbench.record.models import Entry
from tests.workbench.service import PASSWORD, Service, passkey


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def code(secret: str) -> str:
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_codes(client: Client) -> str:
    """Sets codes from an app up; gives the secret."""
    page = client.get("/account/app/").content.decode()
    found = re.search(r'babyhubs-code" translate="no">([A-Z2-7]+)<', page)
    assert found
    assert client.post("/account/app/", {"code": code(found[1])}).status_code == 302
    return found[1]


def test_codes_are_set_up_and_then_asked_for(service: Service) -> None:
    secret = with_codes(service.client("analyst"))
    client = Client()
    first = client.post("/sign-in/", {"login": service.people["analyst"].email, "password": PASSWORD})
    assert first["Location"].startswith("/sign-in/code/")
    assert client.get("/").status_code == 302, "a password alone opens nothing"
    assert "/sign-in/" in client.get("/")["Location"]
    cache.clear()  # a code is taken once; this stands for the next half minute
    session_before = client.session.session_key
    assert client.post("/sign-in/code/", {"code": code(secret)})["Location"] == "/"
    assert client.session.session_key != session_before
    assert client.get("/").status_code == 200


def test_the_secret_of_the_codes_is_encrypted_at_rest(service: Service) -> None:
    secret = with_codes(service.client("analyst"))
    stored = str(list(Authenticator.objects.values()))
    assert "totp" in stored
    assert secret not in stored


def test_a_new_way_to_sign_in_is_in_the_record(service: Service) -> None:
    with_codes(service.client("analyst"))
    assert Entry.objects.filter(action="second-factor.added", actor_name="Analyst").exists()


def test_wrong_codes_are_counted(service: Service) -> None:
    with_codes(service.client("analyst"))
    client = Client()
    client.post("/sign-in/", {"login": service.people["analyst"].email, "password": PASSWORD})
    pages = [client.post("/sign-in/code/", {"code": "000000"}).content.decode() for _ in range(6)]
    assert "Too many failed login attempts" in pages[-1]


class TestWhereOthersCanReachIt:
    """A workbench with a public name."""

    @pytest.fixture(autouse=True)
    def _public(self, settings: Any) -> None:
        settings.BABYHUBS = replace(settings.BABYHUBS, public_name="babyhubs.example.nhs.uk")

    def test_a_password_alone_leads_to_setting_up_a_second_factor_and_nowhere_else(self, service: Service) -> None:
        client = service.client("analyst")
        assert client.get(f"/programmes/{service.own.pk}/")["Location"] == "/account/"
        assert client.get("/account/").status_code == 200

    def test_with_a_passkey_the_way_is_open(self, service: Service) -> None:
        assert service.own
        passkey(service.people["analyst"])
        assert service.client("analyst").get(f"/programmes/{service.own.pk}/").status_code == 200

    def test_an_administrator_has_no_role_in_a_programme(self, service: Service) -> None:
        from babyhubs.errors import InputError
        from babyhubs.workbench.programme.services import give_role
        from tests.workbench.service import TEST

        with pytest.raises(InputError, match="Administrators have no role"):
            give_role(TEST, service.own, user=service.people["administrator"], role="analyst")
