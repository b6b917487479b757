"""SE: sessions, guessing, forms from elsewhere. Policy and headers of every page: tests/workbench/test_headers.py."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import transaction
from django.test import Client, RequestFactory

from babyhubs.workbench.accounts import services as accounts
from babyhubs.workbench.accounts.models import User
from babyhubs.workbench.record.models import Entry
from tests.workbench.routes import OWN, address, routes
from tests.workbench.service import PASSWORD, TEST, Service, person

SIGN_IN = "/sign-in/"
COOKIE = "babyhubs-session"


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def ana() -> User:
    """Somebody with an account."""
    return person("ana")


def guess(address: str, email: str, password: str) -> Any:
    """One guess from one address."""
    return Client(REMOTE_ADDR=address).post(SIGN_IN, {"login": email, "password": password})


def stopped(answer: Any) -> bool:
    """Whether the password was not even looked at."""
    return answer.status_code == 429 or "Too many failed login attempts" in answer.content.decode()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.elsewhere.example"])
def test_se1_a_form_from_another_origin_is_refused_even_with_a_good_token(origin: str, service: Service) -> None:
    assert service.own
    client = Client(enforce_csrf_checks=True)
    client.force_login(service.people["service-lead"])
    where = f"/programmes/{service.own.pk}/description/"
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)', client.get(where).content.decode())
    assert found
    sent = {"csrfmiddlewaretoken": found[1], "name": "Taken over", "place": "", "purpose": "x"}
    assert client.post(where, sent, headers={"origin": origin}).status_code == 403
    service.own.refresh_from_db()
    assert service.own.name == "Reach"
    assert client.post(where, sent, headers={"origin": "http://testserver"}).status_code == 302


def test_se1_no_page_changes_anything_when_it_is_only_opened(service: Service) -> None:
    """A link or a picture on another site makes a browser open pages; the record would show what that changed."""
    assert service.own
    client = service.client("service-lead")
    for route in routes():
        if route.access is None or "GET" not in route.access.methods:
            continue
        with transaction.atomic():  # a thing made for one address is gone before the next
            where = address(route, service, "service-lead", OWN)
            before = Entry.objects.count()
            client.get(where)
            told = list(Entry.objects.filter(sequence__gt=before).values_list("action", flat=True))
            transaction.set_rollback(True)
        assert set(told) <= {"release.downloaded"}, route.name  # that somebody took a file is told


def test_se2_signing_out_ends_the_session_on_the_server_too(ana: User) -> None:
    client = Client()
    client.post(SIGN_IN, {"login": ana.email, "password": PASSWORD})
    kept = client.cookies[COOKIE].value
    assert client.get("/").status_code == 200
    client.post("/sign-out/")
    thief = Client()
    thief.cookies[COOKIE] = kept
    assert thief.get("/").status_code == 302
    assert client.get("/").status_code == 302


def test_se2_a_session_number_that_somebody_was_given_is_not_kept(ana: User) -> None:
    """Session fixation: an attacker plants a number and waits for the victim to sign in under it."""
    client = Client()
    client.cookies[COOKIE] = "plantedplantedplantedplantedplan"
    client.post(SIGN_IN, {"login": ana.email, "password": PASSWORD})
    assert client.cookies[COOKIE].value != "plantedplantedplantedplantedplan"
    thief = Client()
    thief.cookies[COOKIE] = "plantedplantedplantedplantedplan"
    assert thief.get("/").status_code == 302


def test_se2_every_session_ends_with_a_new_password_a_role_of_the_site_and_the_account(service: Service) -> None:
    one = service.people["nobody"]
    changes = (
        lambda: accounts.change(TEST, one, name=one.name, site_role="administrator"),
        lambda: accounts.make_link(TEST, one, purpose="recovery"),
        lambda: accounts.end_sessions(TEST, one),
        lambda: accounts.disable(TEST, one),
    )
    ended = []
    for change in changes:
        elsewhere = Client()
        elsewhere.force_login(one)
        assert elsewhere.get("/account/").status_code == 200
        change()
        ended.append(elsewhere.get("/account/").status_code == 302)
        one.refresh_from_db()
    assert ended == [True, False, True, True]  # a link that nobody has used yet changes nothing


def test_se3_a_thousand_guesses_over_accounts_and_addresses_get_five_looks_at_each(
    monkeypatch: pytest.MonkeyPatch, rf: RequestFactory, ana: User
) -> None:
    """As the sign-in page asks, without drawing it a thousand times."""
    from allauth.account.adapter import get_adapter
    from django.core.exceptions import ValidationError

    looked: dict[str, int] = {}
    monkeypatch.setattr(
        "allauth.account.auth_backends.AuthenticationBackend.authenticate",
        lambda _, request, **given: looked.update({given["email"]: looked.get(given["email"], 0) + 1}),
    )
    emails = [ana.email, *(f"who{number}@example.nhs.uk" for number in range(99))]
    for number in range(1000):
        request = rf.post(SIGN_IN, REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")
        request.session = {}
        with pytest.raises(ValidationError) if _over(looked, emails[number % 100]) else _nothing():
            get_adapter().authenticate(request, email=emails[number % 100], password=f"guess {number}")
    assert looked == dict.fromkeys(emails, 5)


def _over(looked: dict[str, int], email: str) -> bool:
    return looked.get(email, 0) >= 5


def _nothing() -> Any:
    from contextlib import nullcontext

    return nullcontext()


def test_se3_counts_are_not_washed_away_by_a_flood_of_other_names(ana: User) -> None:
    """Django's table of counts throws some out at 300, unless told otherwise."""
    for number in range(5):
        guess(f"10.1.0.{number}", ana.email, "wrong")
    assert stopped(guess("10.1.0.9", ana.email, PASSWORD))
    for number in range(1000):
        cache.set(f"flood-{number}", [1.0], 300)
    assert stopped(guess("10.1.0.10", ana.email, PASSWORD))


