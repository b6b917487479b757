"""Signing in: passwords, links, limits; nothing tells who has an account."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from babyhubs.errors import InputError
from babyhubs.workbench.accounts import links, services, session_limits
from babyhubs.workbench.accounts.models import Purpose, SignInLink, User
from babyhubs.workbench.record.models import Entry
from tests.workbench.service import PASSWORD, TEST, Service, person

SIGN_IN = "/sign-in/"


@pytest.fixture
def ana() -> User:
    """Somebody with an account."""
    return person("ana")


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def sign_in(client: Client, email: str, password: str) -> Any:
    """What the sign-in page answers."""
    return client.post(SIGN_IN, {"login": email, "password": password})


def visible(page: bytes) -> str:
    """A page without its tokens and what was typed into it."""
    return re.sub(r'(csrfmiddlewaretoken" value="|name="login" type="email"[^>]*value=")[^"]*', "", page.decode())


class TestPassword:
    """E-mail address and password."""

    def test_the_right_one_signs_in_and_the_session_gets_a_new_number(self, ana: User) -> None:
        client = Client()
        client.get(SIGN_IN)
        session = client.session
        session["before"] = "x"
        session.save()
        client.cookies["babyhubs-session"] = session.session_key
        answer = sign_in(client, "Ana@example.nhs.uk", PASSWORD)
        assert (answer.status_code, answer["Location"]) == (302, "/")
        assert client.cookies["babyhubs-session"].value != session.session_key

    def test_an_unknown_address_and_a_wrong_password_read_the_same(self, ana: User) -> None:
        known = sign_in(Client(), ana.email, "wrong password here")
        unknown = sign_in(Client(), "who@example.nhs.uk", "wrong password here")
        assert known.status_code == unknown.status_code == 200
        assert visible(known.content).replace(ana.email, "") == visible(unknown.content).replace(
            "who@example.nhs.uk", ""
        )

    def test_guessing_is_stopped_for_an_account_that_exists_and_for_one_that_does_not(self, ana: User) -> None:
        for address in (ana.email, "who@example.nhs.uk"):
            cache.clear()
            for _ in range(5):
                assert "not correct" in sign_in(Client(), address, "wrong").content.decode()
            assert "Too many failed login attempts" in sign_in(Client(), address, "wrong").content.decode()
        cache.clear()

    def test_the_right_password_does_not_help_once_guessing_was_stopped(self, ana: User) -> None:
        for _ in range(5):
            sign_in(Client(), ana.email, "wrong")
        assert sign_in(Client(), ana.email, PASSWORD).status_code == 200

    def test_one_address_cannot_try_many_accounts(self, ana: User) -> None:
        answers = [sign_in(Client(), f"who{n}@example.nhs.uk", "wrong") for n in range(12)]
        assert "Too many failed login attempts" in answers[-1].content.decode()
        limited = sign_in(Client(), ana.email, PASSWORD)
        assert "_auth_user_id" not in limited.client.session

    def test_a_failed_try_is_in_the_record_without_what_was_typed(self, ana: User) -> None:
        sign_in(Client(), "typed-password-here@example.nhs.uk", "wrong")
        entry = Entry.objects.last()
        assert entry.action == "session.refused"
        assert "typed" not in f"{entry.details}{entry.actor_name}"

    def test_a_disabled_account_cannot_sign_in_and_its_session_is_dead(self, service: Service) -> None:
        analyst = service.people["analyst"]
        client = service.client("analyst")
        assert client.get("/").status_code == 200
        services.disable(TEST, analyst)
        assert client.get("/").status_code == 302
        assert sign_in(Client(), analyst.email, PASSWORD)["Location"] == "/sign-in/disabled/"

    def test_nobody_can_sign_up(self) -> None:
        for address in ("/sign-up/", "/accounts/signup/", "/sign-in/signup/", "/accounts/password/reset/"):
            assert Client().get(address).status_code in {403, 404}, address

    def test_a_session_goes_nowhere_else_after_signing_in(self, ana: User) -> None:
        answer = Client().post(f"{SIGN_IN}?next=https://elsewhere.example/", {"login": ana.email, "password": PASSWORD})
        assert answer["Location"] == "/"


class TestLinks:
    """One-time links."""

    def test_opening_a_link_changes_nothing_and_its_button_signs_in_once(self, ana: User) -> None:
        secret = services.make_link(TEST, ana, purpose=Purpose.OWNER)
        client, where = Client(), f"/sign-in/link/{secret}/"
        for _ in range(2):
            assert "Welcome," in client.get(where).content.decode()
        assert client.post(where)["Location"] == "/"
        assert client.get("/").status_code == 200
        assert Client().post(where).status_code == 410

    def test_the_database_does_not_hold_what_opens(self, ana: User) -> None:
        secret = services.make_link(TEST, ana, purpose=Purpose.OWNER)
        assert secret not in str(list(SignInLink.objects.values()))
        assert secret not in str(list(Entry.objects.values()))

    def test_a_link_grows_old_and_a_new_one_ends_those_before(self, ana: User) -> None:
        first = services.make_link(TEST, ana, purpose=Purpose.INVITATION)
        second = services.make_link(TEST, ana, purpose=Purpose.INVITATION)
        assert links.find(first) is None
        assert links.find(second) is not None
        SignInLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert Client().get(f"/sign-in/link/{second}/").status_code == 410

    def test_an_invited_person_chooses_a_password_first(self) -> None:
        invited = services.invite(TEST, email="new@example.nhs.uk", name="New Person")
        secret = services.make_link(TEST, invited, purpose=Purpose.INVITATION)
        client = Client()
        assert client.post(f"/sign-in/link/{secret}/")["Location"] == "/account/password/first/"
        done = client.post("/account/password/first/", {"password1": PASSWORD, "password2": PASSWORD})
        assert done.status_code == 302
        assert sign_in(Client(), "new@example.nhs.uk", PASSWORD)["Location"] == "/"

    def test_the_way_back_in_ends_the_old_password_and_every_session(self, ana: User) -> None:
        elsewhere = Client()
        elsewhere.force_login(ana)
        secret = services.make_link(TEST, ana, purpose=Purpose.RECOVERY)
        assert Client().post(f"/sign-in/link/{secret}/")["Location"] == "/account/password/first/"
        assert elsewhere.get("/").status_code == 302
        assert "not correct" in sign_in(Client(), ana.email, PASSWORD).content.decode()

    def test_weak_passwords_are_refused_with_a_reason(self) -> None:
        invited = services.invite(TEST, email="new@example.nhs.uk", name="New Person")
        client = Client()
        client.post(f"/sign-in/link/{services.make_link(TEST, invited, purpose=Purpose.INVITATION)}/")
        page = client.post("/account/password/first/", {"password1": "password", "password2": "password"})
        assert "There is a problem" in page.content.decode()


class TestSessionLimits:
    """15 minutes without a page, 12 hours in any case."""

    @pytest.fixture
    def client(self, ana: User) -> Client:
        """Somebody who signed in."""
        client = Client()
        client.force_login(ana)
        client.get("/")
        return client

    @staticmethod
    def later(client: Client, **back: int) -> int:
        """The answer once so many seconds have passed since the session started or was last seen."""
        session = client.session
        for name, seconds in back.items():
            session[name] -= seconds
        session.save()
        return client.get("/").status_code

    def test_a_session_in_use_goes_on(self, client: Client) -> None:
        assert self.later(client, seen=session_limits.IDLE - 60) == 200
        assert self.later(client, started=session_limits.ABSOLUTE - 60) == 200

    def test_an_idle_session_ends_and_the_page_says_why(self, client: Client) -> None:
        assert self.later(client, seen=session_limits.IDLE) == 302
        assert "_auth_user_id" not in client.session

    def test_the_sign_in_page_says_why_it_appears(self, client: Client) -> None:
        session = client.session
        session["seen"] -= session_limits.IDLE
        session.save()
        page = client.get("/", follow=True)
        assert page.redirect_chain[0][0].startswith("/sign-in/?ended=1&next=")
        assert "You were signed out because" in page.content.decode()

    def test_a_session_ends_after_a_shift_however_busy(self, client: Client) -> None:
        assert self.later(client, started=session_limits.ABSOLUTE) == 302

    def test_a_clock_set_back_ends_it_too(self, client: Client) -> None:
        assert self.later(client, started=-3600, seen=-3600) == 302


class TestRoles:
    """Changes of rights."""

    def test_a_new_role_of_the_site_ends_every_session(self, service: Service) -> None:
        client = service.client("nobody")
        assert client.get("/").status_code == 200
        services.change(TEST, service.people["nobody"], name="Nobody", site_role="administrator")
        assert client.get("/").status_code == 302

    def test_the_last_administrator_stays(self, service: Service) -> None:
        administrator = service.people["administrator"]
        with pytest.raises(InputError, match="last administrator"):
            services.disable(TEST, administrator)
        with pytest.raises(InputError, match="last administrator"):
            services.change(TEST, administrator, name="A", site_role="")

    def test_an_address_is_invited_once(self, ana: User) -> None:
        with pytest.raises(InputError, match="already an account"):
            services.invite(TEST, email=" ANA@example.nhs.uk", name="Ana")