def test_se3_codes_are_counted_by_account_and_not_by_session(service: Service) -> None:
    """Somebody who knows a password and begins anew for every code."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    one = service.people["analyst"]
    TOTP.activate(one, generate_totp_secret())
    looked = []
    for number in range(12):
        client = Client(REMOTE_ADDR=f"10.2.0.{number}")
        client.post(SIGN_IN, {"login": one.email, "password": PASSWORD})
        page = client.post("/sign-in/code/", {"code": f"{number:06d}"})
        looked.append(page.status_code == 200 and not stopped(page))
    assert sum(looked) <= 6, looked
    assert not any(looked[-3:])


def test_se3_a_proxy_s_last_address_counts_and_what_the_visitor_wrote_before_it_does_not(
    ana: User, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(12):
        sent = {"login": f"who{number}@example.nhs.uk", "password": "wrong"}
        Client().post(SIGN_IN, sent, headers={"x-forwarded-for": f"1.2.3.{number}, 10.9.9.9"})
    limited = Client().post(
        SIGN_IN, {"login": ana.email, "password": PASSWORD}, headers={"x-forwarded-for": "8.8.8.8, 10.9.9.9"}
    )
    assert stopped(limited)


def test_se3_who_is_unknown_costs_as_much_work_as_who_is_known(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is all that takes time: once for a wrong password, once for an account that there is not."""
    hashed: list[str] = []
    real = MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return str(real(self, password, salt))

    ana.set_password(PASSWORD)
    ana.save()
    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    counts = []
    for email in (ana.email, "who@example.nhs.uk"):
        hashed.clear()
        guess("10.3.0.1", email, "wrong password here")
        counts.append(len(hashed))
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize(
    "where",
    ["https://elsewhere.example/", "//elsewhere.example", r"\\elsewhere.example", "javascript:alert(1)", "/\t/x.y"],
)
def test_se5_no_page_sends_anybody_to_another_site(where: str, ana: User) -> None:
    answer = Client().post(SIGN_IN, {"login": ana.email, "password": PASSWORD, "next": where})
    assert answer["Location"] == "/"
    client = Client()
    client.force_login(ana)
    answer = client.post(f"/sign-out/?next={where}")
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith("//")


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.1.elsewhere.example"])
def test_se5_no_host_but_ours_is_answered_nor_written_into_a_page(host: str) -> None:
    answer = Client().get(SIGN_IN, headers={"host": host, "x-forwarded-host": "elsewhere.example"})
    assert answer.status_code == 400
    assert host not in answer.content.decode()
    ours = Client().get(SIGN_IN, headers={"x-forwarded-host": "elsewhere.example"})
    assert "elsewhere" not in ours.content.decode()
    assert ours.status_code == 200
